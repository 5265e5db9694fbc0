package org.refold.study.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.refold.settings.BadInputException;

/** What Jackson throws over a field, said in one line that names field, value and kind. */
final class JsonFault {

  private JsonFault() {}

  /**
   * @param root the object that was read
   */
  static BadInputException of(JsonNode root, JsonProcessingException thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof BadInputException ours) { // a record refused its components
        return ours;
      }
    }
    JsonNode found = root;
    StringBuilder path = new StringBuilder();
    List<JsonMappingException.Reference> steps =
        thrown instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
    for (JsonMappingException.Reference step : steps) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
        found = found.path(step.getIndex());
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
        found = found.path(step.getFieldName());
      }
    }
    Class<?> type = thrown instanceof MismatchedInputException e ? e.getTargetType() : null;
    return new BadInputException(
        found.isMissingNode()
            ? "'%s' is missing".formatted(path)
            : "'%s' is %s, but must be %s".formatted(path, found, kind(type)),
        thrown);
  }

  private static String kind(@Nullable Class<?> type) {
    if (type == null || type == String.class) {
      return "a text";
    }
    if (type.isEnum()) {
      return "one of " + Arrays.stream(type.getEnumConstants()).map(Json::of).toList();
    }
    if (type == Double.class || type == Double.TYPE) {
      return "a number or null";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a whole number";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
  }
}
