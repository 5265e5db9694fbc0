package org.refold.study.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.RankedLists;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.MetricContext;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.study.Arm;
import org.refold.study.Trial;
import org.refold.study.store.DataFingerprint;
import org.refold.study.store.Environment;
import org.refold.study.store.Json;
import org.refold.study.store.KeyConventions;
import org.refold.study.store.PerUser;
import org.refold.study.store.ResultFile;
import org.refold.study.store.Sha256;
import org.refold.study.store.TrialKey;
import org.refold.study.store.TrialResult;

/**
 * Rankings of any system, measured on the test part of a split.
 *
 * @param source where the data come from
 * @param split whose test users the lists are for
 * @param lists the rankings
 * @param evaluation what was measured
 */
public record ScoredLists(
    DataFingerprint source, Split split, RankedLists lists, Evaluation evaluation) {

  /** What stands for the name of a model in a result file. */
  public static final String MODEL = "rankings";

  /**
   * Measures.
   *
   * @throws org.refold.settings.BadInputException as {@link Evaluator#evaluate(RankedLists,
   *     org.refold.data.Holdout, MetricContext, Progress)}
   */
  public static ScoredLists of(
      DataFingerprint source,
      Split split,
      RankedLists lists,
      Evaluator evaluator,
      MetricContext background,
      Progress progress) {
    return new ScoredLists(
        source, split, lists, evaluator.evaluate(lists, split.test(), background, progress));
  }

  /**
   * Writes a result file, which {@code refold compare} sets beside those of models; it cannot be
   * replayed.
   *
   * @param file the JSON file; the values by user go to {@code FILE.users.csv.gz} beside it
   * @throws IOException if a file cannot be written
   */
  public void writeTo(Path file) throws IOException {
    ResultFile.write(result(), file);
  }

  private TrialResult result() {
    Evaluator evaluator = evaluation.evaluator();
    TrialResult.SplitFacts facts = TrialRecorder.facts(split);
    PerUser values = TrialRecorder.perUser(evaluation);
    TrialKey identity =
        new TrialKey(
            MODEL,
            new TreeMap<>(Map.of("name", lists.name(), "sha256", hash())),
            source.sha256(),
            facts.sha256(),
            evaluator.metrics().stream().map(Metric::fullName).toList(),
            KeyConventions.conventions(evaluator, List.of()),
            split.seed(),
            Environment.codeVersion());
    return new TrialResult(
        new Trial(new Arm(lists.name(), MODEL, Map.of(), Map.of()), split.seed()),
        identity,
        source,
        facts,
        Optional.empty(),
        TrialRecorder.scores(evaluation.results()),
        Map.of(),
        values,
        TrialResult.Training.NONE,
        new TrialResult.Seconds(0, 0),
        Environment.peakMemoryMegabytes(),
        Environment.now(),
        Json.of(
            Map.of(
                "code", Environment.codeVersion(),
                "data-sha256", source.sha256(),
                "split-sha256", facts.sha256())));
  }

  /** Of the lists, user by user in the order of the split. */
  private String hash() {
    StringBuilder text = new StringBuilder();
    for (String user : split.test().foldIn().users().ids()) {
      text.append(user);
      for (int item : lists.lists().getOrDefault(user, new int[0])) {
        text.append('\t').append(lists.items().id(item));
      }
      text.append('\n');
    }
    return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
