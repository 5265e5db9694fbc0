package org.refold.model.linear;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.LinearFoldIn;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.settings.Check;

/**
 * EDLAE: the linear denoising autoencoder whose dropout is emphasised, so that it cannot overfit
 * towards the identity; dropout becomes a ridge that grows with an item's popularity.
 *
 * <pre>
 *   min over B of |X - X B|^2 + tr(B' L B)   with diag(B) = 0,   L = lambda I + dropout / (1 - dropout) diag(G)
 *   C = (G + L)^-1,   B[i][j] = -C[i][j] / C[j][j] for i != j,   scores = x B        (full rank)
 *   B = U V', its diagonal left out of the objective,            scores = x U V'     (low rank)
 * </pre>
 *
 * <p>G is {@code X'X} of the binary X, [users, items]. With dropout 0 the first is {@link Ease}. H.
 * Steck: Autoencoders that don't overfit towards the Identity, NeurIPS 2020, sections 3 and 4.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>full rank</td><td>closed form</td><td>the same, in 32 bits</td><td>the same</td></tr>
 * <tr><td>low rank</td><td>alternating directions</td><td>20 rounds with a further penalty omega;
 *     run on, it diverges</td><td>the same objective by L-BFGS from the optimum of the plain
 *     denoising autoencoder, at most 100 iterations; no omega</td></tr>
 * <tr><td>settings</td><td>MovieLens-20M .33, 300; Netflix .33, 500; MSD .25, 70</td>
 *     <td>the same</td><td>.33, 400, which suits MovieLens-1M; lambda is tuned anew with
 *     dropout</td></tr>
 * <tr><td>emphasis</td><td>a = 1, b = 0</td><td>the same</td><td>the same</td></tr>
 * </table>
 *
 * <p>Cost: full rank that of {@link Ease} and one pass over the diagonal. Low rank needs four items
 * x items matrices of doubles while fitting, {@code 2 items^3} operations to begin with and {@code
 * 6 items^2 latent} an iteration; the model has {@code 8 items latent} bytes.
 *
 * @param dropout how much of a history is dropped in thought, at least 0 and less than 1
 * @param lambda the ridge besides, in users, more than 0
 * @param latent the rank of B; 0 for full rank
 * @param precision the floating-point numbers of the full-rank solution; the low-rank one is found
 *     in 64 bits, and weights are kept in 32
 */
@RecordBuilder
public record Edlae(double dropout, double lambda, int latent, Precision precision)
    implements Recommender, EdlaeBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a hyper-parameter is out of its range
   */
  public Edlae {
    Check.rate("dropout", dropout, "typical: 0.25-0.5");
    Check.positive("lambda", lambda, "typical: 50-500 users");
    Check.atLeast(0, "latent", latent, "0 for full rank, or typical: 100-1000");
  }

  /** Dropout 0.33, lambda 400, full rank in 64 bits. */
  public Edlae() {
    this(0.33, 400, 0, Precision.DOUBLE);
  }

  @Override
  public String name() {
    return "edlae";
  }

  /** L, the ridge of each item, given the diagonal of the Gram matrix. */
  private double[] ridge(double[] counts) {
    double[] ridge = new double[counts.length];
    for (int item = 0; item < ridge.length; item++) {
      ridge[item] = lambda + dropout / (1 - dropout) * counts[item];
    }
    return ridge;
  }

  @Override
  public Fitted<LinearFoldIn> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    if (latent > 0) {
      return Fitted.of(lowRank(train, fitting));
    }
    ClosedFormMemory.check(name(), precision, BinaryMatrix.of(train).columnCounts());
    try (Matrix gram = ItemGram.of(this, train, fitting, 0, precision)) {
      double[] ridge = ridge(DoubleRows.diagonal(gram));
      Strips strips = RidgeInverse.weights(gram, ridge, lambda);
      return Fitted.of(new DenseLinearModel(this, train.items(), strips));
    }
  }

  private FactoredModel lowRank(Interactions train, Fitting fitting) {
    LatentColumns.check(this, latent, train);
    ClosedFormMemory.checkOffHeap(
        name(), 4, Precision.DOUBLE, BinaryMatrix.of(train).columnCounts());
    try (Matrix gram = ItemGram.of(this, train, fitting, 0, Precision.DOUBLE)) {
      double[] ridge = ridge(DoubleRows.diagonal(gram));
      try (LowRankEdlae factors = LowRankEdlae.start(gram, ridge, latent)) {
        factors.minimise(gram, ridge, fitting);
        return new FactoredModel(this, train.items(), factors.in(), factors.out());
      }
    }
  }

  @Override
  public LinearFoldIn load(ModelReader file) throws IOException {
    return latent > 0 ? FactoredModel.load(this, file, latent) : DenseLinearModel.load(this, file);
  }

  /** The Gram matrix and the weights; of low rank, three matrices as large beside it. */
  @Override
  public long fitBytes(Interactions train) {
    long items = train.itemCount();
    return latent > 0
        ? 4 * Double.BYTES * items * items
        : items * items * (precision.bytes() + Float.BYTES);
  }
}
