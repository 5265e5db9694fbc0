package org.refold.model.factor;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.refold.data.Interactions;
import org.refold.kernel.Blas;
import org.refold.kernel.Matrix;
import org.refold.kernel.Transpose;
import org.refold.nn.layer.Scope;
import org.refold.recommend.FoldIn;
import org.refold.recommend.InnerProduct;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.train.Training;
import org.refold.train.neural.DenseProducts;
import org.refold.train.neural.NeuralModel;

/**
 * A fitted {@link DropoutNet}: vectors of items, and a tower that makes those of users out of what
 * iALS makes of their histories. Attributes of a user are found by the raw id, also of users who
 * came with the data but were not trained on.
 */
public final class DropoutNetModel extends NeuralModel implements FoldIn, KnownUsers, InnerProduct {

  /** Users that are scored at once: bounds the memory, whatever is asked for. */
  private static final int BATCH = 512;

  private final Interactions histories;
  private final IalsModel factors;
  private final DropoutNetTowers towers;
  private final Matrix vectors;

  /** Takes the factors and the parameters of the scope, which it closes. */
  DropoutNetModel(
      DropoutNet recommender,
      Interactions histories,
      IalsModel factors,
      Scope scope,
      DropoutNetTowers towers) {
    super(recommender, factors.items(), scope);
    this.histories = histories;
    this.factors = factors;
    this.towers = towers;
    this.vectors = Matrix.floats(factors.items().size(), recommender.vectorUnits());
  }

  /** Computes the vectors of the items by the parameters as they are. */
  DropoutNetModel refresh() {
    int latent = factors.vectors().columns();
    tapes()
        .run(
            0,
            vectors.rows(),
            (tape, from, to) -> {
              float[] some = new float[(to - from) * latent];
              factors.vectors().readRows(from, to, some, 0);
              return towers.items().apply(tape, IntStream.range(from, to).toArray(), some);
            },
            (from, to, made) -> {
              float[] row = new float[made.columns()];
              for (int k = from; k < to; k++) {
                made.readRow(k - from, row);
                vectors.writeRow(k, row);
              }
            });
    return this;
  }

  @Override
  public Interactions histories() {
    return histories;
  }

  @Override
  public void score(Interactions asked, int from, int to, float[] scores) {
    Preconditions.foldIn(this, asked, from, to, scores);
    for (int first = from; first < to; first += BATCH) {
      int end = Math.min(first + BATCH, to);
      float[] codes = new float[(end - first) * vectors.columns()];
      encode(asked, first, end, codes);
      try (Matrix u = Matrix.of(end - first, vectors.columns(), codes);
          Matrix products = Matrix.floats(end - first, vectors.rows())) {
        Blas.gemm(Transpose.NO, Transpose.YES, 1, u, vectors, 0, products);
        products.readRows(0, end - first, scores, (first - from) * vectors.rows());
      }
    }
  }

  @Override
  public void encode(Interactions asked, int from, int to, float[] codes) {
    Preconditions.encode(this, asked, from, to, codes);
    int latent = factors.vectors().columns();
    float[] ofUsers = new float[(to - from) * latent];
    factors.encode(asked, from, to, ofUsers);
    tapes()
        .run(
            from,
            to,
            (tape, first, end) -> {
              int[] rows =
                  IntStream.range(first, end)
                      .map(row -> users().indexOf(asked.users().id(row)))
                      .toArray();
              int start = (first - from) * latent;
              float[] some = Arrays.copyOfRange(ofUsers, start, start + rows.length * latent);
              return towers.users().apply(tape, rows, some);
            },
            codes);
  }

  @Override
  public Matrix vectors() {
    return vectors;
  }

  /** There are none. */
  @Override
  public float[] itemBiases() {
    return factors.itemBiases();
  }

  @Override
  public DenseProducts denseProducts(Interactions train, Training training) {
    DropoutNet who = (DropoutNet) recommender();
    FactorPairs pairs = FactorPairs.of(train, factors, who.candidates(), who.pairs());
    return DenseProducts.of(pairs, step -> towers.loss(step, pairs), training);
  }

  @Override
  public void save(ModelWriter file) {
    super.save(file);
    factors.save(file);
    towers.save(file);
    file.histories(histories);
  }

  @Override
  public void close() {
    super.close();
    factors.close();
    vectors.close();
  }
}
