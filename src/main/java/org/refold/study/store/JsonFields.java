package org.refold.study.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.refold.settings.BadInputException;

/**
 * The fields of a JSON object, read one by one, with messages that name what is missing.
 *
 * @param node the object
 * @param path where it stands, for messages; empty for the whole file
 */
record JsonFields(JsonNode node, String path) {

  static JsonFields of(JsonNode node) {
    return new JsonFields(node, "");
  }

  void requireSchema(String expected) {
    String found = optionalText("schema").orElse("none");
    if (!found.equals(expected)) {
      throw new BadInputException(
          "its schema is '%s', but must be '%s'".formatted(found, expected));
    }
  }

  private JsonNode field(String name, String kind, Predicate<JsonNode> fits) {
    JsonNode field = node.path(name);
    if (!fits.test(field)) {
      throw new BadInputException(
          "'%s' is %s, but must be %s"
              .formatted(path + name, field.isMissingNode() ? "missing" : field, kind));
    }
    return field;
  }

  JsonFields object(String name) {
    return new JsonFields(field(name, "an object", JsonNode::isObject), path + name + ".");
  }

  String text(String name) {
    return field(name, "a text", JsonNode::isTextual).textValue();
  }

  Optional<String> optionalText(String name) {
    return Optional.ofNullable(node.path(name).textValue());
  }

  long whole(String name) {
    return field(name, "a whole number", JsonNode::isIntegralNumber).longValue();
  }

  /** A number; null stands for NaN. */
  double number(String name) {
    JsonNode field = field(name, "a number or null", f -> f.isNumber() || f.isNull());
    return field.isNull() ? Double.NaN : field.doubleValue();
  }

  /** Numbers; null stands for NaN. */
  double[] numbers(String name) {
    JsonNode array = field(name, "a list of numbers", JsonNode::isArray);
    double[] numbers = new double[array.size()];
    for (int k = 0; k < numbers.length; k++) {
      JsonNode element = array.get(k);
      numbers[k] = element.isNumber() ? element.doubleValue() : Double.NaN;
    }
    return numbers;
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    field(name, "a list of texts", JsonNode::isArray).forEach(e -> texts.add(e.asText()));
    return texts;
  }

  List<JsonFields> objects(String name) {
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode element : field(name, "a list of objects", JsonNode::isArray)) {
      objects.add(new JsonFields(element, path + name + "."));
    }
    return objects;
  }

  /** The names of all fields, in order. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** An object of texts. */
  Map<String, String> textMap(String name) {
    JsonFields object = object(name);
    Map<String, String> map = new LinkedHashMap<>();
    object.names().forEach(key -> map.put(key, object.node().path(key).asText()));
    return map;
  }
}
