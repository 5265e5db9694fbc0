package org.refold.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.Training;

class ElsaTest implements RecommenderConformance {

  /** Two of the histories of the golden matrix. */
  private static final SparseRows USERS =
      SparseRows.ofOnes(4, new int[] {0, 1}, new int[] {0, 1, 2});

  @Override
  public Recommender recommender() {
    return new Elsa(8, Training.adam(0.1, 32, 20));
  }

  /** numpy: A /= np.linalg.norm(A, axis=1)[:, None]; y = x @ A @ A.T - x, for users 0 and 1. */
  @Test
  void goldenScores() {
    ElsaModel model =
        ElsaModel.scaled(
            new Elsa(2, Training.adam(0.1, 2, 1)),
            SmallData.X5.items(),
            Matrix.of(4, 2, 3f, 4f, 1f, 0f, 0f, 2f, 1f, 1f));
    double[] expected = {.6, .6, .8, 1.697056, 1.4, .6, .8, 2.404163};
    float[] scores = SmallData.scores(model, SmallData.X5);
    for (int k = 0; k < expected.length; k++) {
      assertThat((double) scores[k]).isCloseTo(expected[k], within(1e-6));
    }
  }

  private static double loss(Tape tape, Parameter a) {
    tape.begin(Mode.TRAINING, 1, 1);
    return Elsa.loss(tape, USERS, a).item();
  }

  /** The same in numpy: np.mean((y / |y| - x / |x|)**2); gradients by finite differences. */
  @Test
  void goldenLossAndItsGradient() {
    try (Matrix value = Matrix.of(4, 2, 3., 4., 1., 0., 0., 2., 1., 1.);
        Tape tape = Tape.ofDoubles()) {
      Parameter a = Parameter.of("items", Parameter.Role.WEIGHT, value);
      assertThat(loss(tape, a)).isCloseTo(.260275, within(1e-6));
      tape.begin(Mode.TRAINING, 1, 1);
      tape.backward(Elsa.loss(tape, USERS, a));
      double[][] gradient = new double[4][2];
      for (int i = 0; i < 4; i++) {
        for (int k = 0; k < 2; k++) {
          gradient[i][k] = a.gradient().filled().get(i, k);
        }
      }
      for (int i = 0; i < 4; i++) {
        for (int k = 0; k < 2; k++) {
          double at = value.get(i, k);
          value.set(i, k, at + 1e-5);
          double above = loss(tape, a);
          value.set(i, k, at - 1e-5);
          double below = loss(tape, a);
          value.set(i, k, at);
          assertThat(gradient[i][k]).isCloseTo((above - below) / 2e-5, within(1e-8));
        }
      }
    }
  }

  @Test
  void vectorsHaveLengthOne() {
    ElsaModel model =
        new Elsa(3, Training.adam(0.1, 10, 3))
            .fit(SmallData.random(40, 12, 3), Fitting.withSeed(1))
            .model();
    for (int item = 0; item < 12; item++) {
      double squares = 0;
      for (int k = 0; k < 3; k++) {
        squares += Math.pow(model.vectors().get(item, k), 2);
      }
      assertThat(squares).isCloseTo(1, within(1e-6));
      assertThat(model.weight(item, item)).isZero();
    }
    assertThat(model.vectors().precision()).isEqualTo(Precision.FLOAT);
  }

  @Test
  void latentIsChecked() {
    assertThatThrownBy(() -> new Elsa().withLatent(0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("latent is 0", "at least 1");
  }
}
