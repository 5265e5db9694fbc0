package org.refold.study.run;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.refold.data.Candidates;
import org.refold.data.FoldInItems;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.RatingMetric;
import org.refold.kernel.files.NpzWriter;
import org.refold.recommend.Model;
import org.refold.recommend.RatingPredictor;
import org.refold.settings.BadInputException;
import org.refold.study.store.AtomicFiles;

/**
 * What a model said of the test part, as a file for other programs: where only ratings are
 * measured, a prediction for each held-out rating; otherwise the 100 best items of each user,
 * candidates only where the split has some, ties by index.
 *
 * <p>{@code FILE.tsv} has raw ids, and a header that names its columns. {@code FILE.npz} has the
 * same columns as arrays; {@code user} and {@code item} are indices, from 0, of the users of the
 * test part and the items of the training part.
 */
public final class PredictionFile {

  /** The length of a ranking. */
  static final int LONGEST = 100;

  private static final int USERS_AT_ONCE = 256;

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

  /**
   * Checks the name of a file, before a model is fitted for it.
   *
   * @throws BadInputException if it is neither {@code .tsv} nor {@code .npz}
   */
  public static void check(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".tsv") && !name.endsWith(".npz")) {
      throw new BadInputException(
          "predictions go to a file named .tsv (raw ids) or .npz (arrays), but this is " + file);
    }
  }

  /**
   * Writes the predictions of an outcome, whole or not at all.
   *
   * @throws BadInputException if the name is neither {@code .tsv} nor {@code .npz}
   * @throws IOException if the file cannot be written
   */
  public static void write(Outcome outcome, Path file) throws IOException {
    check(file);
    Experiment experiment = outcome.experiment();
    Holdout test = experiment.split().test();
    boolean ratings = true;
    for (Metric metric : experiment.evaluator().metrics()) {
      ratings &= metric instanceof RatingMetric;
    }
    PredictionFile found =
        ratings && outcome.model() instanceof RatingPredictor predictor
            ? ofRatings(predictor, test)
            : ofRankings(outcome.model(), test, experiment.evaluator().foldInItems());
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".tsv")) {
      AtomicFiles.write(
          file,
          out -> {
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            found.writeText(text);
            text.flush();
          });
    } else {
      found.writeArrays(file);
    }
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

  private static PredictionFile ofRankings(Model model, Holdout test, FoldInItems rule) {
    Interactions foldIn = test.foldIn();
    int n = foldIn.itemCount();
    int longest = Math.min(LONGEST, n);
    PredictionFile found =
        new PredictionFile(foldIn, Math.multiplyExact(foldIn.userCount(), longest));
    float[] scores = new float[USERS_AT_ONCE * n];
    for (int first = 0; first < foldIn.userCount(); first += USERS_AT_ONCE) {
      int end = Math.min(foldIn.userCount(), first + USERS_AT_ONCE);
      model.score(test.histories(), first, end, scores);
      for (int user = first; user < end; user++) {
        float[] own = Arrays.copyOfRange(scores, (user - first) * n, (user - first + 1) * n);
        leaveCandidates(test, user, own);
        if (rule == FoldInItems.MASKED) {
          for (int item : foldIn.itemsOf(user)) {
            own[item] = Float.NEGATIVE_INFINITY;
          }
        }
        found.addBest(user, own, longest);
      }
    }
    return found;
  }

  /** Where a split ranks candidates only, the others are left out here, too. */
  private static void leaveCandidates(Holdout test, int user, float[] own) {
    Candidates candidates = test.candidates();
    if (candidates != null) {
      float[] all = own.clone();
      Arrays.fill(own, Float.NEGATIVE_INFINITY);
      for (int item : candidates.of(user)) {
        own[item] = all[item];
      }
    }
  }

  /** Ties go to the item with the lower index. */
  private void addBest(int user, float[] own, int longest) {
    Integer[] order = new Integer[own.length];
    Arrays.setAll(order, item -> item);
    Arrays.sort(order, (a, b) -> Float.compare(own[b], own[a]));
    for (int rank = 1; rank <= longest && own[order[rank - 1]] > Float.NEGATIVE_INFINITY; rank++) {
      users[size] = user;
      items[size] = order[rank - 1];
      ranks[size] = rank;
      scores[size++] = own[order[rank - 1]];
    }
  }

  private boolean isRanked() {
    return size > 0 && ranks[0] > 0;
  }

  private void writeText(Writer out) throws IOException {
    out.write(isRanked() ? "user\titem\trank\tscore\n" : "user\titem\trating\tprediction\n");
    for (int k = 0; k < size; k++) {
      out.write(rows.users().id(users[k]) + "\t" + rows.items().id(items[k]) + "\t");
      out.write(isRanked() ? Integer.toString(ranks[k]) : Float.toString(rows.value(k)));
      out.write("\t" + scores[k] + "\n");
    }
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
