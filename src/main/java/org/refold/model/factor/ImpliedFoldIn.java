package org.refold.model.factor;

import java.io.IOException;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;

/**
 * Folds in by what the items of a history imply, without solving for anything: {@code vector =
 * |history|^-1/2 sum of t_j}. A bias is made in the same way and, for a factorisation machine, has
 * half the square of the vector less those of its terms.
 */
final class ImpliedFoldIn implements FoldInRule {

  private static final String TABLE = "implied";
  private static final String BIASES = "implied biases";

  private final Matrix table;
  private final float[] biases;

  private ImpliedFoldIn(Matrix table, float[] biases) {
    this.table = table;
    this.biases = biases;
  }

  /** With a bias: t and what each item implies for the bias, {@code [items]}, or nothing. */
  static ImpliedFoldIn of(int items, int latent, boolean withBias) {
    return new ImpliedFoldIn(Matrix.floats(items, latent), new float[withBias ? items : 0]);
  }

  /** That of a model file. */
  static ImpliedFoldIn load(ModelReader file, int latent, boolean withBias) throws IOException {
    int items = file.items().size();
    return new ImpliedFoldIn(
        file.matrix(TABLE, Precision.FLOAT, items, latent),
        withBias ? file.floats(BIASES, items) : new float[0]);
  }

  /** t, {@code [items, latent]}; may be changed while training. */
  Matrix table() {
    return table;
  }

  /** Takes over what features of users have in their arrays, of which items are the first. */
  void read(RatingSide users) {
    users.copyTable(table);
    System.arraycopy(users.tb, 0, biases, 0, biases.length);
  }

  @Override
  public float fold(History history, float[] vector) {
    float weight = (float) (1 / Math.sqrt(history.items().length));
    float[] term = new float[vector.length];
    float bias = 0;
    float squares = 0;
    for (int item : history.items()) {
      table.readRow(item, term);
      Kernels.axpy(weight, term, 0, vector, 0, vector.length);
      if (biases.length > 0) {
        bias += weight * biases[item];
        squares += weight * weight * Kernels.squaredNorm(term, 0, term.length);
      }
    }
    return biases.length == 0
        ? 0
        : bias + (Kernels.squaredNorm(vector, 0, vector.length) - squares) / 2;
  }

  @Override
  public void save(ModelWriter file) {
    file.add(TABLE, table);
    if (biases.length > 0) {
      file.add(BIASES, biases);
    }
  }

  @Override
  public void close() {
    table.close();
  }
}
