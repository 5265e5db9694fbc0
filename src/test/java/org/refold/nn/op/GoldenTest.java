package org.refold.nn.op;

import static org.refold.nn.op.Golden.assertGolden;
import static org.refold.nn.op.Golden.sines;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** Networks and layers against PyTorch; golden.py in the test resources made the numbers. */
class GoldenTest {

  private static double tolerance(Precision precision) {
    return precision == Precision.FLOAT ? 2e-6 : 1e-13;
  }

  private static Matrix cosines(
      Precision precision, double frequency, int first, int rows, int columns) {
    Matrix matrix = Matrix.zeros(precision, rows, columns);
    for (int k = 0; k < rows * columns; k++) {
      matrix.set(k / columns, k % columns, Math.cos(frequency * (k + first)));
    }
    return matrix;
  }

  @ParameterizedTest
  @EnumSource
  void multVaeLossAndGradients(Precision precision) {
    SparseRows batch =
        SparseRows.ofOnes(
            7, new int[] {0, 2, 3, 6}, new int[] {1}, new int[] {}, new int[] {0, 1, 2, 4, 6});
    List<Parameter> w =
        List.of(
            sines(precision, .7, .5, 7, 5),
            sines(precision, .3, .1, 1, 5),
            sines(precision, 1.1, .6, 5, 6),
            sines(precision, .2, .1, 1, 6),
            sines(precision, 1.7, .5, 3, 5),
            sines(precision, .4, .1, 1, 5),
            sines(precision, .9, .7, 5, 7),
            sines(precision, .6, .1, 1, 7));
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.TRAINING, 0, 0);
      Var[] p = w.stream().map(tape::parameter).toArray(Var[]::new);
      Var h = Layers.sparse(Inputs.normalised(tape, batch), p[0], p[1], Activation.TANH);
      Var code = Layers.dense(h, p[2], p[3], Activation.IDENTITY);
      Var mu = Columns.slice(code, 0, 3);
      Var logVariance = Columns.slice(code, 3, 6);
      Var noise = tape.constant(cosines(precision, 1.3, 1, 4, 3));
      Var deviation = Elements.exp(Elements.scale(0.5, logVariance));
      Var z = Elements.add(mu, Elements.multiply(noise, deviation));
      Var d = Layers.dense(z, p[4], p[5], Activation.TANH);
      Var logits = Layers.dense(d, p[6], p[7], Activation.IDENTITY);
      assertGolden("multvae.logits", logits.value(), tolerance(precision));
      Var nll = Losses.multinomial(logits, batch);
      Var kl = Losses.gaussianDivergence(mu, logVariance);
      tape.backward(Elements.combine(1, nll, 0.15, kl));
      assertGolden("multvae.nll", nll.value(), tolerance(precision));
      assertGolden("multvae.kl", kl.value(), tolerance(precision));
      for (int k = 0; k < w.size(); k++) {
        Matrix gradient = w.get(k).gradient().filled();
        assertGolden("multvae.gradient." + k, gradient, tolerance(precision));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void layerNormalisation(Precision precision) {
    Parameter x = sines(precision, .7, 2, 3, 5);
    Parameter gain = sines(precision, .5, 1, 1, 5);
    Parameter shift = sines(precision, .8, 1, 1, 5);
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.TRAINING, 0, 0);
      Var y = Normal.layer(tape.parameter(x), tape.parameter(gain), tape.parameter(shift), 1e-5);
      assertGolden("layernorm.value", y.value(), tolerance(precision));
      Var weights = tape.constant(cosines(precision, 1, 0, 3, 5));
      tape.backward(Sums.sum(Elements.multiply(y, weights)));
    }
    assertGolden("layernorm.gradient.x", x.gradient().filled(), tolerance(precision));
    assertGolden("layernorm.gradient.gain", gain.gradient().filled(), tolerance(precision));
    assertGolden("layernorm.gradient.shift", shift.gradient().filled(), tolerance(precision));
  }

  @ParameterizedTest
  @EnumSource
  void gelu(Precision precision) {
    Parameter x = sines(precision, .7, 3, 3, 5);
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.TRAINING, 0, 0);
      Var y = Elements.activate(tape.parameter(x), Activation.GELU);
      assertGolden("gelu.value", y.value(), tolerance(precision));
      Var weights = tape.constant(cosines(precision, 1, 0, 3, 5));
      tape.backward(Sums.sum(Elements.multiply(y, weights)));
    }
    assertGolden("gelu.gradient", x.gradient().filled(), tolerance(precision));
  }
}
