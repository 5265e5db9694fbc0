package org.refold.study.run;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.Rankings;
import org.refold.evaluate.metric.Ndcg;
import org.refold.evaluate.metric.RatingMetric;
import org.refold.kernel.files.NpzWriter;
import org.refold.recommend.Model;
import org.refold.recommend.RatingPredictor;
import org.refold.settings.BadInputException;
import org.refold.study.store.AtomicFiles;

/**
 * What a model said of the test part, as a file for other programs: where only ratings are
 * measured, a prediction for each held-out rating; otherwise the 100 best items of each user,
 * ranked as the evaluator ranks them: candidates only where the split has some, ties by its rule.
 *
 * <p>{@code FILE.tsv} has raw ids, and a header that names its columns; a tab, line break or
 * backslash in an id is written as {@code \t}, {@code \n}, {@code \r} or {@code \\}. {@code
 * FILE.npz} has the same columns as arrays; {@code user} and {@code item} are indices, from 0, of
 * the users of the test part and the items of the training part.
 *
 * <p>{@code FILE.run} has rankings as TREC has them, and {@code FILE.qrels} what was to be found:
 * each held-out item is relevant, by its rounded value where NDCG with graded gains is measured,
 * otherwise 1. Lists are as long as the longest cut-off that is measured, and {@value #LONGEST} at
 * least.
 */
public final class PredictionFile {

  /** The length of a ranking. */
  static final int LONGEST = 100;

  private final Interactions rows;
  private final int[] users;
  private final int[] items;
  private final int[] ranks;
  private final float[] scores;
  private int size;

  private PredictionFile(Interactions rows, int most) {
    this.rows = rows;
    this.users = new int[most];
    this.items = new int[most];
    this.ranks = new int[most];
    this.scores = new float[most];
  }

  /** What a file holds, by the ending of its name. */
  private enum Form {
    TSV,
    NPZ,
    RUN,
    QRELS;

    static Form of(Path file) {
      String name = file.toString().toLowerCase(Locale.ROOT);
      for (Form form : values()) {
        if (name.endsWith("." + form.name().toLowerCase(Locale.ROOT))) {
          return form;
        }
      }
      throw new BadInputException(
          "predictions go to a file named .tsv (raw ids), .npz (arrays), .run or .qrels (TREC), but"
              + " this is "
              + file);
    }
  }

  /**
   * Checks the name of a file, before a model is fitted for it.
   *
   * @throws BadInputException if it is none of {@code .tsv}, {@code .npz}, {@code .run} and {@code
   *     .qrels}, or one for rankings where only ratings are measured
   */
  public static void check(Path file, Evaluator evaluator) {
    if (Form.of(file) == Form.RUN && isOfRatings(evaluator)) {
      throw new BadInputException(
          "%s is to hold rankings, but only ratings are measured; add a metric of rankings, such as ndcg@100, or name it .tsv"
              .formatted(file));
    }
  }

  /**
   * Writes the predictions of an outcome, whole or not at all.
   *
   * @throws BadInputException as {@link #check}, and if an id has blanks, which the forms of TREC
   *     cannot hold
   * @throws IOException if the file cannot be written
   */
  public static void write(Outcome outcome, Path file) throws IOException {
    Experiment experiment = outcome.experiment();
    check(file, experiment.evaluator());
    Holdout test = experiment.split().test();
    switch (Form.of(file)) {
      case TSV -> of(outcome, test).writeText(file);
      case NPZ -> of(outcome, test).writeArrays(file);
      case RUN -> of(outcome, test).writeRun(outcome.name(), file);
      case QRELS -> TrecText.writeQrels(test.foldOut(), isGraded(experiment.evaluator()), file);
    }
  }

  /**
   * Writes rankings of many users, whole or not at all.
   *
   * @throws BadInputException if the file is named otherwise than rankings are
   */
  static void write(BatchRankings ranked, String tag, Path file) throws IOException {
    PredictionFile found = new PredictionFile(ranked.rows(), ranked.size());
    ranked.forEach(found::addRanked);
    switch (Form.of(file)) {
      case TSV -> found.writeText(file);
      case NPZ -> found.writeArrays(file);
      case RUN -> found.writeRun(tag, file);
      case QRELS ->
          throw new BadInputException(
              "%s would hold what is to be found, but these are rankings; name it .tsv, .npz or .run"
                  .formatted(file));
    }
  }

  private static PredictionFile of(Outcome outcome, Holdout test) {
    Evaluator evaluator = outcome.experiment().evaluator();
    return isOfRatings(evaluator) && outcome.model() instanceof RatingPredictor predictor
        ? ofRatings(predictor, test)
        : ofRankings(evaluator, outcome.model(), test);
  }

  private static boolean isOfRatings(Evaluator evaluator) {
    return evaluator.metrics().stream().allMatch(RatingMetric.class::isInstance);
  }

  private static boolean isGraded(Evaluator evaluator) {
    return evaluator.metrics().stream()
        .anyMatch(metric -> metric instanceof Ndcg ndcg && ndcg.gain() != Ndcg.Gain.BINARY);
  }

  private static PredictionFile ofRatings(RatingPredictor model, Holdout test) {
    Interactions pairs = test.foldOut();
    PredictionFile found = new PredictionFile(pairs, pairs.size());
    model.predict(test.histories(), pairs, found.scores);
    for (int p = 0; p < pairs.size(); p++) {
      found.users[p] = pairs.userAt(p);
      found.items[p] = pairs.item(p);
    }
    found.size = pairs.size();
    return found;
  }

  private static PredictionFile ofRankings(Evaluator evaluator, Model model, Holdout test) {
    Interactions foldIn = test.foldIn();
    int longest = Math.min(Math.max(LONGEST, evaluator.longest()), foldIn.itemCount());
    PredictionFile found =
        new PredictionFile(foldIn, Math.multiplyExact(foldIn.userCount(), longest));
    Rankings.best(evaluator, model, test, longest, found::addRanked);
    return found;
  }

  private void addRanked(int user, int rank, int item, float score) {
    users[size] = user;
    items[size] = item;
    ranks[size] = rank;
    scores[size++] = score;
  }

  private boolean isRanked() {
    return size > 0 && ranks[0] > 0;
  }

  private void writeText(Path file) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          writeText(text);
          text.flush();
        });
  }

  private void writeText(Writer out) throws IOException {
    out.write(isRanked() ? "user\titem\trank\tscore\n" : "user\titem\trating\tprediction\n");
    for (int k = 0; k < size; k++) {
      out.write(escaped(rows.users().id(users[k])) + "\t");
      out.write(escaped(rows.items().id(items[k])) + "\t");
      out.write(isRanked() ? Integer.toString(ranks[k]) : Float.toString(rows.value(k)));
      out.write("\t" + scores[k] + "\n");
    }
  }

  private static String escaped(String id) {
    return id.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
  }

  /** An id as it was before it was {@linkplain #escaped escaped}. */
  static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder id = new StringBuilder();
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      if (c == '\\' && k + 1 < text.length()) {
        char escaped = text.charAt(++k);
        c = escaped == 't' ? '\t' : escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped;
      }
      id.append(c);
    }
    return id.toString();
  }

  private void writeRun(String tag, Path file) throws IOException {
    TrecText.write(
        file,
        size,
        (k, line) -> {
          line.id(rows.users().id(users[k])).word("Q0").id(rows.items().id(items[k]));
          line.word(Integer.toString(ranks[k])).word(Float.toString(scores[k])).word(tag);
        });
  }

  private void writeArrays(Path file) throws IOException {
    NpzWriter arrays =
        new NpzWriter()
            .add("user", Arrays.copyOf(users, size))
            .add("item", Arrays.copyOf(items, size));
    if (isRanked()) {
      arrays.add("rank", Arrays.copyOf(ranks, size)).add("score", Arrays.copyOf(scores, size));
    } else {
      float[] ratings = new float[size];
      for (int k = 0; k < size; k++) {
        ratings[k] = rows.value(k);
      }
      arrays.add("rating", ratings).add("prediction", Arrays.copyOf(scores, size));
    }
    arrays.write(file);
  }
}
