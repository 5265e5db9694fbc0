package org.refold.nn.op;

import static org.refold.nn.op.Case.batch;
import static org.refold.nn.op.Case.operation;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Transpose;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** Every operation: gradients against finite differences, single against double precision. */
class OperationsTest {

  /** A row [1, 3] of one number. */
  private static Matrix row(Tape tape, double number) {
    Matrix row = Matrix.zeros(tape.precision(), 1, 3);
    for (int k = 0; k < 3; k++) {
      row.set(0, k, number);
    }
    return row;
  }

  static List<Case> operations() {
    List<Case> cases = new ArrayList<>();
    for (Activation f : Activation.values()) {
      cases.add(
          operation("dense " + f, (t, x) -> Layers.dense(x[0], x[1], x[2], f), 4, 3, 3, 5, 1, 5));
      cases.add(operation("activate " + f, (t, x) -> Elements.activate(x[0], f), 4, 5));
    }
    for (Transpose a : Transpose.values()) {
      for (Transpose b : Transpose.values()) {
        cases.add(
            operation(
                "multiply " + a + " " + b,
                (t, x) -> Products.multiply(x[0], a, x[1], b),
                a == Transpose.NO ? 3 : 4,
                a == Transpose.NO ? 4 : 3,
                b == Transpose.NO ? 4 : 5,
                b == Transpose.NO ? 5 : 4));
      }
    }
    cases.addAll(
        List.of(
            operation(
                "dense, turned weights",
                (t, x) -> Layers.dense(x[0], x[1], Transpose.YES, x[2], Activation.TANH),
                4,
                3,
                5,
                3,
                1,
                5),
            operation(
                "batch normalisation",
                (t, x) -> BatchNormal.ofBatch(x[0], x[1], x[2], 1e-3, seen -> {}),
                6,
                3,
                1,
                3,
                1,
                3),
            operation(
                "normalisation by given numbers",
                (t, x) ->
                    BatchNormal.by(
                        x[0], x[1], x[2], t.constant(row(t, .2)), t.constant(row(t, .7)), 1e-3),
                6,
                3,
                1,
                3,
                1,
                3),
            operation(
                "sparse",
                (t, x) -> Layers.sparse(batch(), x[0], x[1], Activation.SIGMOID),
                7,
                3,
                1,
                3),
            operation(
                "sparse, normalised, dropped",
                (t, x) ->
                    Layers.sparse(
                        Inputs.dropout(t, Inputs.normalised(t, batch()), 0.5, "in"),
                        x[0],
                        x[1],
                        Activation.TANH),
                7,
                3,
                1,
                3),
            operation(
                "tied",
                (t, x) ->
                    Layers.dense(
                        Layers.sparse(batch(), x[0], x[1], Activation.TANH),
                        x[0],
                        Transpose.YES,
                        x[2],
                        Activation.IDENTITY),
                7,
                3,
                1,
                3,
                1,
                7),
            operation(
                "embedding",
                (t, x) -> Layers.embedding(SparseRows.oneHot(6, 2, 5, 2, 0), x[0]),
                6,
                3),
            operation(
                "two embeddings of one table",
                (t, x) ->
                    Elements.multiply(
                        Layers.embedding(SparseRows.oneHot(6, 2, 5, 2, 0), x[0]),
                        Layers.embedding(SparseRows.oneHot(6, 1, 5, 3, 3), x[0])),
                6,
                3),
            operation(
                "observed", (t, x) -> Layers.observed(x[0], x[1], x[2], batch()), 4, 3, 7, 3, 1, 7),
            operation(
                "observed, no bias",
                (t, x) -> Layers.observed(x[0], x[1], null, batch()),
                4,
                3,
                7,
                3),
            operation("combine", (t, x) -> Elements.combine(0.3, x[0], -2, x[1]), 4, 5, 4, 5),
            operation("subtract", (t, x) -> Elements.subtract(x[0], x[1]), 4, 5, 4, 5),
            operation("add to itself", (t, x) -> Elements.add(x[0], x[0]), 4, 5),
            operation("multiply elements", (t, x) -> Elements.multiply(x[0], x[1]), 4, 5, 4, 5),
            operation("square", (t, x) -> Elements.multiply(x[0], x[0]), 4, 5),
            operation("exp", (t, x) -> Elements.exp(x[0]), 4, 5),
            operation("watched", (t, x) -> Elements.watched(x[0], gradient -> {}), 4, 7),
            operation("entries", (t, x) -> Entries.of(x[0], batch()), 4, 7),
            operation(
                "replaced entries",
                (t, x) -> Losses.multinomial(replaced(Elements.scale(1, x[0])), VISIBLE_LEFT),
                4,
                7),
            operation(
                "mixture divergence",
                (t, x) ->
                    Mixtures.divergence(
                        x[0],
                        x[1],
                        x[2],
                        new Mixtures.Composite(0.15, 0.75, 0.1, 3),
                        given(t),
                        new double[] {1, 2, 0.5, 3}),
                4,
                5,
                4,
                5,
                4,
                5),
            operation("divide", (t, x) -> Elements.divide(x[0], Elements.exp(x[1])), 4, 5, 4, 5),
            operation("log", (t, x) -> Elements.log(Elements.exp(x[0])), 4, 5),
            operation("shift", (t, x) -> Elements.shift(x[0], 0.3), 4, 5),
            operation("reshape to groups", (t, x) -> Columns.reshaped(x[0], 2), 4, 6),
            operation("reshape to rows", (t, x) -> Columns.reshaped(x[0], 6), 6, 2),
            operation("transpose", (t, x) -> Columns.transposed(x[0]), 4, 5),
            operation(
                "gumbel noise", (t, x) -> Normal.softmax(Stochastic.gumbel(x[0], "code")), 4, 5),
            operation(
                "divergence from uniform", (t, x) -> Losses.divergenceFromUniform(x[0], 2), 4, 5),
            operation(
                "focal loss",
                (t, x) ->
                    Losses.focal(
                        Elements.activate(x[0], Activation.SIGMOID), VISIBLE_LEFT, 0.25, 2),
                4,
                7),
            operation("slice", (t, x) -> Columns.slice(x[0], 1, 4), 4, 5),
            operation("join", (t, x) -> Columns.join(x[0], x[1]), 4, 2, 4, 3),
            operation("dropout", (t, x) -> Stochastic.dropout(x[0], 0.4, "units"), 4, 5),
            operation(
                "gaussian draw", (t, x) -> Stochastic.gaussian(x[0], x[1], "code"), 4, 5, 4, 5),
            operation("multinomial", (t, x) -> Losses.multinomial(x[0], batch()), 4, 7),
            operation("gaussian", (t, x) -> Losses.gaussian(x[0], batch()), 4, 7),
            operation("logistic", (t, x) -> Losses.logistic(x[0], batch()), 4, 7),
            operation(
                "multinomial of a layer",
                (t, x) ->
                    Losses.multinomial(
                        Layers.dense(x[0], x[1], x[2], Activation.IDENTITY), batch()),
                4,
                3,
                3,
                7,
                1,
                7),
            operation(
                "multinomial of logits used twice",
                (t, x) -> {
                  Var logits = Layers.dense(x[0], x[1], x[2], Activation.IDENTITY);
                  Var two = Elements.scale(2, logits);
                  return Elements.add(
                      Losses.multinomial(logits, batch()), Losses.gaussian(two, batch()));
                },
                4,
                3,
                3,
                7,
                1,
                7),
            operation(
                "observed squared error",
                (t, x) ->
                    EntryLosses.squaredError(
                        Layers.observed(x[0], x[1], x[2], batch()),
                        batch(),
                        EntryLosses.Reduction.MEAN_OVER_ENTRIES),
                4,
                3,
                7,
                3,
                1,
                7),
            operation(
                "observed cross-entropy",
                (t, x) ->
                    EntryLosses.crossEntropy(
                        Layers.observed(x[0], x[1], x[2], batch()),
                        batch(),
                        EntryLosses.Reduction.MEAN_OVER_ROWS),
                4,
                3,
                7,
                3,
                1,
                7),
            operation("sum", (t, x) -> Sums.sum(x[0]), 4, 5),
            operation("mean", (t, x) -> Sums.mean(Elements.multiply(x[0], x[0])), 4, 5),
            operation("squares", (t, x) -> Sums.squares(0.3, List.of(x[0], x[1])), 4, 5, 2, 3),
            operation(
                "squares of rows",
                (t, x) -> Sums.squaresOfRows(0.3, x[0], SparseRows.oneHot(6, 2, 5, 2, 0)),
                6,
                3),
            operation(
                "layer norm", (t, x) -> Normal.layer(x[0], x[1], x[2], 1e-5), 4, 5, 1, 5, 1, 5),
            operation("unit length", (t, x) -> Normal.length(x[0]), 4, 5),
            operation("softmax", (t, x) -> Normal.softmax(x[0]), 4, 5),
            operation("divergence", (t, x) -> Losses.gaussianDivergence(x[0], x[1]), 4, 5, 4, 5)));
    return cases;
  }

  /** Targets outside of {@link Case#batch}. */
  private static final SparseRows VISIBLE_LEFT =
      SparseRows.ofOnes(7, new int[] {1}, new int[] {0, 2}, new int[] {6}, new int[] {3, 5});

  /** Means and log variances, the same in both precisions. */
  private static Matrix given(Tape tape) {
    Matrix given = Matrix.zeros(tape.precision(), 4, 10);
    for (int k = 0; k < 40; k++) {
      given.set(k / 10, k % 10, (float) Math.sin(2 * k + 1));
    }
    return given;
  }

  private static Var replaced(Var logits) {
    return Entries.replaced(logits, batch(), -30);
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
}
