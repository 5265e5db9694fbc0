package org.refold.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.SideInformation;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

class EaseTest implements RecommenderConformance {

  @Override
  public Recommender recommender() {
    return new Ease().withLambda(5);
  }

  @Override
  public ItemOrder itemOrder() {
    return ItemOrder.IGNORED;
  }

  private static DenseLinearModel fit(Ease ease, Interactions train) {
    return ease.fit(train, Fitting.withSeed(1)).model();
  }

  /**
   * numpy: X = np.array([[1,1,1,0],[1,0,1,0],[1,1,0,0],[0,1,0,1]], float); P = np.linalg.inv(X.T @
   * X + 0.5 * np.eye(4)); B = -P / np.diag(P); np.fill_diagonal(B, 0); B and X @ B.
   */
  @ParameterizedTest
  @CsvSource({"DOUBLE, 1e-7", "FLOAT, 1e-5"})
  void agreesWithNumpy(Precision precision, float tolerance) {
    double[][] weights = {
      {0, 0.63157895, 0.61971831, -0.26966292},
      {0.49315068, 0, -0.08450704, 0.42696629},
      {0.60273973, -0.10526316, 0, 0.04494382},
      {-0.32876712, 0.66666667, 0.05633803, 0},
    };
    double[] expected = {
      1.09589041, 0.52631579, 0.53521127, 0.20224719,
      0.60273973, 0.52631579, 0.61971831, -0.2247191,
      0.49315068, 0.63157895, 0.53521127, 0.15730337,
      0.16438356, 0.66666667, -0.02816901, 0.42696629,
    };
    Interactions train = SmallData.of("1110", "1010", "1100", "0101");
    DenseLinearModel model = fit(new Ease(0.5, precision), train);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        assertThat(model.weight(i, j)).isCloseTo((float) weights[i][j], within(tolerance));
      }
    }
    float[] scores = SmallData.scores(model, train);
    for (int k = 0; k < scores.length; k++) {
      assertThat(scores[k]).isCloseTo((float) expected[k], within(2 * tolerance));
    }
  }

  /**
   * B solves for each item j a ridge regression of its column on all others: for i other than j,
   * the normal equation sum over k of (X'X + lambda I)[i][k] B[k][j] = X'X[i][j] holds. Items are
   * more than one strip wide and no multiple of it.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 20})
  void everyColumnSolvesItsRidgeRegression(double lambda) {
    int items = 2 * Strips.WIDTH + 9;
    Interactions train = SmallData.random(150, items, 11);
    DenseLinearModel model = fit(new Ease(lambda, Precision.DOUBLE), train);
    double[][] gram = new double[items][items];
    for (int user = 0; user < train.userCount(); user++) {
      for (int i : train.itemsOf(user)) {
        for (int k : train.itemsOf(user)) {
          gram[i][k]++;
        }
      }
    }
    for (int j = 0; j < items; j++) {
      assertThat(model.weight(j, j)).isZero();
      for (int i = 0; i < items; i++) {
        if (i != j) {
          double left = lambda * model.weight(i, j);
          for (int k = 0; k < items; k++) {
            left += gram[i][k] * model.weight(k, j);
          }
          assertThat(left).isCloseTo(gram[i][j], within(1e-4));
        }
      }
    }
  }

  /** numpy as above with lambda 1; EASE &ge; 0 by coordinate descent in double, to 1e-12. */
  @Test
  void goldenWeightsOfBothSigns() {
    SmallData.assertWeights(
        fit(new Ease(1, Precision.DOUBLE), SmallData.X5),
        1e-6,
        "0 .461538 -.125 .333333",
        ".5625 0 .5625 -.333333",
        "-.125 .461538 0 .333333",
        ".375 -.307692 .375 0");
    SmallData.assertWeights(
        fit(new Ease(1, Precision.DOUBLE).withSign(Sign.NON_NEGATIVE), SmallData.X5),
        1e-5,
        "0 .4 0 .2",
        ".5 0 .5 0",
        "0 .4 0 .2",
        ".333333 0 .333333 0");
  }

  @Test
  void nonNegativeWeightsAreThoseOfSlimWithoutL1() {
    Interactions train = SmallData.random(200, 150, 3);
    DenseLinearModel ease = fit(new Ease(30, Precision.DOUBLE).withSign(Sign.NON_NEGATIVE), train);
    Slim slim = new Slim(0, 30, Sign.NON_NEGATIVE, 150, 60, 1e-6, 0);
    SparseLinearModel same = slim.fit(train, Fitting.withSeed(1)).model();
    for (int i = 0; i < 150; i++) {
      for (int j = 0; j < 150; j++) {
        assertThat(ease.weight(i, j)).isEqualTo(same.weight(i, j));
      }
    }
  }

  /** numpy: Xs = np.vstack([X, np.sqrt(2) * F.T]) with F.T rows 1100 and 0011, lambda 1. */
  @Test
  void featuresOfItemsAreFurtherRows() {
    Attributes items =
        Attributes.none(SmallData.X5.items())
            .with(
                "genres",
                AttributeColumn.Categories.of(
                    List.of(List.of("a"), List.of("a"), List.of("b"), List.of("b"))));
    Fitting fitting =
        Fitting.withSeed(1)
            .withSideInformation(new SideInformation(SideInformation.NONE.users(), items));
    Ease ease = new Ease(1, Precision.DOUBLE).withSideWeight(2);
    SmallData.assertWeights(
        ease.fit(SmallData.X5, fitting).model(),
        2e-6,
        "0 .661157 -.297872 .358491",
        ".754717 0 .531915 -.433962");
    assertThatThrownBy(() -> fit(ease, SmallData.X5))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(
            "ease has sideWeight 2.0", "no attributes of its items", "sideWeight=0");
  }

  @Test
  void scoresAreTheSumOfTheWeightsOfTheHistory() {
    int items = Strips.WIDTH + 3;
    Interactions train = SmallData.random(90, items, 5);
    DenseLinearModel model = fit(new Ease(), train);
    float[] scores = SmallData.scores(model, train);
    for (int user = 0; user < train.userCount(); user++) {
      for (int j = 0; j < items; j++) {
        double sum = 0;
        for (int i : train.itemsOf(user)) {
          sum += model.weight(i, j);
        }
        assertThat((double) scores[user * items + j]).isCloseTo(sum, within(1e-5));
      }
    }
  }

  @Test
  void anItemThatNobodyHasScoresZero() {
    float[] scores =
        SmallData.scores(fit(new Ease(), SmallData.of("110", "100")), SmallData.of("110"));
    assertThat(scores[2]).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -3, Double.NaN})
  void lambdaIsChecked(double lambda) {
    assertThatThrownBy(() -> new Ease().withLambda(lambda))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("lambda is " + lambda, "more than 0");
  }

  /** Two equal columns of 3000 users: in 24 bits, 3000 + 1e-6 is 3000 and the matrix singular. */
  @Test
  void tooLittleRidgeForFloatsIsSaidSo() {
    String[] rows = new String[3000];
    Arrays.fill(rows, "11");
    Interactions train = SmallData.of(rows);
    Ease ease = new Ease(1e-6, Precision.FLOAT);
    assertThatThrownBy(() -> fit(ease, train))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("lambda is 1.0E-6", "double");
  }
}
