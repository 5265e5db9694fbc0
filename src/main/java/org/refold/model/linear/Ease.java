package org.refold.model.linear;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.util.Arrays;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.recommend.CoCounts;
import org.refold.recommend.ContentRecommender;
import org.refold.recommend.CountedRecommender;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;

/**
 * EASE: the linear autoencoder without hidden layer and without self-similarity, in closed form.
 *
 * <pre>
 *   min over B of |X - X B|^2 + lambda |B|^2   with diag(B) = 0
 *   P = (X'X + lambda I)^-1,   B[i][j] = -P[i][j] / P[j][j] for i != j,   scores = x B
 * </pre>
 *
 * <p>X is [users, items] and binary, B [items, items]. H. Steck: Embarrassingly Shallow
 * Autoencoders for Sparse Data, WWW 2019, sections 2 and 3 (equations 8 to 10).
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>here</th></tr>
 * <tr><td>data</td><td>binary</td><td>binary, whatever the values; repeats count once</td></tr>
 * <tr><td>solution</td><td>inverse of the Gram matrix</td><td>the same, by Cholesky in place</td></tr>
 * <tr><td>numbers</td><td>not said; its code: 64 bits</td>
 *     <td>64 bits, or 32 by {@code precision}; B is kept in 32</td></tr>
 * <tr><td>lambda</td><td>tuned: 200 to 1,000</td><td>500, as for MovieLens-20M in the paper</td></tr>
 * <tr><td>EASE &ge; 0</td><td>the objective under B &ge; 0</td><td>{@code sign=non-negative}: the
 *     same, by coordinate descent in 32 bits, at most 60 sweeps; weights below 0 are not just cut
 *     off, which is far worse</td></tr>
 * <tr><td>side information</td><td>none</td><td>{@code sideWeight}: attributes of items as
 *     further rows under X, as in O. Jeunen et al., RecSys 2020</td></tr>
 * </table>
 *
 * <p>Cost: the Gram matrix takes the sum over users of their squared history lengths, the inverse
 * {@code items^3} operations whatever the number of users; memory is {@code 8 items^2} bytes while
 * fitting (4 with floats) and {@code 4 items^2} bytes on the heap for the model: 3,706 items 0.11 +
 * 0.05 GB, 20,000 items 3.2 + 1.6 GB, 60,000 items 29 + 14 GB. The fit forecasts both and refuses
 * what does not fit. A history of {@code h} items costs {@code h * items} additions.
 *
 * @param lambda the ridge, in users, more than 0; the more, the less the items of few users speak
 * @param precision the floating-point numbers of Gram matrix and inverse; 32 bits halve time and
 *     memory and move scores in the fourth digit
 * @param sign whether weights may be negative
 * @param sideWeight what a feature of items weighs against a user; 0 leaves attributes out
 */
@RecordBuilder
public record Ease(double lambda, Precision precision, Sign sign, double sideWeight)
    implements ContentRecommender, CountedRecommender, EaseBuilder.With {

  private static final int SWEEPS = 60;

  /** The largest change of a weight that ends the sweeps of EASE &ge; 0. */
  private static final double TOLERANCE = 1e-6;

  /**
   * @throws BadInputException if a hyper-parameter is out of its range
   */
  public Ease {
    Check.positive("lambda", lambda, "typical: 100-2000 users");
    Check.notNegative("sideWeight", sideWeight, "typical: 1-100 users, 0 for none");
  }

  /** Weights of any sign, without side information. */
  public Ease(double lambda, Precision precision) {
    this(lambda, precision, Sign.ANY, 0);
  }

  /** Lambda 500, in 64 bits. */
  public Ease() {
    this(500, Precision.DOUBLE);
  }

  @Override
  public String name() {
    return "ease";
  }

  @Override
  public boolean readsItemAttributes() {
    return sideWeight > 0;
  }

  @Override
  public Fitted<DenseLinearModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    ClosedFormMemory.check(name(), precision, BinaryMatrix.of(train).columnCounts());
    try (Matrix gram = ItemGram.of(this, train, fitting, sideWeight, gramPrecision())) {
      return solve(train.items(), gram, fitting);
    }
  }

  @Override
  public Fitted<DenseLinearModel> fit(CoCounts counts, Fitting fitting) {
    if (sideWeight > 0) {
      throw new BadInputException(
          "ease has sideWeight %s, but counts of pairs of items have no attributes: take sideWeight=0"
              .formatted(sideWeight));
    }
    ClosedFormMemory.check(name(), precision, counts.itemCounts());
    try (Matrix gram = ItemGram.of(counts, gramPrecision())) {
      return solve(counts.items(), gram, fitting);
    }
  }

  /** The sweeps of EASE &ge; 0 are in 32 bits. */
  private Precision gramPrecision() {
    return sign == Sign.NON_NEGATIVE ? Precision.FLOAT : precision;
  }

  private Fitted<DenseLinearModel> solve(Vocabulary items, Matrix gram, Fitting fitting) {
    if (sign == Sign.NON_NEGATIVE) {
      try (Matrix b = CoordinateDescent.solve(gram, 0, lambda, sign, SWEEPS, TOLERANCE, fitting)) {
        return Fitted.of(new DenseLinearModel(this, items, FloatStrips.of(b)));
      }
    }
    double[] ridge = new double[gram.rows()];
    Arrays.fill(ridge, lambda);
    return Fitted.of(new DenseLinearModel(this, items, RidgeInverse.weights(gram, ridge, lambda)));
  }

  @Override
  public DenseLinearModel load(ModelReader file) throws IOException {
    return DenseLinearModel.load(this, file);
  }

  /** The Gram matrix and the weights, which are there at once. */
  @Override
  public long fitBytes(Interactions train) {
    long items = train.itemCount();
    return items * items * (precision.bytes() + Float.BYTES);
  }
}
