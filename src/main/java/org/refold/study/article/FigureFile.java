package org.refold.study.article;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.refold.catalogue.Catalogue;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.Interval;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;
import org.refold.study.store.AtomicFiles;
import org.refold.study.store.DataFingerprint;
import org.refold.study.store.Environment;

/** The figures of the table as JSON, with everything that they were made with. */
public final class FigureFile {

  /** The version of the layout. */
  public static final String SCHEMA = "refold.article/1";

  /** The name of the file in the folder of the table. */
  public static final String NAME = "figures.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private FigureFile() {}

  /**
   * Writes figures, whole or not at all.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, DataSet data, long seed, List<MeasuredRow> all)
      throws IOException {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("schema", SCHEMA);
    content.put("data", DataFingerprint.of(data));
    content.put("seed", seed);
    content.put("rows", all.stream().map(FigureFile::row).toList());
    content.put("environment", Environment.now());
    AtomicFiles.write(
        file,
        out -> {
          out.write(JSON.writeValueAsBytes(content));
          out.write('\n');
        });
  }

  private static Map<String, Object> row(MeasuredRow measured) {
    Row row = measured.row();
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("label", row.label());
    content.put("mode", measured.mode().label());
    content.put("model", row.system());
    content.put("protocol", row.protocol(measured.mode()));
    content.put("article", labelled(row.article()));
    content.put("article_minutes", Double.isNaN(row.minutes()) ? null : row.minutes());
    if (measured.outcome().isEmpty()) {
      content.put("reason", measured.reason());
      return content;
    }
    MeasuredRow.Outcome outcome = measured.outcome().get();
    content.put("config", Catalogue.settings(row.recommender(Integer.MAX_VALUE)));
    content.put("split_sha256", outcome.splitSha256());
    content.put("metrics", metrics(outcome));
    content.put("best_epoch", outcome.bestEpoch());
    content.put("epochs", outcome.epochs());
    content.put("seconds", outcome.seconds());
    return content;
  }

  private static Map<String, Double> labelled(Map<PublishedFigure, Double> figures) {
    Map<String, Double> byLabel = new LinkedHashMap<>();
    figures.forEach((figure, value) -> byLabel.put(figure.label(), value));
    return byLabel;
  }

  private static Map<String, Object> metrics(MeasuredRow.Outcome outcome) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    outcome
        .figures()
        .forEach(
            (figure, reported) -> {
              Map<String, Object> values = new LinkedHashMap<>();
              values.put("mean", reported.mean());
              reported.ci95().ifPresent(ci -> values.put("ci95", List.of(ci.low(), ci.high())));
              values.put("users", reported.users());
              values.put("convention", reported.convention());
              metrics.put(figure.label(), values);
            });
    return metrics;
  }

  /**
   * Reads figures. What the article says and why it differs is that of {@link Article#rows()}; the
   * rest is what the file holds.
   *
   * @return all rows of the file, in its order
   * @throws BadInputException if it is no file of figures, or has a row that the article does not
   * @throws IOException if it cannot be read
   */
  public static List<MeasuredRow> read(Path file) throws IOException {
    JsonNode content;
    try {
      content = JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new BadInputException("%s is no JSON: %s".formatted(file, e.getOriginalMessage()), e);
    }
    if (!SCHEMA.equals(content.path("schema").asText())) {
      throw new BadInputException(
          "%s has schema '%s', expected %s"
              .formatted(file, content.path("schema").asText(), SCHEMA));
    }
    List<Row> rows = Article.rows();
    List<MeasuredRow> all = new ArrayList<>();
    content.path("rows").forEach(node -> all.add(measured(file, rows, node)));
    return List.copyOf(all);
  }

  private static MeasuredRow measured(Path file, List<Row> rows, JsonNode node) {
    String label = node.path("label").asText();
    Row row =
        rows.stream()
            .filter(each -> each.label().equals(label))
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "%s has a row '%s', and the article none; %s"
                            .formatted(
                                file,
                                label,
                                Suggestions.hint(label, rows.stream().map(Row::label).toList()))));
    Correction mode =
        node.path("mode").asText().equals(Correction.CORRECTED.label())
            ? Correction.CORRECTED
            : Correction.AS_PUBLISHED;
    return node.has("reason")
        ? MeasuredRow.notYet(row, mode, node.path("reason").asText())
        : MeasuredRow.of(row, mode, outcome(node));
  }

  private static MeasuredRow.Outcome outcome(JsonNode node) {
    Map<PublishedFigure, MeasuredRow.Reported> figures = new EnumMap<>(PublishedFigure.class);
    node.path("metrics")
        .properties()
        .forEach(
            entry ->
                PublishedFigure.labelled(entry.getKey())
                    .ifPresent(figure -> figures.put(figure, reported(entry.getValue()))));
    return new MeasuredRow.Outcome(
        figures,
        node.path("split_sha256").asText(),
        node.path("best_epoch").asInt(),
        node.path("epochs").asInt(),
        node.path("seconds").asDouble());
  }

  private static MeasuredRow.Reported reported(JsonNode node) {
    JsonNode ci = node.path("ci95");
    return new MeasuredRow.Reported(
        node.path("mean").asDouble(),
        ci.isMissingNode()
            ? Optional.empty()
            : Optional.of(new Interval(ci.path(0).asDouble(), ci.path(1).asDouble())),
        node.path("users").asInt(),
        node.path("convention").asText());
  }
}
