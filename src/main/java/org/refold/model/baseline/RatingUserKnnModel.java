package org.refold.model.baseline;

import java.io.IOException;
import java.util.Arrays;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.RatingScale;
import org.refold.data.Vocabulary;
import org.refold.kernel.Largest;
import org.refold.kernel.Parallel;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.recommend.RatingPredictor;

/**
 * A fitted {@link RatingUserKnn}: the training ratings and a baseline. Users of the training data
 * are predicted by the ratings at hand too, and are never their own neighbours. Of a training user
 * whose history comes without ratings those of training count; other histories without ratings are
 * taken as ratings at the top of the scale. Scores are predictions that are not clipped.
 */
public final class RatingUserKnnModel implements FoldIn, KnownUsers, RatingPredictor {

  private static final String RATINGS = "ratings";

  private final RatingUserKnn settings;
  private final Interactions ratings;
  private final BiasModel baseline;
  private final RatingScale scale;
  private final double[] userBiases;

  RatingUserKnnModel(RatingUserKnn settings, Interactions ratings, BiasModel baseline) {
    this.settings = settings;
    this.ratings = ratings;
    this.baseline = baseline;
    this.scale = RatingScale.of(ratings);
    this.userBiases = new double[ratings.userCount()];
    Arrays.setAll(userBiases, user -> baseline.userBias(ratings, user));
  }

  static RatingUserKnnModel load(RatingUserKnn settings, ModelReader file, BiasModel baseline)
      throws IOException {
    Interactions histories = file.histories();
    float[] values = file.floats(RATINGS, histories.size());
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    for (int user = 0; user < histories.userCount(); user++) {
      for (int p = histories.start(user); p < histories.end(user); p++) {
        builder.add(user, histories.item(p), values[p], 0);
      }
    }
    Interactions rated =
        builder.build(histories.users(), file.items(), InteractionsBuilder.Duplicates.KEEP);
    return new RatingUserKnnModel(settings, rated, baseline);
  }

  @Override
  public void save(ModelWriter file) {
    float[] values = new float[ratings.size()];
    for (int p = 0; p < values.length; p++) {
      values[p] = ratings.value(p);
    }
    baseline.save(file);
    file.histories(histories()).add(RATINGS, values);
  }

  /** Predictions for one history after the other, on one thread. */
  private final class Predictor {
    private final float[] similarity = new float[ratings.userCount()];
    private final int[] both = new int[ratings.userCount()];
    private final double[] sums = new double[5 * ratings.userCount()];
    private final float[] rated = new float[ratings.userCount()];
    private final Largest nearest =
        new Largest(Math.min(settings.neighbours(), ratings.userCount()));
    private double userBias;

    /** Compares a history with those of all training users but itself. */
    void begin(Interactions asked, int askedRow) {
      int self = users().indexOf(asked.users().id(askedRow));
      boolean own = self >= 0 && !asked.hasValues();
      Interactions histories = own ? ratings : asked;
      int row = own ? self : askedRow;
      Arrays.fill(both, 0);
      Arrays.fill(sums, 0);
      userBias = baseline.userBias(histories, row);
      for (int p = histories.start(row); p < histories.end(row); p++) {
        double x = histories.hasValues() ? histories.value(p) : scale.most();
        Interactions.ByItem raters = ratings.byItem();
        int item = histories.item(p);
        for (int rank = raters.start(item); rank < raters.end(item); rank++) {
          int at = 5 * raters.user(rank);
          double y = raters.value(rank);
          both[raters.user(rank)]++;
          sums[at] += x;
          sums[at + 1] += y;
          sums[at + 2] += x * x;
          sums[at + 3] += x * y;
          sums[at + 4] += y * y;
        }
      }
      for (int user = 0; user < both.length; user++) {
        similarity[user] = both[user] == 0 || user == self ? 0 : similarity(user);
      }
    }

    private float similarity(int user) {
      int at = 5 * user;
      return (float)
          settings
              .similarity()
              .of(both[user], sums[at], sums[at + 1], sums[at + 2], sums[at + 3], sums[at + 4]);
    }

    float predict(int item) {
      Interactions.ByItem raters = ratings.byItem();
      nearest.clear();
      for (int rank = raters.start(item); rank < raters.end(item); rank++) {
        int user = raters.user(rank);
        if (similarity[user] > 0) {
          nearest.offer(user, similarity[user]);
          rated[user] = raters.value(rank);
        }
      }
      double sum = 0;
      double weights = 0;
      for (long pair : nearest.sorted()) {
        int user = Largest.index(pair);
        sum += Largest.value(pair) * (rated[user] - offset(item, userBiases[user]));
        weights += Largest.value(pair);
      }
      return (float)
          (weights == 0
              ? baseline.mean() + baseline.itemBias(item) + userBias
              : offset(item, userBias) + sum / weights);
    }

    private double offset(int item, double ofUser) {
      return settings.offset() == RatingOffset.NONE
          ? 0
          : baseline.mean() + baseline.itemBias(item) + ofUser;
    }
  }

  @Override
  public void score(Interactions asked, int from, int to, float[] scores) {
    Preconditions.foldIn(this, asked, from, to, scores);
    int n = items().size();
    Parallel.unevenRows(
        to - from,
        4,
        (first, end) -> {
          Predictor predictor = new Predictor();
          for (int row = first; row < end; row++) {
            predictor.begin(asked, from + row);
            for (int item = 0; item < n; item++) {
              scores[row * n + item] = predictor.predict(item);
            }
          }
        });
  }

  @Override
  public void predict(Interactions asked, Interactions pairs, float[] predictions) {
    Preconditions.predict(this, asked, pairs, predictions);
    Parallel.unevenRows(
        pairs.userCount(),
        16,
        (from, to) -> {
          Predictor predictor = new Predictor();
          for (int row = from; row < to; row++) {
            if (pairs.count(row) > 0) {
              predictor.begin(asked, row);
            }
            for (int p = pairs.start(row); p < pairs.end(row); p++) {
              predictions[p] = scale.clip(predictor.predict(pairs.item(p)));
            }
          }
        });
  }

  @Override
  public Interactions histories() {
    return ratings.withoutValues();
  }

  @Override
  public RatingUserKnn recommender() {
    return settings;
  }

  @Override
  public Vocabulary items() {
    return ratings.items();
  }
}
