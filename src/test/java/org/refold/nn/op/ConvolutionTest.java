package org.refold.nn.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.refold.nn.op.Case.operation;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Convolution.Shape;
import org.refold.nn.op.Convolution.Window;

class ConvolutionTest {

  private static final Shape IMAGE = new Shape(2, 5, 4);
  private static final Window PADDED = new Window(3, 2, 2, 1);
  private static final Window PLAIN = new Window(2, 2, 1, 0);

  static List<Case> operations() {
    List<Case> cases = new ArrayList<>();
    for (Window window : List.of(PADDED, PLAIN)) {
      int given = window.over(IMAGE, 3).size();
      int size = 2 * window.height() * window.width();
      cases.add(
          operation(
              "conv " + window,
              (t, x) -> Convolution.conv2d(x[0], IMAGE, x[1], x[2], window),
              2,
              IMAGE.size(),
              3,
              size,
              1,
              3));
      cases.add(
          operation(
              "transposed " + window,
              (t, x) -> Convolution.transposed(x[0], x[1], x[2], window, IMAGE),
              2,
              given,
              3,
              size,
              1,
              2));
    }
    cases.add(
        operation(
            "conv and back by the same weights, no bias",
            (t, x) ->
                Convolution.transposed(
                    Convolution.conv2d(x[0], IMAGE, x[1], null, PADDED), x[1], null, PADDED, IMAGE),
            2,
            IMAGE.size(),
            3,
            12));
    return cases;
  }

  @ParameterizedTest
  @MethodSource("operations")
  void gradientIsTheLimitOfDifferences(Case operation) {
    GradientCheck.againstDifferences(operation);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void singlePrecisionAgreesWithDouble(Case operation) {
    GradientCheck.singleAgainstDouble(operation);
  }

  private static int[] shape(int rows, Shape image) {
    return new int[] {rows, image.channels(), image.height(), image.width()};
  }

  /** The number of a sample at a point of a channel, zero beyond the borders. */
  private static double at(Matrix images, int[] shape, int n, int channel, int line, int column) {
    if (line < 0 || line >= shape[2] || column < 0 || column >= shape[3]) {
      return 0;
    }
    return images.get(n, (channel * shape[2] + line) * shape[3] + column);
  }

  /** Against the definition, over all four corners of sizes, strides and paddings. */
  @Property(tries = 150)
  void isTheDefinition(
      @ForAll @IntRange(min = 1, max = 3) int channels,
      @ForAll @IntRange(min = 3, max = 7) int height,
      @ForAll @IntRange(min = 3, max = 7) int width,
      @ForAll @IntRange(min = 1, max = 3) int windowHeight,
      @ForAll @IntRange(min = 1, max = 3) int windowWidth,
      @ForAll @IntRange(min = 1, max = 3) int stride,
      @ForAll @IntRange(max = 2) int padding) {
    Shape image = new Shape(channels, height, width);
    Window window = new Window(windowHeight, windowWidth, stride, padding);
    Shape result = window.over(image, 4);
    int size = channels * windowHeight * windowWidth;
    for (Precision precision : Precision.values()) {
      Matrix x = Golden.sines(precision, .7, 1, 3, image.size()).value();
      Matrix w = Golden.sines(precision, 1.1, 1, 4, size).value();
      Matrix b = Golden.sines(precision, .4, 1, 1, 4).value();
      try (Tape tape = Tape.of(precision)) {
        tape.begin(Mode.SCORING, 1, 0);
        Var y =
            Convolution.conv2d(tape.constant(x), image, tape.constant(w), tape.constant(b), window);
        for (int n = 0; n < 3; n++) {
          for (int filter = 0; filter < 4; filter++) {
            for (int line = 0; line < result.height(); line++) {
              for (int column = 0; column < result.width(); column++) {
                double sum = b.get(0, filter);
                for (int k = 0; k < size; k++) {
                  int channel = k / (windowHeight * windowWidth);
                  int down = k / windowWidth % windowHeight;
                  int across = k % windowWidth;
                  sum +=
                      w.get(filter, k)
                          * at(
                              x,
                              shape(3, image),
                              n,
                              channel,
                              line * stride + down - padding,
                              column * stride + across - padding);
                }
                assertThat(at(y.value(), shape(3, result), n, filter, line, column))
                    .isCloseTo(sum, within(1e-5));
              }
            }
          }
        }
      }
    }
  }

  /** The transpose of a linear map: the same inner product on either side. */
  @Property(tries = 100)
  void isTransposed(
      @ForAll @IntRange(min = 3, max = 8) int height,
      @ForAll @IntRange(min = 1, max = 3) int window,
      @ForAll @IntRange(min = 1, max = 3) int stride,
      @ForAll @IntRange(max = 2) int padding) {
    Shape image = new Shape(2, height, 6);
    Window square = new Window(window, window, stride, padding);
    Precision precision = Precision.FLOAT;
    Matrix w = Golden.sines(precision, 1.1, 1, 3, 2 * window * window).value();
    Matrix x = Golden.sines(precision, .7, 1, 2, image.size()).value();
    Matrix z = Golden.sines(precision, .9, 1, 2, square.over(image, 3).size()).value();
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.SCORING, 1, 0);
      Var weights = tape.constant(w);
      Var y = Convolution.conv2d(tape.constant(x), image, weights, null, square);
      Var back = Convolution.transposed(tape.constant(z), weights, null, square, image);
      double there = Sums.sum(Elements.multiply(y, tape.constant(z))).item();
      double here = Sums.sum(Elements.multiply(back, tape.constant(x))).item();
      assertThat(there).isCloseTo(here, within(1e-4));
    }
  }

  /** More samples than blocks, so that some blocks hold several. */
  @Test
  void threadsDoNotChangeABit() {
    int before = Parallel.threads();
    try {
      Parallel.setThreads(1);
      List<float[]> alone = gradients();
      Parallel.setThreads(3);
      List<float[]> together = gradients();
      for (int k = 0; k < alone.size(); k++) {
        assertThat(together.get(k)).isEqualTo(alone.get(k));
      }
    } finally {
      Parallel.setThreads(before);
    }
  }

  private static List<float[]> gradients() {
    Shape image = new Shape(3, 20, 20);
    Window window = new Window(3, 3, 1, 1);
    Parameter x = Golden.sines(Precision.FLOAT, .7, 1, 37, image.size());
    Parameter w = Golden.sines(Precision.FLOAT, 1.1, 1, 8, 27);
    Parameter b = Golden.sines(Precision.FLOAT, .3, 1, 1, 8);
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.TRAINING, 1, 0);
      Var y =
          Convolution.conv2d(
              tape.parameter(x), image, tape.parameter(w), tape.parameter(b), window);
      tape.backward(Sums.squares(1, List.of(y)));
    }
    List<float[]> all = new ArrayList<>();
    for (Parameter parameter : List.of(x, w, b)) {
      Matrix gradient = parameter.gradient().matrix();
      float[] numbers = new float[(int) gradient.size()];
      gradient.readRows(0, gradient.rows(), numbers, 0);
      all.add(numbers);
    }
    return all;
  }

  @Test
  void whatDoesNotFitIsNamed() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 0);
      Var x = tape.constant(Matrix.floats(2, 40));
      Var w = tape.constant(Matrix.floats(3, 8));
      assertThatThrownBy(() -> Convolution.conv2d(x, new Shape(2, 5, 5), w, null, PLAIN))
          .hasMessageContainingAll("images", "[2, 40]", "50");
      assertThatThrownBy(() -> Convolution.conv2d(x, IMAGE, w, null, PADDED))
          .hasMessageContainingAll("weights", "[3, 8]", "12");
      assertThatThrownBy(() -> new Window(9, 9, 1, 0).over(IMAGE, 1))
          .hasMessageContainingAll("9 x 9", "5 x 4");
      assertThatThrownBy(() -> new Window(2, 2, 0, 0).over(IMAGE, 1))
          .hasMessageContaining("stride 0");
    }
  }
}
