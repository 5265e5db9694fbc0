package org.refold.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.kernel.UnclosedMemory;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;

class ScopeTest {

  private static final Initializer NORMAL = Initializer.normal(0.1);

  private static float[] numbers(Parameter parameter) {
    Matrix value = parameter.value();
    float[] numbers = new float[value.rows() * value.columns()];
    value.readRows(0, value.rows(), numbers, 0);
    return numbers;
  }

  @Test
  void parametersComeInTheOrderInWhichTheyWereAskedFor() {
    Scope scope = Scope.drawing(1);
    scope.mlp("f", List.of(7, 5, 3), Activation.TANH, Activation.IDENTITY, NORMAL);
    scope.embedding("e", 7, 2, NORMAL);
    scope.readout("r", 7, 2, NORMAL);
    scope.norm("n", 4);
    assertThat(scope.parameters())
        .extracting(Parameter::toString)
        .startsWith(
            "f 1 [7, 5]",
            "f 1 bias [1, 5]",
            "f 2 [5, 3]",
            "f 2 bias [1, 3]",
            "e [7, 2]",
            "r [7, 2]",
            "r bias [1, 7]")
        .hasSizeGreaterThan(7);
    assertThat(scope.parameters()).filteredOn(p -> p.role() == Parameter.Role.WEIGHT).hasSize(4);
  }

  /** So that a layer that is added elsewhere changes nothing here. */
  @Test
  void whatIsDrawnGoesBySeedAndNameOnly() {
    Scope scope = Scope.drawing(1);
    Parameter alone = scope.weight("w", 4, 3, NORMAL);
    Scope other = Scope.drawing(1);
    Parameter before = other.weight("v", 4, 3, NORMAL);
    assertThat(numbers(other.weight("w", 4, 3, NORMAL))).isEqualTo(numbers(alone));
    assertThat(numbers(before)).isNotEqualTo(numbers(alone));
    assertThat(numbers(Scope.drawing(2).weight("w", 4, 3, NORMAL))).isNotEqualTo(numbers(alone));
    assertThat(alone.value().precision()).isEqualTo(Precision.FLOAT);
    assertThat(Scope.drawing(Precision.DOUBLE, 1).weight("w", 4, 3, NORMAL).value().precision())
        .isEqualTo(Precision.DOUBLE);
  }

  @Test
  void twoParametersOfOneNameAreRefused() {
    Scope scope = Scope.drawing(1);
    scope.dense("layer", 3, 2, Activation.TANH, NORMAL);
    assertThatThrownBy(() -> scope.embedding("layer", 3, 2, NORMAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two parameters are named 'layer'");
  }

  @Test
  void aSourceIsAskedForEachParameter() {
    Matrix given = Matrix.of(2, 3, 1f, 2f, 3f, 4f, 5f, 6f);
    Scope scope =
        new Scope(
            (name, role, rows, columns, initializer) -> {
              assertThat(List.of(name, role, rows, columns))
                  .containsExactly("e", Parameter.Role.WEIGHT, 2, 3);
              return Parameter.of(name, role, given);
            });
    assertThat(scope.embedding("e", 2, 3, NORMAL).table().value()).isSameAs(given);
  }

  @Test
  void closingFreesTheParameters() {
    long before = UnclosedMemory.bytes();
    Scope scope = Scope.drawing(1);
    scope.dense("layer", 30, 20, Activation.TANH, NORMAL);
    scope.parameters().get(0).gradient().filled();
    assertThat(UnclosedMemory.bytes() - before).isGreaterThanOrEqualTo(4 * 30 * 20);
    scope.close();
    assertThat(UnclosedMemory.bytes()).isEqualTo(before);
    scope.close();
    assertThat(UnclosedMemory.bytes()).isEqualTo(before);
  }

  /** 7 x 5 + 5 and 5 x 300 + 300, and a table of 7 x 2. */
  @Test
  void aFootprintCountsAllNumbersAndTheWidestLayer() {
    Footprint footprint =
        Footprint.of(
            scope -> {
              scope.embedding("e", 7, 2, NORMAL);
              scope.mlp("f", List.of(7, 5, 300), Activation.TANH, Activation.IDENTITY, NORMAL);
            });
    assertThat(footprint).isEqualTo(new Footprint(40 + 1800 + 14, 300));
  }

  @Test
  void aFootprintTakesNoMemoryHoweverLargeTheNetwork() {
    long before = UnclosedMemory.bytes();
    Footprint footprint =
        Footprint.of(scope -> scope.embedding("e", 2_000_000_000, 1_000_000, NORMAL));
    assertThat(footprint).isEqualTo(new Footprint(2_000_000_000_000_000L, 2_000_000_000));
    assertThat(UnclosedMemory.bytes()).isEqualTo(before);
  }
}
