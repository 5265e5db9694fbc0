package org.refold.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.model.RecommenderConformance;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

class ItemKnnTest implements RecommenderConformance {

  /** Counts: item 0 has 4 users, 1 has 3, 2 has 2, 3 has 1; 0 and 1 share 2, 0 and 2 share 2. */
  private static final Interactions TRAIN = SmallData.of("1110", "1010", "1100", "0101", "1000");

  private static final ItemKnn PLAIN = new ItemKnn(Similarity.COSINE, 10, 0, Normalisation.NONE);

  @Override
  public Recommender recommender() {
    return new ItemKnn().withNeighbours(8).withShrink(1);
  }

  private static FoldIn fit(ItemKnn knn, Interactions train) {
    return knn.fit(train, Fitting.withSeed(1)).model();
  }

  private static float[] scores(ItemKnn knn, String history) {
    return SmallData.scores(fit(knn, TRAIN), SmallData.of(history));
  }

  @Test
  void cosineByHand() {
    float[] scores = scores(PLAIN, "1000");
    assertThat(scores[0]).isZero();
    assertThat(scores[1]).isCloseTo((float) (2 / Math.sqrt(4 * 3)), within(1e-6f));
    assertThat(scores[2]).isCloseTo((float) (2 / Math.sqrt(4 * 2)), within(1e-6f));
    assertThat(scores[3]).isZero();
  }

  @Test
  void scoresAddUpOverTheHistory() {
    float[] scores = scores(PLAIN, "1100");
    assertThat(scores[2])
        .isCloseTo((float) (2 / Math.sqrt(4 * 2) + 1 / Math.sqrt(3 * 2)), within(1e-6f));
  }

  /** Both 2, history item 4 users, scored item 3 users, 5 users in all, shrinkage 1. */
  @ParameterizedTest
  @CsvSource({
    "COSINE, 0.448018", // 2 / (sqrt(12) + 1)
    "JACCARD, 0.333333", // 2 / (4 + 3 - 2 + 1)
    "DICE, 0.5", // 4 / (4 + 3 + 1)
    "CONDITIONAL, 0.4", // 2 / (4 + 1)
    "CO_OCCURRENCE, 2",
    "ASYMMETRIC, 0.448018", // as the cosine with alpha 0.5
  })
  void similaritiesByHand(Similarity similarity, float expected) {
    float[] scores = scores(PLAIN.withSimilarity(similarity).withShrink(1), "1000");
    assertThat(scores[1]).isCloseTo(expected, within(1e-6f));
  }

  /**
   * numpy: X = np.array([[1,1,1,0],[1,0,1,0],[1,1,0,0],[0,1,0,1],[1,0,0,0]]); np.corrcoef(X.T)[0] =
   * [1, -0.40824829, 0.40824829, -1].
   */
  @Test
  void pearsonIsTheCorrelationOfColumnsAndNegativesMakeNoNeighbours() {
    float[] scores = scores(PLAIN.withSimilarity(Similarity.PEARSON), "1000");
    assertThat(scores[1]).isZero();
    assertThat(scores[2]).isCloseTo(0.408248f, within(1e-6f));
    assertThat(scores[3]).isZero();
  }

  @Test
  void onlyTheNearestNeighboursOfTheScoredItemSpeak() {
    // item 1: nearest is 0 or 3 (both 2/sqrt(12) and 1/sqrt(3) are 0.577): the lower index stays
    ItemKnn one = PLAIN.withNeighbours(1);
    assertThat(scores(one, "1000")[1]).isCloseTo(0.57735f, within(1e-5f));
    assertThat(scores(one, "0001")[1]).isZero();
    // item 3 has no other neighbour than 1
    assertThat(scores(one, "0100")[3]).isCloseTo(0.57735f, within(1e-5f));
  }

  @Test
  void unitSumGivesTheShareOfTheNeighbourhood() {
    float[] scores = scores(PLAIN.withNormalisation(Normalisation.UNIT_SUM), "1111");
    for (float score : scores) {
      assertThat(score).isCloseTo(1f, within(1e-6f));
    }
  }

  @Test
  void unitLengthDividesByTheEuclideanLength() {
    double a = 2 / Math.sqrt(12);
    double b = 2 / Math.sqrt(8);
    float[] scores = scores(PLAIN.withNormalisation(Normalisation.UNIT_LENGTH), "0110");
    assertThat(scores[0]).isCloseTo((float) ((a + b) / Math.sqrt(a * a + b * b)), within(1e-6f));
  }

  /** All pairs, all lists sorted in full, in plain double loops over the dense matrix. */
  @ParameterizedTest
  @EnumSource(value = Similarity.class, mode = EnumSource.Mode.EXCLUDE, names = "ADJUSTED_COSINE")
  void agreesWithPlainLoops(Similarity similarity) {
    Interactions train = SmallData.random(60, 25, 3);
    ItemKnn knn = new ItemKnn(similarity, 6, 2.5, Normalisation.UNIT_LENGTH);
    float[] scores = SmallData.scores(fit(knn, train), train);
    int n = train.itemCount();
    for (int j = 0; j < n; j++) {
      double[] weights = plainNeighbours(train, knn, j);
      for (int user = 0; user < train.userCount(); user++) {
        double expected = 0;
        for (int i = 0; i < n; i++) {
          expected += train.contains(user, i) ? weights[i] : 0;
        }
        assertThat((double) scores[user * n + j]).isCloseTo(expected, within(1e-5));
      }
    }
  }

  private static double[] plainNeighbours(Interactions train, ItemKnn knn, int j) {
    int n = train.itemCount();
    int[] counts = train.itemCounts();
    double[] near = new double[n];
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int both = 0;
      for (int user = 0; user < train.userCount(); user++) {
        both += train.contains(user, i) && train.contains(user, j) ? 1 : 0;
      }
      if (i != j && both > 0) {
        near[i] =
            (float)
                knn.similarity()
                    .of(both, counts[i], counts[j], train.userCount(), knn.shrink(), 0.5);
        order.add(i);
      }
    }
    order.removeIf(i -> near[i] <= 0);
    order.sort(Comparator.comparing((Integer i) -> -near[i]));
    double[] weights = new double[n];
    double squares = 0;
    for (int i : order.subList(0, Math.min(knn.neighbours(), order.size()))) {
      weights[i] = near[i];
      squares += near[i] * near[i];
    }
    for (int i = 0; i < n; i++) {
      weights[i] = weights[i] == 0 ? 0 : weights[i] / Math.sqrt(squares);
    }
    return weights;
  }

  /** Both 2, history item 4 users with exponent 0.8, scored item 3 users with 0.2. */
  @Test
  void theAsymmetricCosineByHand() {
    ItemKnn knn = PLAIN.withSimilarity(Similarity.ASYMMETRIC).withAlpha(0.2);
    float expected = (float) (2 / (Math.pow(3, 0.2) * Math.pow(4, 0.8)));
    assertThat(scores(knn, "1000")[1]).isCloseTo(expected, within(1e-6f));
  }

  /** Three users, three items, all rated: 1 and 2 are liked together, 3 is not. */
  @Test
  void theAdjustedCosineIsOfRatingsLessTheUsersMean() {
    float[][] ratings = {{5, 4.5f, 1}, {1, 2, 3}, {4, 4, 2}};
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    for (int user = 0; user < 3; user++) {
      for (int item = 0; item < 3; item++) {
        builder.add(user, item, ratings[user][item], 0);
      }
    }
    Interactions train =
        builder.build(
            Vocabulary.ofNumbers(3),
            Vocabulary.ofNumbers(3),
            InteractionsBuilder.Duplicates.LAST_WINS);
    ItemKnn knn = PLAIN.withSimilarity(Similarity.ADJUSTED_COSINE);
    float[] scores = SmallData.scores(fit(knn, train), train.rows(new int[] {0}));
    // centred: (1.5, 1, -2.5), (-1, 0, 1), (2/3, 2/3, -4/3)
    double[][] x = {{1.5, 1, -2.5}, {-1, 0, 1}, {2 / 3.0, 2 / 3.0, -4 / 3.0}};
    double both = x[0][0] * x[0][1] + x[2][0] * x[2][1];
    double first = x[0][0] * x[0][0] + 1 + x[2][0] * x[2][0];
    double second = x[0][1] * x[0][1] + x[2][1] * x[2][1];
    assertThat((double) scores[0]).isCloseTo(both / Math.sqrt(first * second), within(1e-6));
    assertThat(scores[2]).isZero();
    assertThatThrownBy(() -> fit(knn, TRAIN))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("item-knn learns from ratings");
  }

  /** Both weightings in plain double loops over the dense matrix. */
  @ParameterizedTest
  @EnumSource(value = Weighting.class)
  void weightedCosinesAgreeWithPlainLoops(Weighting weighting) {
    Interactions train = SmallData.random(50, 20, 8);
    int n = 20;
    double[][] x = new double[50][n];
    int[] counts = train.itemCounts();
    for (int user = 0; user < 50; user++) {
      for (int item : train.itemsOf(user)) {
        double idf = Math.log(n / (1.0 + train.count(user)));
        double tf = 2.2 / (1.2 * (0.25 + 0.75 * counts[item] * n / train.size()) + 1);
        x[user][item] =
            weighting == Weighting.NONE ? 1 : weighting == Weighting.BM25 ? tf * idf : idf;
      }
    }
    SparseLinearModel model =
        PLAIN.withNeighbours(n).withWeighting(weighting).fit(train, Fitting.withSeed(1)).model();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double both = 0;
        double a = 0;
        double b = 0;
        for (double[] row : x) {
          both += row[i] * row[j];
          a += row[i] * row[i];
          b += row[j] * row[j];
        }
        double expected = i == j || both == 0 ? 0 : both / Math.sqrt(a * b);
        assertThat((double) model.weight(i, j)).isCloseTo(expected, within(1e-5));
      }
    }
  }

  @Test
  void aWeightingOfCountsIsRefused() {
    assertThatThrownBy(() -> PLAIN.withSimilarity(Similarity.PEARSON).withWeighting(Weighting.BM25))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("weighting is bm25", "pearson", "weighting=none");
  }

  @Test
  void hyperParametersAreChecked() {
    assertThatThrownBy(() -> new ItemKnn().withNeighbours(0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("neighbours is 0", "at least 1");
    assertThatThrownBy(() -> new ItemKnn().withShrink(-1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("shrink is -1.0", "at least 0");
  }
}
