package org.refold.model.factor;

import java.util.Arrays;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Blas;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Transpose;
import org.refold.recommend.FoldIn;
import org.refold.recommend.InnerProduct;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;

/**
 * A fitted factor model: {@code score = mean + userBias + itemBias + p.q}. Users of the training
 * data, found by their raw ids, are scored with the vectors that they have from training; others,
 * and users without a training history, are folded in as their system says. A user without any
 * history has the vector and the bias of training, if there are attributes to give one, or else
 * zeros.
 */
public class FactorModel implements FoldIn, KnownUsers, InnerProduct {

  /** Users that are scored at once: bounds the memory, whatever is asked for. */
  private static final int BATCH = 512;

  /** Users that a thread takes at a time. */
  private static final int GRAIN = 16;

  private final Recommender recommender;
  private final Interactions histories;
  private final Factors factors;
  private final FoldInRule rule;

  /**
   * Takes the factors as they are.
   *
   * @param histories those of the training data, without values
   * @param factors which the model closes
   * @param rule for users who were not in training, which the model closes
   */
  FactorModel(Recommender recommender, Interactions histories, Factors factors, FoldInRule rule) {
    this.recommender = recommender;
    this.histories = histories;
    this.factors = factors;
    this.rule = rule;
  }

  @Override
  public final Recommender recommender() {
    return recommender;
  }

  @Override
  public final Vocabulary items() {
    return histories.items();
  }

  @Override
  public final Interactions histories() {
    return histories;
  }

  final Factors factors() {
    return factors;
  }

  /** The vector and, as what is returned, the bias of a row of histories. */
  final float user(Interactions asked, int row, float[] vector) {
    int known = users().indexOf(asked.users().id(row));
    if (known >= 0 && (histories.count(known) > 0 || asked.count(row) == 0)) {
      factors.users().readRow(known, vector);
      return factors.userBiases()[known];
    }
    Arrays.fill(vector, 0);
    return asked.count(row) == 0 ? 0 : rule.fold(FoldInRule.History.of(asked, row), vector);
  }

  @Override
  public final void score(Interactions asked, int from, int to, float[] scores) {
    Preconditions.foldIn(this, asked, from, to, scores);
    int most = Math.min(BATCH, to - from);
    try (Matrix vectors = Matrix.floats(most, factors.latent());
        Matrix products = Matrix.floats(most, items().size())) {
      for (int first = from; first < to; first += most) {
        int end = Math.min(first + most, to);
        score(asked, first, end, vectors, products, scores, (first - from) * items().size());
      }
    }
  }

  private void score(
      Interactions asked,
      int from,
      int to,
      Matrix vectors,
      Matrix products,
      float[] scores,
      int start) {
    float[] biases = new float[to - from];
    Parallel.unevenRows(
        to - from,
        GRAIN,
        (first, end) -> {
          float[] vector = new float[factors.latent()];
          for (int row = first; row < end; row++) {
            biases[row] = user(asked, from + row, vector);
            vectors.writeRow(row, vector);
          }
        });
    Matrix some = products.rowsView(0, to - from);
    Blas.gemm(
        Transpose.NO, Transpose.YES, 1, vectors.rowsView(0, to - from), factors.items(), 0, some);
    int n = items().size();
    Parallel.rows(
        to - from,
        GRAIN,
        (first, end) -> {
          some.readRows(first, end, scores, start + first * n);
          for (int row = first; row < end; row++) {
            int at = start + row * n;
            float all = (float) factors.mean() + biases[row];
            Kernels.axpy(1, factors.itemBiases(), 0, scores, at, n);
            for (int k = at; all != 0 && k < at + n; k++) {
              scores[k] += all;
            }
          }
        });
  }

  @Override
  public final void scorePairs(Interactions asked, Interactions pairs, float[] scores) {
    Parallel.unevenRows(
        pairs.userCount(),
        GRAIN,
        (from, to) -> {
          float[] vector = new float[factors.latent()];
          float[] work = new float[factors.latent()];
          for (int row = from; row < to; row++) {
            float bias = pairs.count(row) == 0 ? 0 : user(asked, row, vector);
            for (int p = pairs.start(row); p < pairs.end(row); p++) {
              scores[p] = factors.score(vector, bias, pairs.item(p), work);
            }
          }
        });
  }

  @Override
  public final void encode(Interactions asked, int from, int to, float[] vectors) {
    Preconditions.encode(this, asked, from, to, vectors);
    float[] vector = new float[factors.latent()];
    for (int row = from; row < to; row++) {
      user(asked, row, vector);
      System.arraycopy(vector, 0, vectors, (row - from) * vector.length, vector.length);
    }
  }

  @Override
  public final Matrix vectors() {
    return factors.items();
  }

  @Override
  public final float[] itemBiases() {
    return factors.itemBiases().clone();
  }

  @Override
  public void save(ModelWriter file) {
    factors.save(file);
    rule.save(file);
    file.histories(histories);
  }

  @Override
  public final void close() {
    rule.close();
    factors.close();
  }
}
