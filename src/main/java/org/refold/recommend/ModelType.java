package org.refold.recommend;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import org.refold.data.Interactions;

/**
 * The type of the models of a recommender, as {@link Recommender#fit} declares it: what they can
 * do, before one is fitted.
 */
final class ModelType {

  private ModelType() {}

  /** The most special type that a {@code fit} of the class declares. */
  static Class<? extends Model> of(Recommender recommender) {
    Class<? extends Model> found = Model.class;
    for (Method method : recommender.getClass().getMethods()) {
      boolean fits =
          method.getName().equals("fit")
              && Arrays.equals(
                  method.getParameterTypes(), new Class<?>[] {Interactions.class, Fitting.class});
      if (fits && method.getGenericReturnType() instanceof ParameterizedType fitted) {
        Class<? extends Model> declared = bound(fitted.getActualTypeArguments()[0]);
        found = found.isAssignableFrom(declared) ? declared : found;
      }
    }
    return found;
  }

  private static Class<? extends Model> bound(Type type) {
    if (type instanceof WildcardType wildcard) {
      return bound(wildcard.getUpperBounds()[0]);
    }
    return type instanceof Class<?> declared && Model.class.isAssignableFrom(declared)
        ? declared.asSubclass(Model.class)
        : Model.class;
  }

  /** Whether a type says all that its models can do: an abstract class and {@link Model} do not. */
  static boolean saysAll(Class<? extends Model> type) {
    return type.isInterface() ? type != Model.class : !Modifier.isAbstract(type.getModifiers());
  }
}
