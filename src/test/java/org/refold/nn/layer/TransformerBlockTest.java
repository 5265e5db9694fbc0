package org.refold.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Initializer;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Attention;
import org.refold.nn.op.Golden;

/**
 * Golden numbers are PyTorch's; those in the text for two rows of two units, projections that
 * change nothing.
 */
class TransformerBlockTest {

  private static TransformerBlock block(
      Scope scope, TransformerBlock.Kind kind, int units, int heads, double dropout) {
    return new TransformerBlock(
        scope,
        "block",
        new TransformerBlock.Shape(
            kind, units, heads, 3, Activation.GELU, dropout, Attention.Sight.CAUSAL),
        Initializer.normal(0.5));
  }

  /** Identities where attention projects, zeros for gates, so that they are a half. */
  private static void neutral(Scope scope) {
    for (Parameter parameter : scope.parameters()) {
      if (parameter.name().contains("attention") || parameter.name().contains("gate")) {
        parameter.value().clear();
        for (int k = 0; parameter.role() == Parameter.Role.WEIGHT && k < 2; k++) {
          parameter.value().set(k, k, parameter.name().contains("gate") ? 0 : 1);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SASREC, 0, 4, 2.94419, -.83257",
    "PRE, 0, 4, 2.88838, -.88838",
    "LIGR, .5, 3.5, 2.44419, -.44419"
  })
  void sumsAfterAttentionAreThoseOfTheKind(
      TransformerBlock.Kind kind, double a, double b, double c, double d) {
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    TransformerBlock block = block(scope, kind, 2, 1, 0);
    neutral(scope);
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 0);
      Ragged x =
          new Ragged(
              tape.constant(Matrix.of(2, 2, new double[] {1, 3, 2, 0})), Ragged.Ids.of(new int[2]));
      Matrix seen = block.attended(x).rows().value();
      double[] found = {seen.get(0, 0), seen.get(0, 1), seen.get(1, 0), seen.get(1, 1)};
      assertThat(found).containsExactly(new double[] {a, b, c, d}, within(1e-5));
    }
  }

  /** Two heads, all parameters, sequences of two, no and four rows. */
  @ParameterizedTest
  @CsvSource({"POST, BIDIRECTIONAL", "PRE, CAUSAL", "LIGR, CAUSAL"})
  void aWholeBlockIsThatOfPyTorch(TransformerBlock.Kind kind, Attention.Sight sight) {
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    TransformerBlock.Shape shape =
        new TransformerBlock.Shape(kind, 4, 2, 3, Activation.GELU, 0, sight);
    TransformerBlock block = new TransformerBlock(scope, "block", shape, Initializer.zeros());
    assertGolden("block." + kind, scope, block::apply);
  }

  @Test
  void theStatesOfAnLstmAreThoseOfPyTorch() {
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    Lstm lstm = scope.lstm("lstm", 4, 3, Initializer.zeros());
    assertGolden("lstm", scope, lstm::apply);
  }

  private static void assertGolden(String name, Scope scope, UnaryOperator<Ragged> layer) {
    List<Parameter> parameters = scope.parameters();
    for (int p = 0; p < parameters.size(); p++) {
      Matrix value = parameters.get(p).value();
      Parameter sines =
          Golden.sines(Precision.DOUBLE, .3 + .2 * p, .5, value.rows(), value.columns());
      for (int row = 0; row < value.rows(); row++) {
        for (int column = 0; column < value.columns(); column++) {
          value.set(row, column, sines.value().get(row, column));
        }
      }
    }
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 0);
      Ragged.Ids layout = Ragged.Ids.of(new int[2], new int[0], new int[4]);
      Var rows = tape.parameter(Golden.sines(Precision.DOUBLE, 1.1, 1, 6, 4));
      Golden.assertGolden(name, layer.apply(new Ragged(rows, layout)).rows().value(), 1e-12);
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAreLimitsOfDifferences(TransformerBlock.Kind kind) {
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    TransformerBlock block = block(scope, kind, 4, 2, 0.3);
    Parameter x = Golden.sines(Precision.DOUBLE, 1.1, 1, 6, 4);
    List<Parameter> all = new ArrayList<>(scope.parameters());
    all.add(x);
    Ragged.Ids layout = Ragged.Ids.of(new int[2], new int[0], new int[4]);
    LayerGradients.againstDifferences(
        all, tape -> block.apply(new Ragged(tape.parameter(x), layout)).rows());
  }

  @Test
  void aGruFromAStateAndAnLstmHaveTheirGradients() {
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    Initializer normal = Initializer.normal(0.5);
    Gru gru = scope.gru("gru", 3, 2, Gru.Form.AFTER_PRODUCT, normal, normal);
    Gru first = scope.gru("first form", 2, 2, Gru.Form.BEFORE_PRODUCT, normal, normal);
    Lstm lstm = scope.lstm("lstm", 2, 2, normal);
    Parameter x = Golden.sines(Precision.DOUBLE, 1.1, 1, 6, 3);
    Parameter start = Golden.sines(Precision.DOUBLE, .3, 1, 3, 2);
    List<Parameter> all = new ArrayList<>(scope.parameters());
    all.add(x);
    all.add(start);
    Ragged.Ids layout = Ragged.Ids.of(new int[2], new int[0], new int[4]);
    LayerGradients.againstDifferences(
        all,
        tape ->
            lstm.apply(
                    first.apply(
                        gru.apply(new Ragged(tape.parameter(x), layout), tape.parameter(start))))
                .rows());
  }
}
