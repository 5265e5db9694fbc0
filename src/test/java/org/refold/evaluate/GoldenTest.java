package org.refold.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.MetricContext;

/**
 * Metrics against an independent computation: {@code golden.py}, beside the data, made {@code
 * golden.txt} with numpy, and found it equal there to the program of the Mult-VAE paper's metrics.
 */
class GoldenTest {

  private static final int USERS = 40;
  private static final int ITEMS = 150;

  @TestFactory
  List<DynamicTest> equalsNumpy() {
    List<String> lines = lines();
    float[][] scores = new float[USERS][];
    int[][] foldIn = new int[USERS][];
    int[][] foldOut = new int[USERS][];
    float[][] ratings = new float[USERS][];
    for (int user = 0; user < USERS; user++) {
      scores[user] = floats(lines.get(4 * user));
      foldIn[user] = ints(lines.get(4 * user + 1));
      foldOut[user] = ints(lines.get(4 * user + 2));
      ratings[user] = floats(lines.get(4 * user + 3));
    }
    Interactions histories = Fixtures.interactions(ITEMS, foldIn);
    Holdout holdout = Fixtures.strong(histories, Fixtures.rated(ITEMS, foldOut, ratings));
    List<String> expected = lines.subList(4 * USERS, lines.size());
    String metrics = String.join(",", expected.stream().map(GoldenTest::name).toList());
    Evaluation evaluation =
        Evaluator.of(metrics)
            .evaluate(new Fixtures.ScoreTable(scores), holdout, MetricContext.of(histories));
    return expected.stream()
        .map(
            line ->
                DynamicTest.dynamicTest(
                    name(line),
                    () ->
                        assertThat(evaluation.metric(name(line)).mean())
                            .isCloseTo(value(line), within(1e-9))))
        .toList();
  }

  private static String name(String line) {
    return line.substring(0, line.indexOf(' '));
  }

  private static double value(String line) {
    return Double.parseDouble(line.substring(line.indexOf(' ')));
  }

  private static List<String> lines() {
    try (InputStream in = GoldenTest.class.getResourceAsStream("golden.txt")) {
      byte[] all = Objects.requireNonNull(in, "golden.txt").readAllBytes();
      return new String(all, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int[] ints(String line) {
    return line.isBlank()
        ? new int[0]
        : Arrays.stream(line.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
  }

  private static float[] floats(String line) {
    int[] numbers = ints(line);
    float[] result = new float[numbers.length];
    for (int k = 0; k < result.length; k++) {
      result[k] = numbers[k];
    }
    return result;
  }
}
