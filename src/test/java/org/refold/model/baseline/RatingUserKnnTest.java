package org.refold.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.model.RecommenderConformance;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

class RatingUserKnnTest implements RecommenderConformance {

  @Override
  public Recommender recommender() {
    return new RatingUserKnn().withOffset(RatingOffset.NONE).withNeighbours(20);
  }

  @Override
  public KnownUserScores knownUserScores() {
    return KnownUserScores.LEARNED;
  }

  /** Half of the ratings of thirty users for twelve items. */
  private static Interactions ratings() {
    SplittableRandom random = new SplittableRandom(3);
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    for (int user = 0; user < 30; user++) {
      for (int item = 0; item < 12; item++) {
        if (random.nextBoolean()) {
          builder.add(user, item, 1 + random.nextInt(5), 0);
        }
      }
    }
    return builder.build(
        Vocabulary.ofNumbers(30),
        Vocabulary.ofNumbers(12),
        InteractionsBuilder.Duplicates.LAST_WINS);
  }

  /** The definitions in plain loops over the dense matrix, with all lists sorted in full. */
  @ParameterizedTest
  @CsvSource({"MSD, NONE", "COSINE, USER_MEAN", "PEARSON, BIAS"})
  void agreesWithPlainLoops(RatingSimilarity similarity, RatingOffset offset) {
    Interactions train = ratings();
    double[][] r = new double[30][12];
    for (int user = 0; user < 30; user++) {
      for (int p = train.start(user); p < train.end(user); p++) {
        r[user][train.item(p)] = train.value(p);
      }
    }
    BiasModel base = (BiasModel) offset.baseline().fit(train, Fitting.withSeed(1)).model();
    RatingUserKnnModel model =
        new RatingUserKnn(similarity, 4, offset).fit(train, Fitting.withSeed(1)).model();
    for (int u = 0; u < 30; u++) {
      float[] baseline = base.scores(train, u);
      float[] scores = model.scores(train, u);
      for (int item = 0; item < 12; item++) {
        List<double[]> raters = new ArrayList<>();
        for (int v = 0; v < 30; v++) {
          double near = u == v ? 0 : plain(similarity, r[u], r[v]);
          if (r[v][item] > 0 && near > 0) {
            double compared = offset == RatingOffset.NONE ? 0 : base.scores(train, v)[item];
            raters.add(new double[] {near, r[v][item] - compared});
          }
        }
        raters.sort(Comparator.comparing((double[] rater) -> -(float) rater[0]));
        double sum = 0;
        double weights = 0;
        for (double[] rater : raters.subList(0, Math.min(4, raters.size()))) {
          sum += rater[0] * rater[1];
          weights += rater[0];
        }
        double start = offset == RatingOffset.NONE && weights > 0 ? 0 : baseline[item];
        double expected = weights > 0 ? start + sum / weights : start;
        assertThat((double) scores[item]).as("%d %d", u, item).isCloseTo(expected, within(1e-4));
      }
    }
  }

  private static double plain(RatingSimilarity similarity, double[] a, double[] b) {
    List<double[]> common = new ArrayList<>();
    for (int item = 0; item < a.length; item++) {
      if (a[item] > 0 && b[item] > 0) {
        common.add(new double[] {a[item], b[item]});
      }
    }
    if (common.isEmpty()) {
      return 0;
    }
    double meanA = common.stream().mapToDouble(pair -> pair[0]).average().orElseThrow();
    double meanB = common.stream().mapToDouble(pair -> pair[1]).average().orElseThrow();
    boolean centred = similarity == RatingSimilarity.PEARSON;
    double msd = 0;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (double[] pair : common) {
      double x = pair[0] - (centred ? meanA : 0);
      double y = pair[1] - (centred ? meanB : 0);
      msd += (pair[0] - pair[1]) * (pair[0] - pair[1]) / common.size();
      ab += x * y;
      aa += x * x;
      bb += y * y;
    }
    double cosine = aa < 1e-12 || bb < 1e-12 ? 0 : ab / Math.sqrt(aa * bb);
    return similarity == RatingSimilarity.MSD ? 1 / (1 + msd) : cosine;
  }

  @Test
  void whatIsWrongIsRefused() {
    assertThatThrownBy(() -> new RatingUserKnn().withNeighbours(0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("neighbours is 0", "at least 1");
    assertThatThrownBy(
            () -> new RatingUserKnn().fit(ratings().withoutValues(), Fitting.withSeed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("user-knn-ratings learns from ratings");
  }
}
