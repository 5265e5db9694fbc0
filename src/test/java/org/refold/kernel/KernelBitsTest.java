package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A kernel gives the same bits when it is interpreted as when it was compiled in the middle of a
 * run. Tests that ran before in the same process may have compiled it already: alone, or first,
 * this one compares the first call with a late one.
 */
class KernelBitsTest {

  private static final int ARRAYS = 100;
  private static final int LENGTH = 67;
  private static final int CALLS_UNTIL_COMPILED = 20_000;

  /** Some numbers of sizes so different that each order of a sum rounds in its own way. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Numbers(float[] x, float[] y, float[] gain, int[] rows) {

    static Numbers of(int seed) {
      SplittableRandom random = new SplittableRandom(seed);
      int[] rows = random.ints(5, 0, 4).toArray();
      return new Numbers(
          floats(random, 5 * LENGTH), floats(random, 5 * LENGTH), floats(random, LENGTH), rows);
    }

    private static float[] floats(SplittableRandom random, int count) {
      float[] numbers = new float[count];
      for (int k = 0; k < count; k++) {
        numbers[k] = (float) ((random.nextDouble() - 0.5) * Math.exp(4 * random.nextDouble()));
      }
      return numbers;
    }
  }

  @TestFactory
  Stream<DynamicTest> theFirstCallGivesTheBitsOfALateOne() {
    return FloatArrays.providers().stream()
        .flatMap(
            provider -> {
              Linear linear = provider.linear();
              RowScaling scaling = provider.scaling();
              return Stream.of(
                  test(provider, "sum", n -> new float[] {linear.sum(n.x, 0, LENGTH)}),
                  test(provider, "max", n -> new float[] {linear.max(n.x, 0, LENGTH)}),
                  test(provider, "dot", n -> new float[] {linear.dot(n.x, 0, n.y, 0, LENGTH)}),
                  test(
                      provider,
                      "dotRows",
                      n -> {
                        float[] products = new float[5];
                        linear.dotRows(n.x, 0, LENGTH, n.y, 0, LENGTH, n.rows, products, 0, 5);
                        return products;
                      }),
                  test(
                      provider,
                      "addRows",
                      n -> {
                        float[] sum = n.gain.clone();
                        linear.addRows(n.x, 0, LENGTH, n.rows, n.y, 0, 5, sum, 0);
                        return sum;
                      }),
                  test(
                      provider,
                      "expShiftedSum",
                      n -> {
                        float[] powers = new float[LENGTH + 1];
                        powers[LENGTH] = linear.expShiftedSum(30, n.x, powers, 0, LENGTH);
                        return powers;
                      }),
                  test(
                      provider,
                      "layerNorm",
                      n -> {
                        float[] y = new float[LENGTH + 2];
                        scaling.layerNorm(1e-5f, n.x, y, 0, n.gain, n.y, LENGTH, y, LENGTH);
                        return y;
                      }),
                  test(
                      provider,
                      "layerNormGradient",
                      n -> {
                        float[] g = n.y.clone();
                        float[] sums = new float[LENGTH];
                        scaling.layerNormGradient(
                            n.x, g, 0, n.gain, LENGTH, 0.1f, 0.7f, sums, new float[LENGTH]);
                        return g;
                      }),
                  test(
                      provider,
                      "softmaxGradient",
                      n -> {
                        float[] g = n.y.clone();
                        scaling.softmaxGradient(n.x, g, 0, LENGTH);
                        return g;
                      }));
            });
  }

  private static DynamicTest test(
      Provider provider, String name, Function<Numbers, float[]> kernel) {
    return DynamicTest.dynamicTest(
        name + ", " + provider.name(),
        () -> {
          List<Numbers> inputs =
              Stream.iterate(0, k -> k + 1).limit(ARRAYS).map(Numbers::of).toList();
          List<float[]> first = inputs.stream().map(kernel).toList();
          for (int call = 0; call < CALLS_UNTIL_COMPILED; call++) {
            kernel.apply(inputs.get(call % ARRAYS));
          }
          for (int k = 0; k < ARRAYS; k++) {
            assertThat(bits(kernel.apply(inputs.get(k)))).containsExactly(bits(first.get(k)));
          }
        });
  }

  private static int[] bits(float[] numbers) {
    int[] bits = new int[numbers.length];
    Arrays.setAll(bits, k -> Float.floatToRawIntBits(numbers[k]));
    return bits;
  }
}
