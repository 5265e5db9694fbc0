package org.refold.study.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.refold.evaluate.SegmentsBy;
import org.refold.settings.BadInputException;
import org.refold.study.Factor;
import org.refold.study.SeedScope;
import org.refold.study.Study;

/**
 * The file of a study's design, {@code refold.study/1}.
 *
 * @param study the design
 * @param source the data that it was begun with
 * @param code the version of the code that it was begun with
 */
public record StudyFile(Study study, DataFingerprint source, String code) {

  private static final String SCHEMA = "refold.study/1";
  private static final String SEGMENTS = "segments";

  void write(Path file) throws IOException {
    ObjectNode json = Json.object();
    json.put("schema", SCHEMA);
    json.put("name", study.name());
    json.put("code", code);
    json.set("data", Json.of(source));
    json.put("split", study.split());
    json.put("metrics", study.metrics());
    ArrayNode factors = json.putArray("factors");
    for (Factor factor : study.factors()) {
      ObjectNode one = factors.addObject();
      one.put("name", factor.name());
      one.put("setting", factor.setting());
      one.set("levels", Json.of(factor.levels()));
    }
    ArrayNode arms = json.putArray("arms");
    study.arms().forEach(arm -> arms.add(ArmJson.write(arm)));
    json.set("seeds", Json.of(study.seeds()));
    json.put("scope", study.scope().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.put("split_seed", study.splitSeed());
    if (!study.segments().isEmpty()) {
      json.set(SEGMENTS, Json.of(study.segments().stream().map(SegmentsBy::label).toList()));
    }
    byte[] bytes = Json.bytes(json);
    AtomicFiles.write(file, out -> out.write(bytes));
  }

  /**
   * @throws BadInputException if it is not there or is damaged
   */
  static StudyFile read(Path file) throws IOException {
    try {
      JsonFields json = JsonFields.of(Json.read(Files.readAllBytes(file)));
      json.requireSchema(SCHEMA);
      DataFingerprint source = DataFingerprint.read(json.object("data"));
      List<Factor> factors = new ArrayList<>();
      for (JsonFields one : json.objects("factors")) {
        factors.add(new Factor(one.text("name"), one.text("setting"), one.texts("levels")));
      }
      Study study =
          new Study(
              json.text("name"),
              source.name(),
              json.text("split"),
              json.text("metrics"),
              json.objects("arms").stream().map(ArmJson::read).toList(),
              factors,
              json.texts("seeds").stream().map(Long::valueOf).toList(),
              scope(json.text("scope")),
              json.whole("split_seed"),
              segments(json));
      return new StudyFile(study, source, json.text("code"));
    } catch (NoSuchFileException e) {
      throw new BadInputException("there is no study: %s is missing".formatted(file), e);
    } catch (BadInputException | NumberFormatException e) {
      throw new BadInputException(
          "%s is no design of a study: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static List<SegmentsBy> segments(JsonFields json) {
    return json.node().has(SEGMENTS)
        ? SegmentsBy.parse(String.join(",", json.texts(SEGMENTS)))
        : List.of();
  }

  private static SeedScope scope(String text) {
    for (SeedScope scope : SeedScope.values()) {
      if (scope.name().equalsIgnoreCase(text.replace('-', '_'))) {
        return scope;
      }
    }
    throw new BadInputException(
        "'scope' is '%s', but must be fit or split-and-fit".formatted(text));
  }
}
