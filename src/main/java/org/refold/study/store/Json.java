package org.refold.study.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refold.settings.BadInputException;
import org.refold.settings.JsonBytes;

/**
 * Records to JSON and back, as the files of this package have it: a line for each fact, names in
 * snake case, NaN as null. A component that is not {@code @Nullable} must be there.
 */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // of later versions
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .annotationIntrospector(new NullableOnly())
          .addModule(new JsonValues())
          .build();

  /** Levels with lines of their own. */
  private static final int LINES = 2;

  private Json() {}

  /** Records, maps, lists, texts and numbers as JSON. */
  public static JsonNode of(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** The content of a file: the two outer levels have lines of their own, deeper ones share one. */
  static byte[] bytes(Object value) {
    StringBuilder text = new StringBuilder();
    write(of(value), 0, text);
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The content of a file in which every level has lines of its own. */
  public static byte[] indented(Object value) {
    return (of(value).toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void write(JsonNode node, int depth, StringBuilder text) {
    boolean listOfObjects = node.isArray() && node.path(0).isObject();
    if (node.isEmpty() || depth == LINES || !(node.isObject() || listOfObjects)) {
      text.append(node);
      return;
    }
    String indent = "\n" + "  ".repeat(depth + 1);
    text.append(node.isObject() ? '{' : '[');
    String separator = "";
    for (Map.Entry<String, JsonNode> field : fields(node)) {
      text.append(separator).append(indent);
      separator = ",";
      if (node.isObject()) {
        text.append(MAPPER.getNodeFactory().textNode(field.getKey())).append(" : ");
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
   * Reads a record.
   *
   * @param schema what the field {@code schema} must hold
   * @throws BadInputException if it is not one JSON object of that schema, or a field is missing or
   *     of another kind; the message names the field, what it holds and what it must be
   */
  public static <T> T read(byte[] bytes, Class<T> type, String schema) throws IOException {
    try {
      JsonNode node = JsonBytes.tree(MAPPER, bytes);
      if (node == null || !node.isObject()) {
        throw new BadInputException("it does not hold a JSON object");
      }
      String found = node.path("schema").asText("none");
      if (!found.equals(schema)) {
        throw new BadInputException(
            "its schema is '%s', but must be '%s'".formatted(found, schema));
      }
      return read(node, type);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "it is not JSON: %s at line %d",
              e.getOriginalMessage(),
              e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
          e);
    }
  }

  private static <T> T read(JsonNode node, Class<T> type) {
    try {
      return MAPPER.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw JsonFault.of(node, e);
    }
  }
}
