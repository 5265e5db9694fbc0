package org.refold.model.linear;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.util.Arrays;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Largest;
import org.refold.kernel.Parallel;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.settings.Check;

/**
 * RP3beta: random walks of three steps from a user over the items and users of the training data,
 * where an item that many reach is held down.
 *
 * <pre>
 *   B[i][j] = |U_j|^-popularityExponent sum over u in U_i and U_j of (1 / |U_i|)^alpha (1 / |I_u|)^alpha
 *   B[i][i] = 0,   scores = x B
 * </pre>
 *
 * <p>Of each row of B the {@code neighbours} largest weights are kept and normalised, then of each
 * column. With popularityExponent 0 it is P3alpha. B. Paudel, F. Christoffel, C. Newell, A.
 * Bernstein: Updatable, Accurate, Diverse, and Scalable Recommendations for Interactive
 * Applications, ACM TiiS 7(1), 2017, section 3; P3alpha is C. Cooper et al., WWW 2014.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>comparison of 2021</th><th>here</th></tr>
 * <tr><td>name of the exponent</td><td>beta</td><td>beta</td><td>popularityExponent: beta is the
 *     weight of a divergence elsewhere</td></tr>
 * <tr><td>the first step, from the user</td><td>(1 / |I_u|)^alpha</td><td>1</td>
 *     <td>1: the ranking of a user is the same</td></tr>
 * <tr><td>neighbours</td><td>all, or samples of walks</td><td>the largest of each row, normalised,
 *     then of each column</td><td>as in the comparison; {@link Normalisation}</td></tr>
 * <tr><td>an unseen user</td><td>not said</td><td>x B</td><td>x B</td></tr>
 * </table>
 *
 * <p>Cost: time in the order of the sum over users of their squared history lengths, and {@code 32
 * neighbours items} bytes; no items x items matrix is made.
 *
 * @param alpha exponent of the probabilities of a step, at least 0
 * @param popularityExponent exponent of the number of users by which an item is held down, at least
 *     0
 * @param neighbours how many weights of a row, then of a column, are kept, at least 1
 * @param normalisation what is done to the weights of a row
 */
@RecordBuilder
public record Rp3Beta(
    double alpha, double popularityExponent, int neighbours, Normalisation normalisation)
    implements Recommender, Rp3BetaBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a hyper-parameter is out of its range
   */
  public Rp3Beta {
    Check.notNegative("alpha", alpha, "typical: 0.5-2");
    Check.notNegative("popularityExponent", popularityExponent, "typical: 0.3-0.9");
    Check.atLeast(1, "neighbours", neighbours, "typical: 100-1000");
  }

  /** alpha 1, exponent 0.6, 500 neighbours, rows of unit sum. */
  public Rp3Beta() {
    this(1, 0.6, 500, Normalisation.UNIT_SUM);
  }

  @Override
  public String name() {
    return "rp3beta";
  }

  @Override
  public Fitted<SparseLinearModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    BinaryMatrix itemsByUser = BinaryMatrix.of(train);
    BinaryMatrix usersByItem = itemsByUser.transposed();
    int[][] columnsOf = new int[train.itemCount()][];
    float[][] rows = new float[train.itemCount()][];
    Parallel.unevenRows(
        columnsOf.length,
        32,
        (from, to) -> walk(itemsByUser, usersByItem, from, to, columnsOf, rows));
    KeptColumns kept = new KeptColumns(columnsOf, rows, neighbours);
    return Fitted.of(SparseLinearModel.of(this, train.items(), kept.of, kept.weights));
  }

  private void walk(
      BinaryMatrix itemsByUser,
      BinaryMatrix usersByItem,
      int from,
      int to,
      int[][] columnsOf,
      float[][] rows) {
    int items = columnsOf.length;
    double[] reached = new double[items];
    Largest largest = new Largest(Math.min(neighbours, items));
    for (int i = from; i < to; i++) {
      Arrays.fill(reached, 0);
      for (int p = usersByItem.start(i); p < usersByItem.end(i); p++) {
        int user = usersByItem.column(p);
        double step = Math.pow(itemsByUser.count(user), -alpha);
        for (int q = itemsByUser.start(user); q < itemsByUser.end(user); q++) {
          reached[itemsByUser.column(q)] += step;
        }
      }
      reached[i] = 0;
      double away = Math.pow(usersByItem.count(i), -alpha);
      largest.clear();
      for (int j = 0; j < items; j++) {
        if (reached[j] > 0) {
          reached[j] *= away * Math.pow(usersByItem.count(j), -popularityExponent);
          largest.offer(j, (float) reached[j]);
        }
      }
      columnsOf[i] = KeptColumns.indices(largest);
      rows[i] = new float[columnsOf[i].length];
      for (int k = 0; k < rows[i].length; k++) {
        rows[i][k] = (float) reached[columnsOf[i][k]];
      }
      float divisor = (float) normalisation.divisor(rows[i]);
      for (int k = 0; k < rows[i].length; k++) {
        rows[i][k] /= divisor;
      }
    }
  }

  @Override
  public SparseLinearModel load(ModelReader file) throws IOException {
    return SparseLinearModel.load(this, file);
  }

  /** The weights by row and by column, and the data by user and by item. */
  @Override
  public long fitBytes(Interactions train) {
    return 32L * Math.min(neighbours, train.itemCount()) * train.itemCount()
        + 4L * Integer.BYTES * train.size();
  }
}
