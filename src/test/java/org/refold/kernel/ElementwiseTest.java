package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both providers against the functions of {@link Math} in double. */
class ElementwiseTest {

  private static final float SCALE = 1.05f;
  private static final float ALPHA = 1.67f;
  private static final float SLOPE = 1.6f;
  private static final float CUBIC = 0.045f;

  @FunctionalInterface
  interface Loop {
    void run(float[] x, float[] y, int from, int to);
  }

  /**
   * A function under test: the loop, what it should be, and the units in the last place allowed.
   */
  record Case(String name, Loop loop, DoubleUnaryOperator expected, double ulps) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  static Stream<Case> functions() {
    return FloatArrays.providers().stream().flatMap(ElementwiseTest::functionsOf);
  }

  private static Stream<Case> functionsOf(Provider provider) {
    Elementwise e = provider.elementwise();
    String by = " by " + provider.name();
    return Stream.of(
        new Case("exp" + by, e::exp, Math::exp, 3),
        new Case("tanh" + by, e::tanh, Math::tanh, 4),
        new Case("sigmoid" + by, e::sigmoid, ElementwiseTest::sigmoid, 3),
        new Case("relu" + by, e::relu, x -> Math.max(x, 0), 0),
        new Case(
            "elu" + by,
            (x, y, from, to) -> e.elu(SCALE, ALPHA, x, y, from, to),
            x -> x > 0 ? SCALE * x : (double) SCALE * ALPHA * Math.expm1(x),
            4),
        new Case(
            "softplus" + by,
            e::softplus,
            x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
            6));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isCloseOnRangesOfAnyLength(Case function) {
    for (int length = 0; length <= FloatArrays.LONGEST; length++) {
      float[] x = FloatArrays.varied(length + 5, length);
      float[] y = new float[length + 5];
      function.loop().run(x, y, 2, length + 2);
      for (int k = 0; k < y.length; k++) {
        boolean inside = k >= 2 && k < length + 2;
        double expected = inside ? function.expected().applyAsDouble(x[k]) : 0;
        FloatArrays.requireClose(y[k], expected, inside ? function.ulps() : 0, "x = " + x[k]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isCloseOverTheWholeLine(Case function) {
    // steps of a prime number of bit patterns, both signs, infinities and NaN
    int count = 1 << 17;
    float[] x = new float[count];
    for (int k = 0; k < count; k++) {
      x[k] = Float.intBitsToFloat(k * 32749);
    }
    x[0] = Float.NaN;
    x[1] = Float.POSITIVE_INFINITY;
    x[2] = Float.NEGATIVE_INFINITY;
    float[] y = x.clone();
    function.loop().run(y, y, 0, count);
    for (int k = 0; k < count; k++) {
      if (k == 0 || !Float.isNaN(x[k])) {
        FloatArrays.requireClose(
            y[k], function.expected().applyAsDouble(x[k]), function.ulps(), "x = " + x[k]);
      }
    }
  }

  @Test
  void theGateIsTheInputTimesASigmoid() {
    for (Provider provider : FloatArrays.providers()) {
      for (int length = 0; length <= FloatArrays.LONGEST; length++) {
        float[] x = FloatArrays.small(length, length);
        float[] y = new float[length];
        provider.elementwise().gate(SLOPE, CUBIC, x, y, 0, length);
        for (int k = 0; k < length; k++) {
          double value = x[k];
          double expected = value * sigmoid(SLOPE * (value + CUBIC * value * value * value));
          FloatArrays.requireClose(y[k], expected, 6, "x = " + x[k]);
        }
      }
    }
  }

  /** A derivative under test, as a function of x; y is the output for x. */
  record Slope(String name, Loop loop, DoubleUnaryOperator function) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Slope> slopes() {
    return FloatArrays.providers().stream().flatMap(ElementwiseTest::slopesOf);
  }

  private static Stream<Slope> slopesOf(Provider provider) {
    Elementwise e = provider.elementwise();
    return List.of(
        new Slope("tanh", e::tanhGradient, Math::tanh),
        new Slope("sigmoid", e::sigmoidGradient, ElementwiseTest::sigmoid),
        new Slope("relu", e::reluGradient, x -> Math.max(x, 0)),
        new Slope(
            "elu",
            (y, g, from, to) -> e.eluGradient(SCALE, ALPHA, y, g, from, to),
            x -> x > 0 ? SCALE * x : (double) SCALE * ALPHA * Math.expm1(x)),
        new Slope("softplus", e::softplusGradient, x -> Math.log1p(Math.exp(x))),
        new Slope(
            "gate",
            (x, g, from, to) -> e.gateGradient(SLOPE, CUBIC, x, g, from, to),
            x -> x * sigmoid(SLOPE * (x + CUBIC * x * x * x))))
        .stream();
  }

  @ParameterizedTest
  @MethodSource("slopes")
  void gradientsAreDifferenceQuotients(Slope slope) {
    double step = 1e-5;
    for (int length = 0; length <= FloatArrays.LONGEST; length++) {
      float[] x = FloatArrays.small(length, 3L * length);
      float[] given = new float[length];
      float[] gradient = FloatArrays.small(length, 7L * length);
      double[] expected = new double[length];
      for (int k = 0; k < length; k++) {
        double at = x[k];
        given[k] = slope.name().equals("gate") ? x[k] : (float) slope.function().applyAsDouble(at);
        double quotient =
            (slope.function().applyAsDouble(at + step) - slope.function().applyAsDouble(at - step))
                / (2 * step);
        expected[k] = gradient[k] * quotient;
      }
      slope.loop().run(given, gradient, 0, length);
      for (int k = 0; k < length; k++) {
        assertThat((double) gradient[k]).isCloseTo(expected[k], within(2e-6));
      }
    }
  }
}
