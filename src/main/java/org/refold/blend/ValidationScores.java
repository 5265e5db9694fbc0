package org.refold.blend;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Metrics;
import org.refold.evaluate.metric.Ndcg;
import org.refold.kernel.Streams;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Recommender;
import org.refold.recommend.Validation;
import org.refold.tribuo.HeldOutPairs;

/** The columns of the validation users, kept, and what can be learned of them. */
final class ValidationScores {

  /** Unseen items of a user that were not held out, beside all that were. */
  private static final int CANDIDATES = 50;

  private final Recommender who;
  private final Holdout holdout;
  private final List<String> names;

  /** By row of the hold-out: {@code [columns][items]}. */
  private final float[][][] columns;

  ValidationScores(Recommender who, ScoreColumns of, Holdout holdout) {
    this.who = who;
    this.holdout = holdout;
    this.names = of.names();
    this.columns = new float[holdout.histories().userCount()][][];
    of.forEach(holdout.histories(), 0, columns.length, (row, all) -> columns[row] = all);
  }

  /** The weights with the best mean of a metric, NDCG@100 where nothing else is asked for. */
  WeightedSum bestOnSimplex(Fitting fitting) {
    Validation by = fitting.validation().orElseThrow();
    Metric metric = by.metric().map(Metrics::of).orElseGet(() -> new Ndcg(100));
    Evaluator evaluator = Evaluator.of(List.of(metric)).withFoldInItems(by.foldInItems());
    int sign = metric.better() == Metric.Better.LOWER ? -1 : 1;
    SimplexSearch search =
        new SimplexSearch(
            steps ->
                sign
                    * evaluator
                        .evaluate(new Mixed(this, WeightedSum.ofSteps(steps)), holdout)
                        .metric(metric)
                        .mean());
    int[] best = search.best(names.size());
    int alone = search.bestAlone(names.size());
    fitting
        .progress()
        .note(
            String.format(
                Locale.ROOT,
                "%s: %s %.4f on %d validation users, %s alone %.4f",
                BlendModel.text(who, names, WeightedSum.ofSteps(best)),
                metric.name(),
                sign * search.of(best),
                columns.length,
                names.get(alone),
                sign * search.of(SimplexSearch.alone(names.size(), alone))));
    return WeightedSum.ofSteps(best);
  }

  /** The weights of a logistic regression. */
  WeightedSum logistic(Fitting fitting) {
    WeightedSum sum = new WeightedSum(pairs(fitting.seed()).logistic(fitting.seed()));
    fitting.progress().note(BlendModel.text(who, names, sum));
    return sum;
  }

  Trees trees(long seed) {
    return new Trees(pairs(seed).trees(seed));
  }

  /** All held-out items of each user and some of the others. */
  private HeldOutPairs pairs(long seed) {
    HeldOutPairs pairs = new HeldOutPairs(names.size());
    for (int row = 0; row < columns.length; row++) {
      int user = row;
      Interactions heldOut = holdout.foldOut();
      int[] others =
          IntStream.range(0, heldOut.itemCount())
              .filter(item -> !heldOut.contains(user, item))
              .filter(item -> !holdout.foldIn().contains(user, item))
              .toArray();
      SplittableRandom random = Streams.of(seed, "blend candidates/" + heldOut.users().id(user));
      Streams.shuffle(others, random);
      for (int item : heldOut.itemsOf(user)) {
        pairs.add(columns[row], item, true);
      }
      for (int k = 0; k < Math.min(CANDIDATES, others.length); k++) {
        pairs.add(columns[row], others[k], false);
      }
    }
    return pairs;
  }

  /** The validation users as a mixture ranks them. */
  private record Mixed(ValidationScores scores, WeightedSum mixture) implements FoldIn {

    @Override
    public Recommender recommender() {
      return scores.who;
    }

    @Override
    public Vocabulary items() {
      return scores.holdout.foldIn().items();
    }

    @Override
    public void score(Interactions histories, int from, int to, float[] into) {
      Vocabulary users = scores.holdout.foldIn().users();
      for (int row = from; row < to; row++) {
        int user = users.indexOf(histories.users().id(row));
        mixture.mix(scores.columns[user], into, (row - from) * items().size());
      }
    }

    @Override
    public void save(ModelWriter file) {
      throw new UnsupportedOperationException("it is kept for the search of weights alone");
    }
  }
}
