package org.refold.model.baseline;

import java.io.IOException;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;

/**
 * The same ranking for all users: an item's score is the number of training users who have it.
 *
 * <p>Values are not looked at; what is to count as liked is decided when data are read. An item
 * that a user has twice counts once. Items that no user has score 0. It has no hyper-parameters.
 *
 * <p>Cost: one pass over the interactions, {@code 4 * items} bytes.
 */
public record Popularity() implements Recommender {

  private static final String COUNTS = "counts";

  @Override
  public String name() {
    return "popularity";
  }

  @Override
  public Fitted<FoldIn> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    BinaryMatrix usersByItem = BinaryMatrix.of(train).transposed();
    float[] counts = new float[train.itemCount()];
    for (int item = 0; item < counts.length; item++) {
      counts[item] = usersByItem.count(item);
    }
    return Fitted.of(new Counts(this, train.items(), counts));
  }

  @Override
  public FoldIn load(ModelReader file) throws IOException {
    return new Counts(this, file.items(), file.floats(COUNTS, file.items().size()));
  }

  @Override
  public long fitBytes(Interactions train) {
    return 2L * Integer.BYTES * train.size() + (long) Float.BYTES * train.itemCount();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Counts(Popularity recommender, Vocabulary items, float[] counts)
      implements FoldIn {

    @Override
    public void score(Interactions histories, int from, int to, float[] scores) {
      Preconditions.foldIn(this, histories, from, to, scores);
      for (int row = 0; row < to - from; row++) {
        System.arraycopy(counts, 0, scores, row * counts.length, counts.length);
      }
    }

    @Override
    public void save(ModelWriter file) {
      file.add(COUNTS, counts);
    }
  }
}
