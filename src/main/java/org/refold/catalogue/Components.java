package org.refold.catalogue;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.refold.data.BadInputException;
import org.refold.data.Nearest;
import org.refold.recommend.Recommender;

/** The hyper-parameters of a recommender: the components of its record, by reflection. */
final class Components {

  private Components() {}

  static List<RecordComponent> of(Recommender recommender) {
    RecordComponent[] components = recommender.getClass().getRecordComponents();
    if (components == null) {
      throw new IllegalArgumentException(
          recommender.getClass().getName() + " is not a record, so its settings are not known");
    }
    return List.of(components);
  }

  static RecordComponent named(String setting, Recommender recommender) {
    return of(recommender).stream()
        .filter(component -> component.getName().equals(setting))
        .findFirst()
        .orElseThrow(() -> unknown(setting, recommender));
  }

  private static BadInputException unknown(String setting, Recommender recommender) {
    List<String> known = of(recommender).stream().map(RecordComponent::getName).toList();
    return new BadInputException(
        "%s has no setting '%s'; %s"
            .formatted(recommender.name(), setting, Nearest.hint(setting, known)));
  }

  static Object value(RecordComponent component, Recommender recommender) {
    try {
      return component.getAccessor().invoke(recommender);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  /** Calls the canonical constructor; what its checks throw comes out as it is. */
  static Recommender create(Recommender like, Collection<Object> values) {
    Class<?>[] types = of(like).stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<? extends Recommender> canonical = like.getClass().getConstructor(types);
      return canonical.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof BadInputException bad) {
        throw new BadInputException(like.name() + ": " + bad.getMessage(), bad);
      }
      throw new IllegalStateException(
          "cannot create %s from %s".formatted(like.name(), values), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "no canonical constructor of %s for %s".formatted(like, Arrays.toString(types)), e);
    }
  }
}
