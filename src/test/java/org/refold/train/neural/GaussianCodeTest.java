package org.refold.train.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.refold.kernel.Matrix;
import org.refold.nn.Mode;
import org.refold.nn.Tape;

class GaussianCodeTest {

  /** Collapsed units have means that are noise of a standard deviation of 0.02; others 0.5. */
  @RepeatedTest(20)
  void aPlantedCollapseIsFound(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    int units = 12;
    int alive = random.nextInt(units + 1);
    Matrix means = Matrix.floats(200, units);
    for (int row = 0; row < 200; row++) {
      for (int unit = 0; unit < units; unit++) {
        means.set(row, unit, 0.7 + random.nextGaussian() * (unit < alive ? 0.5 : 0.02));
      }
    }
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.TRAINING, 1, 1);
      GaussianCode code = new GaussianCode(tape.constant(means), tape.constant(means));
      assertThat(code.activeShare()).isEqualTo(alive / 12.0, within(1e-12));
    }
  }

  /** By hand at mu = .5 and a log variance of -1: (.25 + .367879 - 1 + 1) / 2. */
  @Test
  void theMomentsAreHalvesOfTheEncodersOutputs() {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 1);
      GaussianCode code = GaussianCode.of(tape.constant(Matrix.of(1, 2, 0.5, -1.0)));
      assertThat(code.mean().item()).isEqualTo(0.5);
      assertThat(code.divergence().item()).isEqualTo(0.308940, within(1e-6));
      assertThat(code.drawn(1).item()).isEqualTo(0.5);
      assertThat(code.activeShare()).isZero();
    }
  }
}
