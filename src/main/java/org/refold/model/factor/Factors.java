package org.refold.model.factor;

import java.io.IOException;
import org.refold.data.Interactions;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;

/**
 * The numbers that a {@link FactorModel} scores with: {@code mean + userBias + itemBias + p.q}.
 * What training has in parts, such as a vector and what attributes add to it, is one vector here.
 *
 * @param users p, {@code [users, latent]}
 * @param items q, {@code [items, latent]}
 * @param userBiases {@code [users]}
 * @param itemBiases {@code [items]}
 * @param mean what all scores begin with
 */
@SuppressWarnings("ArrayRecordComponent") // not compared, and made for loops
record Factors(Matrix users, Matrix items, float[] userBiases, float[] itemBiases, double mean)
    implements AutoCloseable {

  /** Zeros for some training data. */
  static Factors zeros(Interactions train, int latent, double mean) {
    return new Factors(
        Matrix.floats(train.userCount(), latent),
        Matrix.floats(train.itemCount(), latent),
        new float[train.userCount()],
        new float[train.itemCount()],
        mean);
  }

  /** Those of a model file. */
  static Factors load(ModelReader file, int latent) throws IOException {
    return new Factors(
        file.matrix("users", Precision.FLOAT, file.users().size(), latent),
        file.matrix("items", Precision.FLOAT, file.items().size(), latent),
        file.floats("user biases", file.users().size()),
        file.floats("item biases", file.items().size()),
        file.floats("mean", 1)[0]);
  }

  void save(ModelWriter file) {
    file.add("users", users)
        .add("items", items)
        .add("user biases", userBiases)
        .add("item biases", itemBiases)
        .add("mean", new float[] {(float) mean});
  }

  int latent() {
    return items.columns();
  }

  /** The score of an item for a user of whom the vector and the bias are given. */
  float score(float[] user, float bias, int item, float[] work) {
    items.readRow(item, work);
    return (float) mean + bias + itemBiases[item] + Kernels.dot(user, 0, work, 0, work.length);
  }

  @Override
  public void close() {
    users.close();
    items.close();
  }
}
