package org.refold.model.linear;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.recommend.ContentRecommender;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.settings.Check;

/**
 * SLIM: each item is a sparse, non-negative linear regression on all others.
 *
 * <pre>
 *   min over B of 1/2 |X - X B|^2 + l2 / 2 |B|^2 + l1 |B|_1   with diag(B) = 0 and B &ge; 0
 *   scores = x B
 * </pre>
 *
 * <p>X is [users, items] and binary, B [items, items]; norms are sums over all elements. Of each
 * column the {@code neighbours} weights of largest size are kept. X. Ning, G. Karypis: SLIM: Sparse
 * Linear Methods for Top-N Recommender Systems, ICDM 2011, section IV; as an elastic net per column
 * M. Levy, K. Jack: Efficient Top-N Recommendation by Linear Regression, LSRS 2013.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>scikit-learn, as used in comparisons</th><th>here</th></tr>
 * <tr><td>data</td><td>any values</td><td>any values</td><td>binary; repeats count once</td></tr>
 * <tr><td>penalties</td><td>beta/2 |B|^2 + lambda |B|_1</td>
 *     <td>users alpha (1 - l1_ratio), users alpha l1_ratio</td><td>l2, l1 of the paper</td></tr>
 * <tr><td>solver</td><td>coordinate descent per column</td><td>random order, 100 sweeps</td>
 *     <td>cyclic, all columns at once on X'X, until the largest change is small</td></tr>
 * <tr><td>sign</td><td>non-negative</td><td>by choice</td><td>{@link Sign}</td></tr>
 * <tr><td>pruning</td><td>none</td><td>the largest of each column, one fewer where few are not
 *     zero</td><td>the largest of each column</td></tr>
 * <tr><td>side information</td><td>none</td><td>none</td><td>{@code sideWeight}, see {@link
 *     Ease}</td></tr>
 * </table>
 *
 * <p>Cost: the Gram matrix as in {@link Ease}, {@code 2 items^3} operations a sweep, {@code 8
 * items^2} bytes outside the heap and {@code 16 neighbours items} on it. The fit forecasts the
 * former and refuses what does not fit. Results do not depend on the thread count.
 *
 * @param l1 weight of the sum of the weights' sizes, at least 0: the more, the sparser
 * @param l2 weight of half the sum of their squares, in users, more than 0
 * @param sign whether weights may be negative
 * @param neighbours how many weights of a column are kept, at least 1
 * @param epochs sweeps over all weights, at most
 * @param tolerance the largest change of a weight in a sweep that ends the fit, at least 0
 * @param sideWeight what a feature of items weighs against a user; 0 leaves attributes out
 */
@RecordBuilder
public record Slim(
    double l1,
    double l2,
    Sign sign,
    int neighbours,
    int epochs,
    double tolerance,
    double sideWeight)
    implements ContentRecommender, SlimBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a hyper-parameter is out of its range
   */
  public Slim {
    Check.notNegative("l1", l1, "typical: 0.001-5");
    Check.positive("l2", l2, "typical: 10-1000 users");
    Check.atLeast(1, "neighbours", neighbours, "typical: 100-1000");
    Check.atLeast(1, "epochs", epochs, "typical: 30-100");
    Check.notNegative("tolerance", tolerance, "typical: 0.0001");
    Check.notNegative("sideWeight", sideWeight, "typical: 1-100 users, 0 for none");
  }

  /** l1 0.005, l2 500, non-negative, 500 weights a column, 60 sweeps. */
  public Slim() {
    this(0.005, 500, Sign.NON_NEGATIVE, 500, 60, 1e-4, 0);
  }

  @Override
  public String name() {
    return "slim";
  }

  @Override
  public boolean readsItemAttributes() {
    return sideWeight > 0;
  }

  @Override
  public Fitted<SparseLinearModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    ClosedFormMemory.checkOffHeap(
        name(), 2, Precision.FLOAT, BinaryMatrix.of(train).columnCounts());
    try (Matrix gram = ItemGram.of(this, train, fitting, sideWeight, Precision.FLOAT);
        Matrix b = CoordinateDescent.solve(gram, l1, l2, sign, epochs, tolerance, fitting)) {
      KeptColumns kept = new KeptColumns(b, neighbours);
      return Fitted.of(SparseLinearModel.of(this, train.items(), kept.of, kept.weights));
    }
  }

  @Override
  public SparseLinearModel load(ModelReader file) throws IOException {
    return SparseLinearModel.load(this, file);
  }

  /** The Gram matrix, the weights, and those that are kept. */
  @Override
  public long fitBytes(Interactions train) {
    long items = train.itemCount();
    return 2 * Float.BYTES * items * items + 16 * items * Math.min(neighbours, items);
  }
}
