package org.refold.model.linear;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Largest;
import org.refold.kernel.Parallel;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;

/**
 * User-based nearest neighbours: similar users vote for what they have.
 *
 * <pre>
 *   score(u, j) = sum over v in N(u) of s(v, u) x_vj       N(u) the nearest to u           (own)
 *   score(u, j) = sum over v with u in N(v) of s(u, v) x_vj                            (reverse)
 * </pre>
 *
 * <p>{@code N(u)} are the {@code neighbours} users of largest similarity, of equals those of lower
 * index, never u itself; {@code s(v, u)} is the {@link Similarity} of v to u, whose neighbours are
 * sought. Similarities are of weighted histories, votes are of ones. J. Herlocker, J. Konstan, A.
 * Borchers, J. Riedl: An Algorithmic Framework for Performing Collaborative Filtering, SIGIR 1999;
 * for histories without ratings M. Ferrari Dacrema et al.: A Troubling Analysis of Reproducibility
 * and Progress in Recommender Systems Research, TOIS 39(2), 2021, section 3.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>1999</th><th>program of 2021</th><th>here</th></tr>
 * <tr><td>data</td><td>ratings</td><td>binary</td><td>binary; {@code user-knn-ratings} is for
 *     ratings</td></tr>
 * <tr><td>who votes</td><td>the nearest of the user</td><td>the text says so; the code lets those
 *     vote who have the user among their nearest</td><td>{@link Neighbourhood}; the published rows
 *     need {@code reverse}</td></tr>
 * <tr><td>weighting</td><td>none</td><td>TF-IDF and BM25 with the user as the term</td><td>{@link
 *     Weighting}; in a cosine the user's part cancels out</td></tr>
 * <tr><td>division by the sum of similarities</td><td>yes, for ratings</td><td>no</td>
 *     <td>no</td></tr>
 * <tr><td>a user who was not in training</td><td>not said</td><td>none</td>
 *     <td>similarities of the history at hand to all training users</td></tr>
 * </table>
 *
 * <p>Cost: scoring takes time in the order of the sum over the history of the users of its items,
 * and {@code neighbours} histories; the fit of {@code reverse} that for each training user
 * (MovieLens-1M: 0.8 billion products), of {@code own} nothing. Memory is {@code 24} bytes an
 * interaction; no users x users matrix is made. Training users go by their raw ids, so that they
 * are not their own neighbours. Results do not depend on the thread count.
 *
 * @param similarity how alike two users are
 * @param neighbours how many neighbours of a user are kept, at least 1
 * @param shrink added to the denominator of the similarity, in items, at least 0
 * @param weighting what an interaction weighs before similarities are computed
 * @param alpha for the asymmetric similarity: the exponent of the squared length of the one whose
 *     neighbours are sought, at least 0; that of the neighbour has 1 - alpha
 * @param neighbourhood who votes
 */
@RecordBuilder
public record UserKnn(
    Similarity similarity,
    int neighbours,
    double shrink,
    Weighting weighting,
    double alpha,
    Neighbourhood neighbourhood)
    implements Recommender, UserKnnBuilder.With {

  /**
   * @throws BadInputException if a hyper-parameter is out of its range
   */
  public UserKnn {
    Check.atLeast(1, "neighbours", neighbours, "typical: 50-500");
    Check.notNegative("shrink", shrink, "typical: 0-100 items");
    Check.notNegative("alpha", alpha, "typical: 0-1, for similarity=asymmetric");
    if (similarity == Similarity.ADJUSTED_COSINE) {
      throw new BadInputException(
          "similarity is adjusted-cosine, which is between items; choose cosine, or item-knn");
    }
    Weighting.check(weighting, similarity);
  }

  /** Cosine of TF-IDF, 300 neighbours of the user's own, no shrinkage. */
  public UserKnn() {
    this(Similarity.COSINE, 300, 0, Weighting.TF_IDF, 0.5, Neighbourhood.OWN);
  }

  @Override
  public String name() {
    return "user-knn";
  }

  /** The similarity of a neighbour to the one whose neighbours are sought. */
  Neighbours.Likeness likeness(int items) {
    return (both, a, b) -> similarity.of(both, a, b, items, shrink, alpha);
  }

  /** The training users, weighted. */
  KnnRows rows(Interactions train) {
    BinaryMatrix itemsByUser = BinaryMatrix.of(train);
    double[] ofItems = weighting.ofItems(itemsByUser.transposed());
    return new KnnRows(
        itemsByUser,
        (user, item) -> ofItems[item] * weighting.ofUser(itemsByUser.count(user), ofItems.length));
  }

  @Override
  public Fitted<UserKnnModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    KnnRows rows = rows(train);
    long[] least = new long[neighbourhood == Neighbourhood.OWN ? 0 : rows.count()];
    Neighbours.Likeness likeness = likeness(train.itemCount());
    Parallel.unevenRows(
        least.length,
        32,
        (from, to) -> {
          KnnRows.Products products = rows.new Products();
          Largest nearest = new Largest(Math.min(neighbours, rows.count()));
          for (int user = from; user < to; user++) {
            rows.multiply(user, products);
            Neighbours.offer(rows, likeness, user, rows.squares(user), products, nearest);
            least[user] = nearest.least();
          }
        });
    return Fitted.of(new UserKnnModel(this, train.withoutValues(), rows, least));
  }

  @Override
  public UserKnnModel load(ModelReader file) throws IOException {
    Interactions histories = file.histories();
    return new UserKnnModel(this, histories, rows(histories), UserKnnModel.least(this, file));
  }

  /** The data by user and by item, weighted, and what each thread multiplies with. */
  @Override
  public long fitBytes(Interactions train) {
    long perThread = (long) Parallel.threads() * (Double.BYTES + 2L * Integer.BYTES);
    return 24L * train.size()
        + (perThread + 2L * Double.BYTES) * train.userCount()
        + 2L * Double.BYTES * train.itemCount();
  }
}
