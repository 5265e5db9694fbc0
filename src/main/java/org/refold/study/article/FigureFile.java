package org.refold.study.article;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.refold.catalogue.Catalogue;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.MetricResult;
import org.refold.study.AtomicFiles;
import org.refold.study.Environment;
import org.refold.study.Source;

/** The figures of the table as JSON, with everything that they were made with. */
public final class FigureFile {

  /** The version of the layout. */
  public static final String SCHEMA = "refold.article/1";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private FigureFile() {}

  /**
   * Writes figures, whole or not at all.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, DataSet data, long seed, List<Measured> all)
      throws IOException {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("schema", SCHEMA);
    content.put("data", Source.of(data));
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

  private static Map<String, Object> row(Measured measured) {
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
    Measured.Outcome outcome = measured.outcome().get();
    content.put("config", Catalogue.settings(row.recommender(Integer.MAX_VALUE)));
    content.put("split_sha256", outcome.splitSha256());
    content.put("metrics", metrics(measured));
    content.put("best_epoch", outcome.bestEpoch());
    content.put("epochs", outcome.epochs());
    content.put("seconds", outcome.seconds());
    return content;
  }

  private static Map<String, Double> labelled(Map<Figure, Double> figures) {
    Map<String, Double> byLabel = new LinkedHashMap<>();
    figures.forEach((figure, value) -> byLabel.put(figure.label(), value));
    return byLabel;
  }

  private static Map<String, Object> metrics(Measured measured) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    for (Map.Entry<Figure, MetricResult> entry : measured.figures().entrySet()) {
      MetricResult result = entry.getValue();
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("mean", result.mean());
      result.ci95().ifPresent(ci -> values.put("ci95", List.of(ci.low(), ci.high())));
      values.put("users", result.users());
      values.put("convention", result.metric().fullName());
      metrics.put(entry.getKey().label(), values);
    }
    return metrics;
  }
}
