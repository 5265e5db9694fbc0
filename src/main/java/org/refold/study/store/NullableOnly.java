package org.refold.study.store;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.Executable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets Jackson read the types of records as NullAway does: a component must be there and must not
 * be null unless it is {@code @Nullable} or optional. A number may be null, which stands for NaN.
 */
final class NullableOnly extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1;

  @Override
  public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
    return member instanceof AnnotatedParameter parameter
        ? (Boolean) !isNullable(parameter)
        : super.hasRequiredMarker(member);
  }

  @Override
  public JsonSetter.Value findSetterInfo(Annotated annotated) {
    return annotated instanceof AnnotatedParameter parameter
            && !isNullable(parameter)
            && parameter.getRawType() != Double.TYPE
        ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
        : super.findSetterInfo(annotated);
  }

  private static boolean isNullable(AnnotatedParameter parameter) {
    return parameter.getRawType() == Optional.class
        || (parameter.getOwner().getAnnotated() instanceof Executable constructor
            && constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(
                Nullable.class));
  }
}
