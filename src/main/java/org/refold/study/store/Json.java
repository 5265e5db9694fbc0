package org.refold.study.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.refold.settings.BadInputException;

/** JSON as the files of this package have it: a line for each fact, NaN as null. */
public final class Json {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Levels with lines of their own. */
  private static final int LINES = 2;

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Maps, lists, texts and numbers as JSON. */
  public static JsonNode of(Object value) {
    return MAPPER.valueToTree(value);
  }

  static ArrayNode numbers(double[] values) {
    ArrayNode array = MAPPER.createArrayNode();
    for (double value : values) {
      if (Double.isFinite(value)) {
        array.add(value);
      } else {
        array.addNull();
      }
    }
    return array;
  }

  static byte[] bytes(JsonNode node) throws IOException {
    StringBuilder text = new StringBuilder();
    write(node, 0, text);
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The two outer levels have lines of their own, what is deeper shares one. */
  private static void write(JsonNode node, int depth, StringBuilder text) throws IOException {
    boolean listOfObjects = node.isArray() && node.path(0).isObject();
    if (node.isEmpty() || depth == LINES || !(node.isObject() || listOfObjects)) {
      text.append(MAPPER.writeValueAsString(node));
      return;
    }
    String indent = "\n" + "  ".repeat(depth + 1);
    text.append(node.isObject() ? '{' : '[');
    String separator = "";
    for (Map.Entry<String, JsonNode> field : fields(node)) {
      text.append(separator).append(indent);
      separator = ",";
      if (node.isObject()) {
        text.append(MAPPER.writeValueAsString(field.getKey())).append(" : ");
      }
      write(field.getValue(), depth + 1, text);
    }
    text.append("\n").append("  ".repeat(depth)).append(node.isObject() ? '}' : ']');
  }

  /** The fields of an object, or the elements of a list without names. */
  private static List<Map.Entry<String, JsonNode>> fields(JsonNode node) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>();
    if (node.isObject()) {
      fields.addAll(node.properties());
    } else {
      node.forEach(element -> fields.add(Map.entry("", element)));
    }
    return fields;
  }

  /**
   * @throws BadInputException if it is not one JSON object
   */
  static JsonNode read(byte[] bytes) throws IOException {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      if (node == null || !node.isObject()) {
        throw new BadInputException("it does not hold a JSON object");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "it is not JSON: %s at line %d"
              .formatted(
                  e.getOriginalMessage(),
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
          e);
    }
  }
}
