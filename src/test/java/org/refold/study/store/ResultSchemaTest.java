package org.refold.study.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema of result files says what result files are, and no more than that. */
class ResultSchemaTest {

  private static final Path RESULTS = Path.of("results");

  private final ObjectMapper json = new ObjectMapper();
  private final Schema schema = schema();

  private static Schema schema() {
    try (InputStream text = ResultFile.class.getResourceAsStream("result-1.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> errors(String text) {
    return schema.validate(text, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(RESULTS)) {
      return all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void everyCommittedResultFits() throws IOException {
    int results = 0;
    for (Path file : files()) {
      String text = Files.readString(file);
      if (text.contains("\"" + ResultFile.SCHEMA + "\"")) {
        assertThat(errors(text)).as(file.toString()).isEmpty();
        results++;
      }
    }
    assertThat(results).isGreaterThan(400);
  }

  private ObjectNode some() throws IOException {
    for (Path file : files()) {
      String text = Files.readString(file);
      if (text.contains("\"history\"") && text.contains(ResultFile.SCHEMA)) {
        return (ObjectNode) json.readTree(text);
      }
    }
    throw new AssertionError("no committed result has a history");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schema",
        "id",
        "status",
        "model",
        "config",
        "arm",
        "data",
        "split",
        "measured",
        "metrics",
        "seed",
        "code",
        "fit_seconds",
        "best_epoch",
        "environment",
        "provenance",
        "per_user"
      })
  void whatIsMissingIsFound(String field) throws IOException {
    ObjectNode result = some();
    result.remove(field);
    assertThat(errors(result.toString())).as(field).isNotEmpty();
  }

  private void isRefused(Consumer<ObjectNode> change) throws IOException {
    ObjectNode result = some();
    change.accept(result);
    assertThat(errors(result.toString())).isNotEmpty();
  }

  @Test
  void whatIsWrongIsFound() throws IOException {
    isRefused(result -> result.put("seeds", 1));
    isRefused(result -> result.put("id", "ABC"));
    isRefused(result -> result.put("status", "failed"));
    isRefused(result -> result.put("seed", "1"));
    isRefused(result -> result.put("schema", "refold.result/2"));
    isRefused(result -> ((ObjectNode) result.get("data")).put("sha256", "0"));
    isRefused(result -> ((ObjectNode) result.get("history")).put("loss", 1));
    isRefused(result -> ((ObjectNode) result.get("arm").get("levels")).put("dropout", 0.5));
  }

  /** A trial that failed has a reason, and no values by user. */
  @Test
  void aFailedTrialFits() throws IOException {
    ObjectNode result = some();
    result.put("status", "failed").remove("per_user");
    result.putObject("failure").put("type", "T").put("message", "m").put("where", "w");
    assertThat(errors(result.toString())).isEmpty();
  }
}
