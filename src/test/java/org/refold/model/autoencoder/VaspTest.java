package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Products;
import org.refold.nn.op.Sums;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.neural.HistoryModel;

class VaspTest implements RecommenderConformance {

  private static final Vasp SMALL =
      new Vasp()
          .withHidden(LayerSizes.of(6, 6))
          .withDecoderLayers(2)
          .withLatent(3)
          .withBatchSize(2)
          .withEpochs(3);

  @Override
  public Recommender recommender() {
    return new Vasp()
        .withHidden(LayerSizes.of(16, 16))
        .withDecoderLayers(2)
        .withLatent(8)
        .withLearningRate(0.01)
        .withBatchSize(32)
        .withEpochs(30);
  }

  /** By NumPy: -.25 .2^2 log .8 for a one at .8, -.75 .3^2 log .7 for a zero at .3. */
  @ParameterizedTest
  @CsvSource({"0.8, true, 0.002231436", "0.3, false, 0.024075559"})
  void theFocalLossOfOneOutput(double p, boolean one, double loss) {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 1);
      SparseRows target =
          one ? SparseRows.ofOnes(1, new int[] {0}) : SparseRows.ofOnes(1, new int[0]);
      Var focal = Losses.focal(tape.constant(Matrix.of(1, 1, p)), target, 0.25, 2);
      assertThat(focal.item()).isEqualTo(loss, within(1e-9));
    }
  }

  /** The sum of all entries of x w has the slope (sum of x in the row) everywhere but there. */
  @Test
  void theDiagonalHasNoGradient() {
    SparseRows x = SparseRows.ofOnes(3, new int[] {0, 2}, new int[] {2});
    Parameter w = Parameter.of("w", Parameter.Role.WEIGHT, Matrix.doubles(3, 3));
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 1);
      tape.backward(Sums.sum(Products.multiplySparseHollow(x, tape.parameter(w))));
    }
    double[][] expected = {{0, 1, 1}, {0, 0, 0}, {2, 2, 0}};
    Matrix gradient = w.gradient().filled();
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        assertThat(gradient.get(row, column)).isEqualTo(expected[row][column]);
      }
    }
  }

  @Test
  void scoresAreProbabilities() {
    Interactions train =
        GoldenNumbers.histories(7, new int[] {0, 2, 3, 6}, new int[] {1, 5}, new int[] {0, 1, 4});
    try (Fitted<HistoryModel> fitted = SMALL.fit(train, Fitting.withSeed(1))) {
      assertThat(fitted.log().notes("kl")).hasSize(3).doesNotContain(Double.NaN);
      float[] scores = new float[3 * 7];
      fitted.model().score(train, 0, 3, scores);
      for (float score : scores) {
        assertThat(score).isBetween(0f, 1f);
      }
    }
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withLatent(0), "latent is 0");
    assertRefused(() -> SMALL.withDecoderLayers(0), "decoderLayers is 0");
    assertRefused(() -> SMALL.withHidden(LayerSizes.of(6, 7)), "hidden is 6x7");
    assertRefused(() -> SMALL.withL2(-1), "l2 is -1.0");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
