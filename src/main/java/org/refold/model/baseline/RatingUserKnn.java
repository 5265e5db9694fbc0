package org.refold.model.baseline;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import org.refold.data.Interactions;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.settings.Check;

/**
 * User-based nearest neighbours for ratings: the mean of what similar users gave, weighted by their
 * similarity.
 *
 * <pre>
 *   r_ui = b_ui + sum over v in N of s(u, v) (r_vi - b_vi) / sum over v in N of s(u, v)
 * </pre>
 *
 * <p>N are the {@code neighbours} users most similar to u of those who rated i, with a similarity
 * above 0, of equals those of lower index, never u; without any it is the baseline. J. Herlocker,
 * J. Konstan, A. Borchers, J. Riedl: An Algorithmic Framework for Performing Collaborative
 * Filtering, SIGIR 1999, section 3; with baselines Y. Koren: Factor in the Neighbors, ACM TKDD
 * 4(1), 2010, section 2.2.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>papers</th><th>Surprise</th><th>here</th></tr>
 * <tr><td>similarity</td><td>Pearson on common items, significance weighting</td>
 *     <td>mean squared difference, cosine, Pearson on common items</td>
 *     <td>{@link RatingSimilarity}; no significance weighting</td></tr>
 * <tr><td>offset</td><td>1999: user's mean; 2010: baseline</td><td>none, mean, baseline</td>
 *     <td>{@link RatingOffset}</td></tr>
 * <tr><td>no neighbour</td><td>not said</td><td>baseline; without one the mean</td>
 *     <td>the same</td></tr>
 * <tr><td>a user who was not in training</td><td>-</td><td>refused</td>
 *     <td>similarities of the ratings at hand</td></tr>
 * </table>
 *
 * <p>Cost: the fit that of the baseline. A user's predictions take time in the order of the sum
 * over the history of the raters of its items, and that of the raters of what is asked for: ranking
 * whole catalogues is slow. Memory is that of the ratings.
 *
 * @param similarity how alike two users are
 * @param neighbours how many at most, at least 1
 * @param offset what ratings are compared with before they are averaged
 */
@RecordBuilder
public record RatingUserKnn(RatingSimilarity similarity, int neighbours, RatingOffset offset)
    implements Recommender, RatingUserKnnBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if neighbours is not positive
   */
  public RatingUserKnn {
    Check.atLeast(1, "neighbours", neighbours, "typical: 20-80");
  }

  /** Mean squared difference, 40 neighbours, against the baseline. */
  public RatingUserKnn() {
    this(RatingSimilarity.MSD, 40, RatingOffset.BIAS);
  }

  @Override
  public String name() {
    return "user-knn-ratings";
  }

  @Override
  public Fitted<RatingUserKnnModel> fit(Interactions train, Fitting fitting) {
    Preconditions.ratings(this, train);
    BiasModel baseline = (BiasModel) offset.baseline().fit(train, fitting).model();
    return Fitted.of(new RatingUserKnnModel(this, train, baseline));
  }

  @Override
  public RatingUserKnnModel load(ModelReader file) throws IOException {
    BiasModel baseline = BiasModel.load(offset.baseline(), file, offset.userShrink());
    return RatingUserKnnModel.load(this, file, baseline);
  }

  /** The ratings by user and by item, and the baseline. */
  @Override
  public long fitBytes(Interactions train) {
    return 6L * Integer.BYTES * train.size() + offset.baseline().fitBytes(train);
  }
}
