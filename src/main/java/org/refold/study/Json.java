package org.refold.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.refold.data.BadInputException;

/** JSON as the files of this package have it: indented, lists on one line, NaN as null. */
final class Json {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Maps, lists, texts and numbers as JSON. */
  static JsonNode of(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** JSON of other programs; whether an object or a list. */
  static JsonNode ofText(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("this is not JSON: " + json, e);
    }
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
    String text = MAPPER.writeValueAsString(node).replace(System.lineSeparator(), "\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(text.getBytes(StandardCharsets.UTF_8));
    bytes.write('\n');
    return bytes.toByteArray();
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
