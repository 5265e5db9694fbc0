package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Parameter;

/** Matrices that a Python script beside them computed with PyTorch, in double precision. */
final class GoldenNumbers {

  private final Map<String, Matrix> matrices = new HashMap<>();

  /** Reads lines of a name, rows, columns and the numbers. */
  GoldenNumbers(String file) {
    try (InputStream in = GoldenNumbers.class.getResourceAsStream(file)) {
      assertThat(in).as(file).isNotNull();
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(this::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String line) {
    String[] words = line.split(" ", -1);
    double[] numbers = Arrays.stream(words).skip(3).mapToDouble(Double::parseDouble).toArray();
    int rows = Integer.parseInt(words[1]);
    matrices.put(words[0], Matrix.of(rows, Integer.parseInt(words[2]), numbers));
  }

  /** Single precision computes in 24 bits, so losses of about 5 are right to a few millionths. */
  static double tolerance(Precision precision) {
    return precision == Precision.FLOAT ? 1e-5 : 1e-12;
  }

  /** Gives parameters the values that the scripts give them. */
  static void fillWithSines(List<Parameter> parameters) {
    for (int p = 0; p < parameters.size(); p++) {
      Matrix value = parameters.get(p).value();
      for (int k = 0; k < value.size(); k++) {
        double number = Math.sin((0.3 + 0.2 * p) * (k + 1)) / 2;
        value.set(k / value.columns(), k % value.columns(), number);
      }
    }
  }

  /** Histories as training data, with users a, b, c... and as many items as wanted. */
  static Interactions histories(int items, int[]... histories) {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    for (int user = 0; user < histories.length; user++) {
      for (int item : histories[user]) {
        builder.add(user, item, 1, 0);
      }
    }
    return builder.build(
        names("user ", histories.length),
        names("item ", items),
        InteractionsBuilder.Duplicates.KEEP);
  }

  private static Vocabulary names(String prefix, int count) {
    String[] names = new String[count];
    Arrays.setAll(names, k -> prefix + k);
    return Vocabulary.of(List.of(names));
  }

  /** Checks the gradients of all parameters against those named {@code name.gradient.0, ...1}. */
  void checkGradients(String name, List<Parameter> parameters, double tolerance) {
    for (int p = 0; p < parameters.size(); p++) {
      check(name + ".gradient." + p, parameters.get(p).gradient().filled(), tolerance);
    }
  }

  void check(String name, double actual, double tolerance) {
    check(name, Matrix.of(1, 1, actual), tolerance);
  }

  void check(String name, Matrix actual, double tolerance) {
    Matrix expected = matrices.get(name);
    assertThat(expected).as(name).isNotNull();
    assertThat(actual.rows()).as(name).isEqualTo(expected.rows());
    assertThat(actual.columns()).as(name).isEqualTo(expected.columns());
    for (int row = 0; row < expected.rows(); row++) {
      for (int column = 0; column < expected.columns(); column++) {
        assertThat(actual.get(row, column))
            .as("%s at (%d, %d)", name, row, column)
            .isCloseTo(expected.get(row, column), within(tolerance));
      }
    }
  }
}
