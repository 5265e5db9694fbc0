package org.refold.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.refold.catalogue.Catalogue;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.MetricResult;
import org.refold.recommend.Trained;

/**
 * The file of a result, {@code refold.result/1}: a JSON object that tells what was measured, on
 * what, how and where, and beside it a gzipped CSV with the value of every user in every metric.
 */
public final class ResultFile {

  /** The version of the layout. */
  public static final String SCHEMA = "refold.result/1";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ResultFile() {}

  /**
   * Writes an outcome, whole or not at all.
   *
   * @param file the JSON file; the values by user go to {@code FILE.users.csv.gz} beside it
   * @throws IOException if a file cannot be written
   */
  public static void write(Outcome outcome, Path file) throws IOException {
    Path perUser = perUserFile(file);
    AtomicFiles.write(
        perUser,
        out -> {
          try (Writer text =
              new OutputStreamWriter(new GZIPOutputStream(out), StandardCharsets.UTF_8)) {
            writePerUser(outcome.evaluation(), text);
          }
        });
    Map<String, Object> content = content(outcome, perUser.getFileName().toString());
    AtomicFiles.write(
        file,
        out -> {
          out.write(JSON.writeValueAsBytes(content));
          out.write('\n');
        });
  }

  /** Where the values by user stand for a result file. */
  static Path perUserFile(Path file) {
    String name = file.getFileName().toString();
    String stem = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
    return file.resolveSibling(stem + ".users.csv.gz");
  }

  /** The content of the file, in its order. */
  static Map<String, Object> content(Outcome outcome, String perUserFile) {
    Experiment experiment = outcome.experiment();
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("schema", SCHEMA);
    content.put("model", outcome.name());
    content.put("config", Catalogue.settings(experiment.recommender()));
    content.put("data", experiment.source());
    content.put("split", split(experiment));
    content.put("metrics", metrics(outcome.evaluation()));
    content.put("seed", experiment.seed());
    content.put("fit_seconds", outcome.fitSeconds());
    if (outcome.model() instanceof Trained trained) {
      content.put("epoch_seconds", trained.epochSeconds());
      content.put("best_epoch", trained.bestEpoch());
    } else {
      content.put("epoch_seconds", List.of());
      content.put("best_epoch", null);
    }
    content.put("score_seconds", outcome.evaluation().scoreSeconds());
    content.put("peak_rss_mb", Environment.peakMemoryMegabytes());
    content.put("environment", Environment.now());
    content.put("provenance", Map.of("code", Environment.codeVersion()));
    content.put("per_user", perUserFile);
    return content;
  }

  private static Map<String, Object> split(Experiment experiment) {
    Map<String, Object> split = new LinkedHashMap<>();
    split.put("spec", experiment.split().spec());
    split.put("seed", experiment.split().seed());
    split.put("sha256", experiment.split().sha256());
    split.put("audit", experiment.split().audit().asMap());
    return split;
  }

  private static Map<String, Object> metrics(Evaluation evaluation) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    for (MetricResult result : evaluation.results()) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("mean", result.mean());
      result.ci95().ifPresent(ci -> values.put("ci95", List.of(ci.low(), ci.high())));
      values.put("users", result.users());
      values.put("convention", result.metric().fullName());
      metrics.put(result.metric().name(), values);
    }
    return metrics;
  }

  private static void writePerUser(Evaluation evaluation, Writer text) throws IOException {
    List<MetricResult> results =
        evaluation.results().stream().filter(result -> result.perUser().length > 0).toList();
    text.write("user");
    for (MetricResult result : results) {
      text.write(",\"" + result.metric().name() + '"');
    }
    text.write('\n');
    List<double[]> columns = results.stream().map(MetricResult::perUser).toList();
    for (int user = 0; user < evaluation.users().size(); user++) {
      text.write('"' + evaluation.users().id(user).replace("\"", "\"\"") + '"');
      for (double[] column : columns) {
        text.write(',');
        text.write(Double.isNaN(column[user]) ? "" : Double.toString(column[user]));
      }
      text.write('\n');
    }
  }
}
