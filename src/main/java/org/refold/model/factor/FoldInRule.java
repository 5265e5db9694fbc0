package org.refold.model.factor;

import java.util.Arrays;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.recommend.ModelWriter;

/**
 * How a {@link FactorModel} makes the vector of a user who was not in training out of a history.
 * Several threads may ask at once.
 */
interface FoldInRule extends AutoCloseable {

  /**
   * What a rule is given, so that the order of a history does not even change the rounding.
   *
   * @param items ascending, each once, at least one
   * @param values beside each item; of an item that repeats, the last; 1 where there are none
   * @param hasValues whether there are values
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared, and made for loops
  record History(int[] items, float[] values, boolean hasValues) {

    static History of(Interactions histories, int row) {
      int[] items = BinaryMatrix.row(histories, row);
      float[] values = new float[items.length];
      for (int p = histories.start(row); p < histories.end(row); p++) {
        values[Arrays.binarySearch(items, histories.item(p))] = histories.value(p);
      }
      return new History(items, values, histories.hasValues());
    }
  }

  /**
   * Makes the vector of a user with a history that is not empty.
   *
   * @param history over the items of the model
   * @param vector {@code [latent]}, zeros. Modified.
   * @return the bias of the user; 0 where the system has none
   */
  float fold(History history, float[] vector);

  /** Hands over what it needs besides the factors. */
  default void save(ModelWriter file) {}

  @Override
  default void close() {}
}
