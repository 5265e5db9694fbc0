package org.refold.model.linear;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.recommend.CoCounts;
import org.refold.recommend.CountedRecommender;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.settings.Tokens;

/**
 * Item-based nearest neighbours: an item scores the sum of its similarities to those of its nearest
 * neighbours that are in the history.
 *
 * <pre>  score(u, j) = sum over i in N(j) that are in I_u of s(i, j)</pre>
 *
 * <p>{@code N(j)} are the {@code neighbours} items most similar to {@code j}, of equals those of
 * lower index. B. Sarwar, G. Karypis, J. Konstan, J. Riedl: Item-Based Collaborative Filtering
 * Recommendation Algorithms, WWW 2001, section 3; for histories without ratings and the
 * normalisation M. Deshpande, G. Karypis: Item-Based Top-N Recommendation Algorithms, TOIS 22(1),
 * 2004, sections 4.1 and 4.2. Shrinkage in the denominator as in M. Ferrari Dacrema et al.: A
 * Troubling Analysis of Reproducibility and Progress in Recommender Systems Research, TOIS 39(2),
 * 2021, section 3.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>source</th><th>here</th></tr>
 * <tr><td>data</td><td>ratings (2001), baskets (2004)</td><td>binary, whatever the values, but for adjusted cosine</td></tr>
 * <tr><td>similarity</td><td>cosine, adjusted cosine, conditional probability</td>
 *     <td>{@link Similarity}; adjusted cosine needs ratings, all else is of ones</td></tr>
 * <tr><td>weighting</td><td>2021: TF-IDF and BM25</td><td>{@link Weighting}, none by
 *     default</td></tr>
 * <tr><td>whose neighbours</td><td>2001: of the scored item; 2004: of the item in the history</td>
 *     <td>of the scored item, as in 2001 and 2021</td></tr>
 * <tr><td>normalisation</td><td>2004: the list to unit length</td><td>{@link Normalisation}</td></tr>
 * <tr><td>negative similarities</td><td>allowed</td><td>make no neighbours</td></tr>
 * </table>
 *
 * <p>Cost: the fit takes time in the order of the sum over users of their squared history lengths
 * (MovieLens-1M: 0.4 billion counts), and {@code 16 * neighbours * items} bytes beside the data; no
 * items x items matrix is made, so catalogues of some hundred thousand items fit. Results do not
 * depend on the thread count.
 *
 * @param similarity how alike two items are
 * @param neighbours how many neighbours of an item are kept, at least 1
 * @param shrink added to the denominator of the similarity, in users, at least 0
 * @param normalisation what is done to an item's list of similarities
 * @param weighting what an interaction weighs before similarities are computed
 * @param alpha for the asymmetric similarity: the exponent of the scored item's squared length, at
 *     least 0; that of the item in the history has 1 - alpha
 */
@RecordBuilder
public record ItemKnn(
    Similarity similarity,
    int neighbours,
    double shrink,
    Normalisation normalisation,
    Weighting weighting,
    double alpha)
    implements CountedRecommender, ItemKnnBuilder.With {

  /**
   * @throws BadInputException if a hyper-parameter is out of its range
   */
  public ItemKnn {
    Check.atLeast(1, "neighbours", neighbours, "typical: 20-500");
    Check.notNegative("shrink", shrink, "typical: 0-1000 users");
    Check.notNegative("alpha", alpha, "typical: 0-1, for similarity=asymmetric");
    Weighting.check(weighting, similarity);
  }

  /** Unweighted, alpha 0.5. */
  public ItemKnn(
      Similarity similarity, int neighbours, double shrink, Normalisation normalisation) {
    this(similarity, neighbours, shrink, normalisation, Weighting.NONE, 0.5);
  }

  /** Cosine, the 100 nearest neighbours, a shrinkage of 100 users, no normalisation. */
  public ItemKnn() {
    this(Similarity.COSINE, 100, 100, Normalisation.NONE);
  }

  @Override
  public String name() {
    return "item-knn";
  }

  @Override
  public Fitted<SparseLinearModel> fit(Interactions train, Fitting fitting) {
    if (similarity == Similarity.ADJUSTED_COSINE) {
      Preconditions.ratings(this, train);
    }
    Preconditions.notEmpty(this, train);
    BinaryMatrix usersByItem = BinaryMatrix.of(train).transposed();
    KnnRows rows = new KnnRows(usersByItem, entry(train, usersByItem));
    Neighbours found = new Neighbours(rows, likeness(train.userCount()), neighbours, normalisation);
    return Fitted.of(SparseLinearModel.of(this, train.items(), found.of, found.similarities));
  }

  @Override
  public Fitted<SparseLinearModel> fit(CoCounts counts, Fitting fitting) {
    if (similarity == Similarity.ADJUSTED_COSINE || weighting != Weighting.NONE) {
      throw new BadInputException(
          "item-knn has similarity=%s and weighting=%s, but of counts of pairs of items there are only similarities of ones: take weighting=none, and another than adjusted-cosine"
              .formatted(Tokens.of(similarity), Tokens.of(weighting)));
    }
    Neighbours found = new Neighbours(counts, likeness(counts.users()), neighbours, normalisation);
    return Fitted.of(SparseLinearModel.of(this, counts.items(), found.of, found.similarities));
  }

  private Neighbours.Likeness likeness(int users) {
    return (both, a, b) -> similarity.of(both, a, b, users, shrink, alpha);
  }

  /** What an interaction weighs, by item and user. */
  private KnnRows.Entry entry(Interactions train, BinaryMatrix usersByItem) {
    if (similarity == Similarity.ADJUSTED_COSINE) {
      return CentredRatings.of(train);
    }
    BinaryMatrix itemsByUser = BinaryMatrix.of(train);
    double[] ofItems = weighting.ofItems(usersByItem);
    return (item, user) ->
        ofItems[item] * weighting.ofUser(itemsByUser.count(user), ofItems.length);
  }

  @Override
  public SparseLinearModel load(ModelReader file) throws IOException {
    return SparseLinearModel.load(this, file);
  }

  /** The lists of neighbours, and the data by user and by item. */
  @Override
  public long fitBytes(Interactions train) {
    return 16L * neighbours * train.itemCount() + 6L * Integer.BYTES * train.size();
  }
}
