package org.refold.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The published description, which every answer of a test is held against. */
final class OpenApi {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode FILE = read(Answer.resource("openapi.json"));
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private OpenApi() {}

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode file() {
    return FILE;
  }

  /** What the description says of a request: its operation. */
  static JsonNode operation(String method, String path) {
    return FILE.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
  }

  /** Requires that an answer is one of those that the description has for a path. */
  static void check(String method, String path, int status, String type, String body) {
    JsonNode operation = operation(method, path);
    if (operation.isMissingNode()) {
      assertThat(status).as("%s %s", method, path).isIn(404, 405);
      valid("Error", body);
      return;
    }
    JsonNode answer = operation.path("responses").path(Integer.toString(status));
    assertThat(answer.isObject()).as("%s %s: %s %s", method, path, status, body).isTrue();
    String plain = type.replaceFirst(";.*", "");
    JsonNode content = answer.path("content").path(plain);
    assertThat(content.isObject()).as("%s %s: %s", method, path, type).isTrue();
    String reference = content.path("schema").path("$ref").asText();
    if (!reference.isEmpty()) {
      valid(reference.replaceFirst(".*/", ""), body);
    }
  }

  /** Whether a text fits one of the schemas. */
  static void valid(String name, String body) {
    assertThat(SCHEMAS.computeIfAbsent(name, OpenApi::schema).validate(body, InputFormat.JSON))
        .as("%s: %s", name, body)
        .isEmpty();
  }

  private static Schema schema(String name) {
    ObjectNode whole = JSON.createObjectNode();
    whole.put("$ref", "#/components/schemas/" + name);
    whole.set("components", FILE.path("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(whole.toString());
  }
}
