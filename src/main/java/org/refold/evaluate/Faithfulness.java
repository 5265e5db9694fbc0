package org.refold.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.refold.data.Interactions;
import org.refold.kernel.Streams;
import org.refold.recommend.Explanation;
import org.refold.recommend.FoldIn;

/**
 * Whether explanations name what a recommendation rests on: the items of a history are deleted in
 * the order in which an explanation names them, and it is counted how long the recommended item
 * stays among the best. The sooner it is gone, the more faithful the explanation; deleting in a
 * random order says how soon it would be gone anyway.
 *
 * <p>In the manner of the deletion tests of O. Barkan et al.: A Counterfactual Framework for
 * Learning and Evaluating Explanations for Recommender Systems (LXR), WWW 2024.
 *
 * <pre>{@code
 * Faithfulness test = new Faithfulness(10, 42);
 * Faithfulness.Curve curve = test.of(model, histories, (m, h, row, item) -> m.explain(h, row, item));
 * System.out.println(curve.namedArea() + " against " + curve.randomArea());
 * }</pre>
 *
 * @param k how many items are the best
 * @param seed of the random orders
 */
public record Faithfulness(int k, long seed) {

  private static final int SHARES = 10;

  /** What explains. */
  @FunctionalInterface
  public interface Explainer {
    /**
     * Explains a score.
     *
     * @param histories with the row that is meant
     * @param item the raw id of the recommended item
     */
    Explanation of(FoldIn model, Interactions histories, int row, String item);
  }

  /**
   * Shares of users whose recommended item is still among the best, after the first 10, 20, ... 100
   * per cent of the history were deleted.
   *
   * @param named in the order of the explanation
   * @param random in a random order
   * @param users over how many users
   */
  public record Curve(List<Double> named, List<Double> random, int users) {

    /** The mean of {@link #named}: lower is more faithful. */
    public double namedArea() {
      return mean(named);
    }

    /** The mean of {@link #random}. */
    public double randomArea() {
      return mean(random);
    }

    private static double mean(List<Double> shares) {
      return shares.stream().mapToDouble(share -> share).average().orElse(Double.NaN);
    }
  }

  /**
   * Tests explanations of the best item of each user. Items of the whole history are no candidates,
   * however much of it was deleted; an item that ties with another stands below it.
   *
   * @param histories of users whom the model folds in; users with fewer than 2 items are passed
   *     over. A model that scores users of its training data by what it learned of them does not
   *     notice deletions: name the users anew
   */
  public Curve of(FoldIn model, Interactions histories, Explainer explainer) {
    double[] named = new double[SHARES];
    double[] random = new double[SHARES];
    int users = 0;
    for (int row = 0; row < histories.userCount(); row++) {
      if (histories.count(row) < 2) {
        continue;
      }
      users++;
      Interactions whole = histories.rows(new int[] {row});
      int best = best(model.scores(whole, 0), whole);
      String id = model.items().id(best);
      int[] order =
          explainer.of(model, histories, row, id).parts().stream()
              .mapToInt(part -> model.items().indexOf(part.item()))
              .toArray();
      add(model, whole, best, order, named);
      int[] shuffled = order.clone();
      Arrays.sort(shuffled);
      Streams.shuffle(shuffled, Streams.of(seed, histories.users().id(row)));
      add(model, whole, best, shuffled, random);
    }
    return new Curve(shares(named, users), shares(random, users), users);
  }

  private static List<Double> shares(double[] counts, int users) {
    List<Double> shares = new ArrayList<>();
    Arrays.stream(counts).forEach(count -> shares.add(count / users));
    return List.copyOf(shares);
  }

  private static int best(float[] scores, Interactions whole) {
    return IntStream.range(0, scores.length)
        .filter(item -> !whole.contains(0, item))
        .reduce((a, b) -> scores[b] > scores[a] ? b : a)
        .orElseThrow(() -> new IllegalArgumentException("a user has all items"));
  }

  /** Counts for each share whether the item is still among the best. */
  private void add(FoldIn model, Interactions whole, int best, int[] order, double[] counts) {
    for (int share = 1; share <= SHARES; share++) {
      int deleted = (int) Math.ceil((double) share * order.length / SHARES);
      boolean[] gone = new boolean[model.items().size()];
      Arrays.stream(order, 0, deleted).forEach(item -> gone[item] = true);
      float[] scores = model.scores(whole.where(p -> !gone[whole.item(p)]), 0);
      long above =
          IntStream.range(0, scores.length)
              .filter(item -> item != best && !whole.contains(0, item))
              .filter(item -> scores[item] >= scores[best])
              .count();
      counts[share - 1] += above < k ? 1 : 0;
    }
  }
}
