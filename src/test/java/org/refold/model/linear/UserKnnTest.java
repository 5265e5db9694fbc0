package org.refold.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.data.Interactions;
import org.refold.model.RecommenderConformance;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

class UserKnnTest implements RecommenderConformance {

  private static final UserKnn PLAIN =
      new UserKnn(Similarity.COSINE, 2, 0, Weighting.NONE, 0.5, Neighbourhood.OWN);

  @Override
  public Recommender recommender() {
    return new UserKnn().withNeighbours(20);
  }

  @Override
  public KnownUserScores knownUserScores() {
    return KnownUserScores.LEARNED;
  }

  /** The other neighbourhood holds the same contract. */
  @Nested
  class Reverse implements RecommenderConformance {
    @Override
    public Recommender recommender() {
      return new UserKnn()
          .withNeighbours(20)
          .withNeighbourhood(Neighbourhood.REVERSE)
          .withWeighting(Weighting.BM25);
    }

    @Override
    public KnownUserScores knownUserScores() {
      return KnownUserScores.LEARNED;
    }
  }

  private static UserKnnModel fit(UserKnn knn, Interactions train) {
    return knn.fit(train, Fitting.withSeed(1)).model();
  }

  private static void assertScores(float[] scores, double... expected) {
    for (int k = 0; k < expected.length; k++) {
      assertThat((double) scores[k]).as("item %d", k).isCloseTo(expected[k], within(1e-6));
    }
  }

  /** By hand: user 0 has neighbours 1 with .816497 and 2 with .5, as user 4, who is later. */
  @Test
  void goldenVotes() {
    assertScores(fit(PLAIN, SmallData.X5).scores(SmallData.X5, 0), .816497, 1.316497, 1.316497, 0);
  }

  /** numpy: G = X @ X.T; c = np.diag(G); G / (c[:, None]**.2 * c[None, :]**.8), diagonal 0. */
  @Test
  void goldenAsymmetricSimilarities() {
    Neighbours.Likeness likeness =
        PLAIN.withSimilarity(Similarity.ASYMMETRIC).withAlpha(0.2).likeness(4);
    double[][] expected = {{0, .722981, .5, 0, .5}, {.922108, 0, .922108, .461054, .461054}};
    KnnRows rows = PLAIN.rows(SmallData.X5);
    KnnRows.Products products = rows.new Products();
    for (int user = 0; user < 2; user++) {
      rows.multiply(user, products);
      double[] found = new double[5];
      for (int k = 0; k < products.found(); k++) {
        int other = products.other(k);
        double both = products.product(other);
        found[other] =
            other == user ? 0 : likeness.of(both, rows.squares(other), rows.squares(user));
      }
      assertThat(found).containsExactly(expected[user], within(1e-6));
    }
  }

  /** All pairs, all lists sorted in full, in plain double loops over the dense matrix. */
  @ParameterizedTest
  @EnumSource(Neighbourhood.class)
  void agreesWithPlainLoops(Neighbourhood neighbourhood) {
    Interactions train = SmallData.random(40, 30, 12);
    UserKnn knn = new UserKnn(Similarity.ASYMMETRIC, 5, 1.5, Weighting.BM25, 0.3, neighbourhood);
    double[][] near = plainSimilarities(train);
    List<List<Integer>> nearest = new ArrayList<>();
    for (double[] row : near) {
      List<Integer> order = new ArrayList<>();
      for (int v = 0; v < row.length; v++) {
        if (row[v] > 0) {
          order.add(v);
        }
      }
      order.sort(Comparator.comparing((Integer v) -> -(float) row[v]));
      nearest.add(order.subList(0, Math.min(5, order.size())));
    }
    float[] scores = SmallData.scores(fit(knn, train), train);
    for (int u = 0; u < 40; u++) {
      double[] expected = new double[30];
      for (int v = 0; v < 40; v++) {
        boolean votes =
            neighbourhood == Neighbourhood.OWN
                ? nearest.get(u).contains(v)
                : nearest.get(v).contains(u);
        for (int item : votes ? train.itemsOf(v) : new int[0]) {
          expected[item] += neighbourhood == Neighbourhood.OWN ? near[u][v] : near[v][u];
        }
      }
      for (int item = 0; item < 30; item++) {
        assertThat((double) scores[u * 30 + item]).isCloseTo(expected[item], within(1e-5));
      }
    }
  }

  /** Of each user to all others, the first the one whose neighbours are sought. */
  private static double[][] plainSimilarities(Interactions train) {
    int n = train.itemCount();
    int m = train.userCount();
    int[] counts = train.itemCounts();
    double[][] x = new double[m][n];
    for (int user = 0; user < m; user++) {
      for (int item : train.itemsOf(user)) {
        x[user][item] =
            Math.log(n / (1.0 + train.count(user)))
                * 2.2
                / (1.2 * (0.25 + 0.75 * counts[item] * n / train.size()) + 1);
      }
    }
    double[][] near = new double[m][m];
    for (int u = 0; u < m; u++) {
      for (int v = 0; v < m; v++) {
        double both = 0;
        double a = 0;
        double b = 0;
        for (int j = 0; j < n; j++) {
          both += x[u][j] * x[v][j];
          a += x[u][j] * x[u][j];
          b += x[v][j] * x[v][j];
        }
        near[u][v] = u == v || both == 0 ? 0 : both / (Math.pow(a, 0.3) * Math.pow(b, 0.7) + 1.5);
      }
    }
    return near;
  }

  /** A stranger with the history of user 0 has user 0 as nearest neighbour, user 0 has not. */
  @Test
  void aUserIsNotItsOwnNeighbour() {
    UserKnnModel model = fit(PLAIN.withNeighbours(1), SmallData.X5);
    assertScores(model.scores(SmallData.X5, 0), .816497, .816497, .816497, 0);
    assertThat(model.recommend(List.of("0", "1"), 1).get(0).score()).isZero();
  }

  static List<UnaryOperator<UserKnn>> wrong() {
    return List.of(
        knn -> knn.withNeighbours(0),
        knn -> knn.withShrink(-1),
        knn -> knn.withAlpha(-1),
        knn -> knn.withSimilarity(Similarity.ADJUSTED_COSINE),
        knn -> knn.withSimilarity(Similarity.PEARSON).withWeighting(Weighting.TF_IDF));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void hyperParametersAreChecked(UnaryOperator<UserKnn> change) {
    assertThatThrownBy(() -> change.apply(new UserKnn()))
        .isInstanceOf(BadInputException.class)
        .hasMessageMatching("(neighbours|shrink|alpha|similarity|weighting) is .*");
  }
}
