package org.refold.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.data.Interactions;
import org.refold.model.RecommenderConformance;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

class Rp3BetaTest implements RecommenderConformance {

  private static final Rp3Beta WALK = new Rp3Beta(1, 0.5, 100, Normalisation.NONE);

  @Override
  public Recommender recommender() {
    return new Rp3Beta();
  }

  @Override
  public ItemOrder itemOrder() {
    return ItemOrder.IGNORED;
  }

  private static SparseLinearModel fit(Rp3Beta walk, Interactions train) {
    return walk.fit(train, Fitting.withSeed(1)).model();
  }

  /** numpy: Pui = X / X.sum(1, keepdims=True); Piu = X.T / X.sum(0)[:, None]; Piu @ Pui. */
  @Test
  void goldenWeights() {
    SmallData.assertWeights(
        fit(WALK, SmallData.X5), 1e-6, "0 .160375 .06415 .117851", ".160375 0 .160375 0");
    SparseLinearModel normalised =
        fit(WALK.withNormalisation(Normalisation.UNIT_SUM), SmallData.X5);
    SmallData.assertWeights(normalised, 1e-6, "0 .468418 .187367 .344215");
    float[] scores = normalised.scores(SmallData.X5, 0);
    float[] expected = {.5f, .468418f, .687367f, .344215f};
    for (int j = 0; j < 4; j++) {
      assertThat(scores[j]).isCloseTo(expected[j], within(1e-6f));
    }
  }

  /** Steps back and forth are probabilities: without exponent 0.5, rows and diagonal sum to 1. */
  @Test
  void aWalkEndsSomewhere() {
    Interactions train = SmallData.random(40, 25, 7);
    SparseLinearModel model = fit(WALK.withPopularityExponent(0), train);
    for (int i = 0; i < 25; i++) {
      double sum = 0;
      int users = 0;
      for (int user = 0; user < train.userCount(); user++) {
        if (train.contains(user, i)) {
          sum += 1.0 / train.count(user);
          users++;
        }
      }
      sum /= Math.max(1, users);
      for (int j = 0; j < 25; j++) {
        sum += model.weight(i, j);
      }
      assertThat(sum).isCloseTo(users > 0 ? 1 : 0, within(1e-6));
    }
  }

  /** Row 1 keeps 0 of two equal weights; then column 1 of {0: .160, 2: .160, 3: 0} keeps 0. */
  @Test
  void rowsArePrunedBeforeColumns() {
    SparseLinearModel model = fit(WALK.withNeighbours(1), SmallData.X5);
    SmallData.assertWeights(model, 1e-6, "0 .160375 0 0", ".160375 0 0 0", "0 0 0 0", "0 0 0 0");
  }

  static List<UnaryOperator<Rp3Beta>> wrong() {
    return List.of(
        walk -> walk.withAlpha(-1),
        walk -> walk.withPopularityExponent(-1),
        walk -> walk.withNeighbours(0));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void hyperParametersAreChecked(UnaryOperator<Rp3Beta> change) {
    assertThatThrownBy(() -> change.apply(new Rp3Beta()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("but must be");
  }
}
