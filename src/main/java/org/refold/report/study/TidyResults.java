package org.refold.report.study;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.refold.study.Factor;
import org.refold.study.store.AtomicFiles;
import org.refold.study.store.PerUser;
import org.refold.study.store.StudyResult;
import org.refold.study.store.TrialResult;

/**
 * A study as tidy data, one observation a row, for any program that reads CSV. Numbers have all
 * their digits; what is not there is empty.
 */
public final class TidyResults {

  private TidyResults() {}

  /**
   * Writes both files, each whole or not at all.
   *
   * <ul>
   *   <li>{@code trials.csv}: a row for each trial that has ended, with arm, model, the level of
   *       each factor, seed, fold (empty where the split is one), what became of it, each metric,
   *       seconds of the fit, completed epochs and the epoch that was measured;
   *   <li>{@code users.csv.gz}: a row for each user, trial and metric, with arm, seed, fold, user,
   *       metric and value.
   * </ul>
   *
   * @param folder is made if it is not there
   * @return the files
   * @throws IOException if one cannot be written
   */
  public static List<Path> write(StudyResult result, Path folder) throws IOException {
    Path trials = folder.resolve("trials.csv");
    Path users = folder.resolve("users.csv.gz");
    AtomicFiles.write(
        trials,
        out -> records(new OutputStreamWriter(out, StandardCharsets.UTF_8), trials(result)));
    AtomicFiles.write(
        users,
        out -> {
          GZIPOutputStream packed = new GZIPOutputStream(out);
          records(new OutputStreamWriter(packed, StandardCharsets.UTF_8), users(result));
        });
    return List.of(trials, users);
  }

  /** Hands over the records one by one, so that they are never held all at once. */
  private interface Records {
    void to(CsvWriter csv);
  }

  private static void records(Writer text, Records records) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      records.to(csv);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Records trials(StudyResult result) {
    List<String> factors = result.study().factors().stream().map(Factor::name).toList();
    List<String> header = new ArrayList<>(List.of("arm", "model"));
    header.addAll(factors);
    header.addAll(List.of("seed", "fold", "status"));
    header.addAll(result.metrics());
    header.addAll(List.of("fit_seconds", "epochs", "best_epoch"));
    return csv -> {
      csv.writeRecord(header);
      for (TrialResult trial : result.trials()) {
        csv.writeRecord(trial(trial, factors, result.metrics()));
      }
    };
  }

  private static List<String> trial(
      TrialResult result, List<String> factors, List<String> metrics) {
    List<String> row = new ArrayList<>();
    row.add(result.trial().arm().label());
    row.add(result.trial().arm().model());
    Map<String, String> levels = result.trial().arm().levels();
    factors.forEach(factor -> row.add(levels.getOrDefault(factor, "")));
    row.add(Long.toString(result.trial().seed()));
    row.add(fold(result));
    row.add(result.failure().map(failure -> "failed: " + failure).orElse("finished"));
    metrics.forEach(metric -> row.add(number(result.mean(metric))));
    TrialResult.Training training = result.training();
    row.add(result.isFinished() ? number(result.seconds().fit()) : "");
    row.add(training.epochs().isEmpty() ? "" : Integer.toString(training.epochs().size()));
    row.add(
        training.bestEpoch().isPresent() ? Integer.toString(training.bestEpoch().getAsInt()) : "");
    return row;
  }

  private static Records users(StudyResult result) {
    return csv -> {
      csv.writeRecord("arm", "seed", "fold", "user", "metric", "value");
      for (TrialResult trial : result.finished()) {
        PerUser values = trial.perUser();
        values.values().forEach((metric, of) -> users(csv, trial, metric, values.users(), of));
      }
    };
  }

  private static void users(
      CsvWriter csv, TrialResult trial, String metric, List<String> users, double[] values) {
    String arm = trial.trial().arm().label();
    String seed = Long.toString(trial.trial().seed());
    for (int k = 0; k < values.length; k++) {
      csv.writeRecord(arm, seed, fold(trial), users.get(k), metric, number(values[k]));
    }
  }

  private static String fold(TrialResult result) {
    int fold = result.trial().fold();
    return fold == 0 ? "" : Integer.toString(fold);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }
}
