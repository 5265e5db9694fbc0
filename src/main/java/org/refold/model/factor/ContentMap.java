package org.refold.model.factor;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.util.Arrays;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.settings.Check;
import org.refold.train.batch.FeatureRows;
import org.refold.train.batch.SideFeatures;
import org.refold.train.batch.SideRecommender;
import org.refold.train.batch.UserFeatures;

/**
 * Factors of {@link Ials}, and vectors out of attributes for items and users that nobody has met.
 *
 * <pre>
 *   M = (A'WA + contentRidge I)^-1 A'WQ,  w_i = min(|U_i|, 50)     [features, latent]
 *   q~_i = q_i,  or a_i M for an item that no training user has
 *   p_u  = that of iALS for the history, or a_u N for a user without one
 *   scores = p_u q~'
 * </pre>
 *
 * <p>A is [items, features], see {@link SideFeatures}; Q is [items, latent]. N is the same
 * regression of the vectors of training users on their attributes. A user without history and
 * without attributes has the mean of their vectors. Histories are folded in over the items of the
 * training data alone: that a user does not have an item nobody could have tells nothing.
 *
 * <p>Z. Gantner, L. Drumond, C. Freudenthaler, S. Rendle, L. Schmidt-Thieme: Learning
 * Attribute-to-Feature Mappings for Cold-Start Recommendations, ICDM 2010: a linear map, though by
 * least squares and not for their ranking loss. The weights are ours. A vector out of attributes is
 * shorter than one that was learned, so that new items stand below known ones of the same kind.
 *
 * <p>With {@code side=none} nothing is mapped, and users with a history have the scores of iALS.
 *
 * @param latent numbers of a vector
 * @param unobservedWeight as in {@link Ials}
 * @param l2 as in {@link Ials}
 * @param epochs of {@link Ials}
 * @param contentRidge added to the diagonal of A'WA, in users of an item, or items of a user
 * @param side whose attributes are mapped
 */
@RecordBuilder
public record ContentMap(
    int latent,
    double unobservedWeight,
    double l2,
    int epochs,
    double contentRidge,
    SideFeatures.Use side)
    implements SideRecommender, ContentMapBuilder.With {

  /** The most that a row weighs in the regression. */
  private static final int MOST_WEIGHT = 50;

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public ContentMap {
    Check.positive("contentRidge", contentRidge, "typical: 1-100");
    factors(latent, unobservedWeight, l2, epochs);
  }

  /** The factors of {@link Ials}, and attributes of items. */
  public ContentMap() {
    this(192, 0.3, 0.007, 12, 1, SideFeatures.Use.ITEMS);
  }

  private static Ials factors(int latent, double unobservedWeight, double l2, int epochs) {
    return new Ials(latent, unobservedWeight, l2, 1, epochs);
  }

  private Ials factors() {
    return factors(latent, unobservedWeight, l2, epochs);
  }

  @Override
  public String name() {
    return "content-map";
  }

  @Override
  public Fitted<ContentMapModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    FeatureRows items = side.ofItems(fitting.sideInformation(), train);
    UserFeatures users = side.ofAllUsers(fitting.sideInformation(), train);
    Fitted<IalsModel> factors = factors().fit(train, fitting);
    Matrix vectors = factors.model().vectors();
    Matrix mapped = mapped(items, train.itemCounts(), vectors);
    float[] codes = new float[train.userCount() * latent];
    factors.model().encode(train, 0, train.userCount(), codes);
    try (Matrix p = Matrix.of(train.userCount(), latent, codes)) {
      Matrix ofUsers = AttributeRidge.of(users.rows(), weights(train), p, contentRidge);
      return new Fitted<>(
          new ContentMapModel(
              this,
              train.withoutValues().withUsers(users.ids()),
              factors.model(),
              mapped,
              new ContentMapModel.Users(users.rows(), ofUsers, mean(train, codes))),
          factors.log());
    }
  }

  /** The vectors of items, those of new ones out of attributes. */
  private Matrix mapped(FeatureRows items, int[] users, Matrix vectors) {
    double[] weights = Arrays.stream(users).mapToDouble(n -> Math.min(n, MOST_WEIGHT)).toArray();
    float[] vector = new float[latent];
    Matrix mapped = Matrix.floats(vectors.rows(), latent);
    try (Matrix map = AttributeRidge.of(items, weights, vectors, contentRidge)) {
      for (int item = 0; item < users.length; item++) {
        if (users[item] > 0) {
          vectors.readRow(item, vector);
        } else {
          AttributeRidge.apply(items, item, map, vector);
        }
        mapped.writeRow(item, vector);
      }
    }
    return mapped;
  }

  private static double[] weights(Interactions train) {
    double[] weights = new double[train.userCount()];
    for (int user = 0; user < weights.length; user++) {
      weights[user] = Math.min(BinaryMatrix.row(train, user).length, MOST_WEIGHT);
    }
    return weights;
  }

  /** The mean of the vectors of users with a history. */
  private float[] mean(Interactions train, float[] codes) {
    double[] sum = new double[latent];
    int trained = 0;
    for (int user = 0; user < train.userCount(); user++) {
      trained += train.count(user) > 0 ? 1 : 0;
      for (int k = 0; k < latent; k++) {
        sum[k] += codes[user * latent + k]; // zeros for users without one
      }
    }
    float[] mean = new float[latent];
    for (int k = 0; k < latent; k++) {
      mean[k] = (float) (sum[k] / trained);
    }
    return mean;
  }

  @Override
  public ContentMapModel load(ModelReader file) throws IOException {
    int features = side.isOfUsers() ? file.ints("users attribute count", 1)[0] : 0;
    Matrix mapped =
        file.matrix(ContentMapModel.MAPPED, Precision.FLOAT, file.items().size(), latent);
    Matrix map =
        features == 0
            ? Matrix.floats(0, latent)
            : file.matrix(ContentMapModel.USER_MAP, Precision.FLOAT, features, latent);
    FeatureRows rows = FeatureRows.load(file, "users", side.isOfUsers(), file.users().size());
    return new ContentMapModel(
        this,
        file.histories(),
        factors().load(file),
        mapped,
        new ContentMapModel.Users(rows, map, file.floats(ContentMapModel.MEAN, latent)));
  }

  /** That of the factors, and the vectors of all users and of items once more. */
  @Override
  public long fitBytes(Interactions train) {
    long vectors = (long) latent * (2L * train.userCount() + train.itemCount());
    return factors().fitBytes(train) + Float.BYTES * vectors;
  }
}
