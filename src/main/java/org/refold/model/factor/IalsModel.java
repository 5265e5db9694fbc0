package org.refold.model.factor;

import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Blas;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Transpose;
import org.refold.recommend.FoldIn;
import org.refold.recommend.InnerProduct;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;

/**
 * A fitted {@link Ials}: vectors of items. The vector of a user is solved for from the history at
 * hand, for users of the training data as for any others, so no vectors of users are kept. A user
 * without a history has the vector zero and scores zero everywhere.
 */
public final class IalsModel implements FoldIn, InnerProduct {

  /** Users that are scored at once: bounds the memory, whatever is asked for. */
  private static final int BATCH = 512;

  /** The fewest rows of scores whose copy is worth a thread. */
  private static final int COPIED = 64;

  /** The vectors of the items. */
  static final String VECTORS = "items";

  private final Ials recommender;
  private final Vocabulary items;
  private final Matrix vectors;
  private final HalfStep foldIn;

  /**
   * Takes the vectors as they are.
   *
   * @param vectors {@code [items, latent]}, floats; must not change any more
   */
  IalsModel(Ials settings, Vocabulary items, Matrix vectors) {
    this.recommender = settings;
    this.items = items;
    this.vectors = vectors;
    this.foldIn = new HalfStep(settings, vectors);
  }

  @Override
  public Vocabulary items() {
    return items;
  }

  @Override
  public void score(Interactions histories, int from, int to, float[] scores) {
    Preconditions.foldIn(this, histories, from, to, scores);
    int most = Math.min(BATCH, to - from);
    try (Matrix users = Matrix.floats(most, vectors.columns());
        Matrix products = Matrix.floats(most, items.size())) {
      for (int first = from; first < to; first += most) {
        int end = Math.min(first + most, to);
        Matrix some = users.rowsView(0, end - first);
        foldIn.solve(BinaryMatrix.of(histories, first, end), some);
        Matrix scored = products.rowsView(0, end - first);
        Blas.gemm(Transpose.NO, Transpose.YES, 1, some, vectors, 0, scored);
        int start = first - from;
        Parallel.rows(
            end - first,
            COPIED,
            (k, after) -> scored.readRows(k, after, scores, (start + k) * items.size()));
      }
    }
  }

  @Override
  public void encode(Interactions histories, int from, int to, float[] codes) {
    Preconditions.encode(this, histories, from, to, codes);
    if (from < to) {
      try (Matrix users = Matrix.floats(to - from, vectors.columns())) {
        foldIn.solve(BinaryMatrix.of(histories, from, to), users);
        users.readRows(0, to - from, codes, 0);
      }
    }
  }

  @Override
  public Matrix vectors() {
    return vectors;
  }

  /** There are none. */
  @Override
  public float[] itemBiases() {
    return new float[items.size()];
  }

  @Override
  public Ials recommender() {
    return recommender;
  }

  @Override
  public void save(ModelWriter file) {
    file.add(VECTORS, vectors);
  }

  @Override
  public void close() {
    foldIn.close();
    vectors.close();
  }
}
