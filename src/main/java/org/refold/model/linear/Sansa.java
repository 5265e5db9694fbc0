package org.refold.model.linear;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;

/**
 * SANSA: {@link Ease} for many items, whose weights are a product of two sparse matrices with as
 * many elements as one likes.
 *
 * <pre>
 *   (G + lambda I)^-1 ~ P = M' D^-1 M
 *   B[i][j] = -P[i][j] / P[j][j] for i != j,  B[i][i] = 0;   scores = x B, without ever making B
 * </pre>
 *
 * <p>G is {@code X'X} of the binary X; M [items, items] is sparse and, in the order of its rows,
 * lower triangular with ones on the diagonal; D is diagonal. With density 1 it is EASE. M. Spisak,
 * R. Bartyzal, A. Hoskovec, L. Peska, M. Tuma: Scalable Approximate NonSymmetric Autoencoder for
 * Collaborative Filtering, RecSys 2023, section 3.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>form of the weights</td><td>two sparse factors</td><td>the same</td><td>the same, M kept
 *     once for both</td></tr>
 * <tr><td>M</td><td>Cholesky's factor L, made sparse, then its sparse approximate inverse</td>
 *     <td>exact or incomplete factor; from 2I - L by minimal residuals</td>
 *     <td>straight from G, a factorised sparse approximate inverse: each row a small ridge
 *     regression, see {@link SparseInverse}. An incomplete factor of so few elements breaks down on
 *     MovieLens-1M unless its diagonal is shifted by its own size many times over</td></tr>
 * <tr><td>order of items</td><td>one that fills in little</td><td>COLAMD, or by co-occurrence</td>
 *     <td>by number of users, the most first</td></tr>
 * <tr><td>density</td><td>of both factors</td><td>the same</td><td>the same: half for each, and at
 *     least ten elements a row</td></tr>
 * <tr><td>the item itself</td><td>-1 on the diagonal</td><td>the same</td><td>0; rankings of other
 *     items are the same</td></tr>
 * </table>
 *
 * <p>Cost: with {@code k = density / 2 items} elements a row, {@code items k^2 users / 128 + items
 * k^3 / 6} operations and the sum over users of their squared history lengths; {@code items (users
 * / 8 + 16 k)} bytes while fitting and {@code 8 items k} for the model. A history costs {@code
 * items k} operations.
 *
 * @param lambda the ridge, in users, more than 0
 * @param density elements of both factors as a share of {@code items^2}, above 0 and at most 1
 */
@RecordBuilder
public record Sansa(double lambda, double density) implements Recommender, SansaBuilder.With {

  private static final int LEAST_ELEMENTS = 10;

  /**
   * @throws BadInputException if a hyper-parameter is out of its range
   */
  public Sansa {
    Check.positive("lambda", lambda, "typical: 100-2000 users");
    Check.positive("density", density, "typical: 0.001-0.05");
    if (density > 1) {
      throw new BadInputException(
          "density is %s, but must be a share of at most 1; typical: 0.001-0.05"
              .formatted(density));
    }
  }

  /** Lambda 500, a density of one per cent. */
  public Sansa() {
    this(500, 0.01);
  }

  @Override
  public String name() {
    return "sansa";
  }

  /** Elements of a row of M. */
  private int elements(int items) {
    return (int) Math.min(items, Math.max(LEAST_ELEMENTS, Math.ceil(density / 2 * items)));
  }

  @Override
  public Fitted<SansaModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    int n = train.itemCount();
    int most = density == 1 ? n : elements(n); // with all of a triangle nothing is left out
    SparseInverse inverse = new SparseInverse(BinaryMatrix.of(train), lambda, most);
    return Fitted.of(
        new SansaModel(this, train.items(), inverse.rows(), inverse.values(), inverse.pivots()));
  }

  @Override
  public SansaModel load(ModelReader file) throws IOException {
    return SansaModel.load(this, file);
  }

  /** M by row and by item, the sets of users, and the data by user and by item. */
  @Override
  public long fitBytes(Interactions train) {
    long items = train.itemCount();
    return items * (16L * elements((int) items) + train.userCount() / Byte.SIZE + 64)
        + 4L * Integer.BYTES * train.size();
  }
}
