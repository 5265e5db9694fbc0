package org.refold.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Initializer;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Convolution.Shape;
import org.refold.nn.op.Convolution.Window;
import org.refold.nn.op.Golden;

class Conv2dTest {

  private static final Shape IMAGE = new Shape(2, 5, 4);
  private static final Window WINDOW = new Window(3, 2, 2, 1);

  private static void fill(Parameter parameter, double... numbers) {
    for (int k = 0; k < numbers.length; k++) {
      Matrix value = parameter.value();
      value.set(k / value.columns(), k % value.columns(), numbers[k]);
    }
  }

  private static double[] row(Matrix matrix) {
    double[] row = new double[matrix.columns()];
    for (int k = 0; k < row.length; k++) {
      row[k] = matrix.get(0, k);
    }
    return row;
  }

  /** A window of ones over 1 to 9: their sum, plus the bias; and less than nothing is cut off. */
  @Test
  void aFilterOfOnesAddsUpItsWindow() {
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    Conv2d layer =
        scope.conv2d(
            "conv",
            new Shape(1, 3, 3),
            2,
            new Window(3, 3, 1, 0),
            Activation.RELU,
            Initializer.constant(1));
    assertThat(layer.output()).isEqualTo(new Shape(2, 1, 1));
    fill(layer.bias(), 0.5, -46);
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 0);
      Var x = tape.constant(Matrix.of(1, 9, new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}));
      assertThat(row(layer.apply(x).value())).containsExactly(45.5, 0);
    }
  }

  /** A number puts its filter into the image. */
  @Test
  void theTransposedLayerPutsFiltersIntoTheImage() {
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    ConvTranspose2d layer =
        scope.convTranspose2d(
            "back",
            new Shape(1, 2, 4),
            1,
            new Window(2, 2, 2, 0),
            Activation.IDENTITY,
            Initializer.zeros());
    assertThat(layer.input()).isEqualTo(new Shape(1, 1, 2));
    assertThat(layer.output()).isEqualTo(new Shape(1, 2, 4));
    fill(layer.weight(), 1, 2, 3, 4);
    fill(layer.bias(), 0.5);
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 0);
      Var x = tape.constant(Matrix.of(1, 2, new double[] {2, -1}));
      assertThat(row(layer.apply(x).value()))
          .containsExactly(2.5, 4.5, -0.5, -1.5, 6.5, 8.5, -2.5, -3.5);
    }
  }

  @Test
  void gradientsThereAndBackAreLimitsOfDifferences() {
    Scope scope = Scope.drawing(Precision.DOUBLE, 3);
    Initializer normal = Initializer.normal(0.5);
    Conv2d there = scope.conv2d("there", IMAGE, 3, WINDOW, Activation.TANH, normal, normal);
    ConvTranspose2d back =
        scope.convTranspose2d("back", IMAGE, 3, WINDOW, Activation.SIGMOID, normal);
    assertThat(back.input()).isEqualTo(there.output());
    assertThat(back.output()).isEqualTo(there.input());
    Parameter x = Golden.sines(Precision.DOUBLE, .9, 1, 2, IMAGE.size());
    List<Parameter> all = new ArrayList<>(scope.parameters());
    assertThat(all).hasSize(4);
    all.add(x);
    LayerGradients.againstDifferences(all, tape -> back.apply(there.apply(tape.parameter(x))));
  }

  private static final class Fans implements Initializer {
    private final Set<List<Integer>> seen = new HashSet<>();

    @Override
    public double draw(SplittableRandom random, int fanIn, int fanOut) {
      seen.add(List.of(fanIn, fanOut));
      return 0;
    }
  }

  /** Windows of 3 x 2 over 2 channels with 5 filters: 12 numbers in, 30 out; and back. */
  @Test
  void fansAreThoseOfTheWindow() {
    Scope scope = Scope.drawing(1);
    Fans there = new Fans();
    Fans back = new Fans();
    Conv2d conv = scope.conv2d("there", IMAGE, 5, WINDOW, Activation.RELU, there);
    scope.convTranspose2d("back", IMAGE, 5, WINDOW, Activation.RELU, back);
    assertThat(there.seen).containsExactly(List.of(12, 30));
    assertThat(back.seen).containsExactly(List.of(30, 12));
    assertThat(conv.weight().value().rows()).isEqualTo(5);
    assertThat(conv.weight().value().columns()).isEqualTo(12);
    scope.close();
  }

  /** He et al.: the variance is 2 / 12, whatever the number of filters. */
  @Test
  void heKeepsTheVarianceOfAWindow() {
    Scope scope = Scope.drawing(1);
    Matrix w =
        scope
            .conv2d("conv", IMAGE, 2000, WINDOW, Activation.RELU, Initializer.he())
            .weight()
            .value();
    double squares = 0;
    for (int row = 0; row < w.rows(); row++) {
      for (int column = 0; column < w.columns(); column++) {
        squares += w.get(row, column) * w.get(row, column);
      }
    }
    // 24000 draws: the standard error of the variance is 0.0015
    assertThat(squares / w.size()).isBetween(2 / 12.0 - 0.0075, 2 / 12.0 + 0.0075);
    scope.close();
  }

  @Test
  void sizesAreKnownWithoutMemory() {
    Footprint footprint =
        Footprint.of(
            scope -> scope.conv2d("c", IMAGE, 5, WINDOW, Activation.RELU, Initializer.he()));
    assertThat(footprint.numbers()).isEqualTo(5 * 12 + 5);
  }

  @Test
  void aWindowThatDoesNotFitIsNamed() {
    Scope scope = Scope.drawing(1);
    Window large = new Window(9, 9, 1, 0);
    assertThatThrownBy(() -> scope.conv2d("c", IMAGE, 5, large, Activation.RELU, Initializer.he()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9 x 9");
  }
}
