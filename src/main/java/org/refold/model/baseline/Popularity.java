package org.refold.model.baseline;

import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.recommend.Check;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.Recommender;

/**
 * The same ranking for everybody: an item's score is the number of training users who have it.
 *
 * <p>Values are not looked at; what is to count as liked is decided when data are read. An item
 * that a user has twice counts once. Items that nobody has score 0. It has no hyper-parameters.
 *
 * <p>Cost: one pass over the interactions, {@code 4 * items} bytes.
 */
public record Popularity() implements Recommender {

  @Override
  public String name() {
    return "popularity";
  }

  @Override
  public FoldIn fit(Interactions train, Fitting fitting) {
    Check.notEmpty(this, train);
    BinaryMatrix usersByItem = BinaryMatrix.of(train).transposed();
    float[] counts = new float[train.itemCount()];
    for (int item = 0; item < counts.length; item++) {
      counts[item] = usersByItem.count(item);
    }
    return new Fitted(train.items(), counts);
  }

  private static final class Fitted implements FoldIn {

    private final Vocabulary items;
    private final float[] counts;

    Fitted(Vocabulary items, float[] counts) {
      this.items = items;
      this.counts = counts;
    }

    @Override
    public Vocabulary items() {
      return items;
    }

    @Override
    public void score(Interactions histories, int from, int to, float[] scores) {
      Check.foldIn(this, histories, from, to, scores);
      for (int row = 0; row < to - from; row++) {
        System.arraycopy(counts, 0, scores, row * counts.length, counts.length);
      }
    }
  }
}
