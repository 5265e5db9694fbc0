package org.refold.nn.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.refold.nn.op.Case.operation;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;
import org.refold.kernel.Transpose;
import org.refold.nn.Contrast;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/** Losses that hold their own output layer: {@link CatalogueLoss} and {@link SharedNegatives}. */
class CatalogueLossTest {

  /** Two segments of two rows and three. */
  private static final Ragged.Ids TARGETS = Ragged.Ids.of(new int[] {4, 0}, new int[] {2, 2, 1});

  private static final Ragged.Ids NEGATIVES =
      Ragged.Ids.of(new int[] {1, 2, 2, 3}, new int[] {0, 4, 5});

  private static final float[] SHIFT = {.1f, -.2f, 0, .4f, 0, .3f};

  static List<Case> operations() {
    return List.of(
        operation(
            "catalogue",
            (t, x) -> CatalogueLoss.softmax(x[0], x[1], x[2], TARGETS),
            5,
            3,
            6,
            3,
            1,
            6),
        operation(
            "catalogue without bias, tied to its input",
            (t, x) -> {
              Ragged h = Segmented.gather(x[0], TARGETS);
              return CatalogueLoss.softmax(h.rows(), x[0], null, TARGETS);
            },
            6,
            3),
        operation(
            "catalogue with several targets",
            (t, x) -> CatalogueLoss.softmax(x[0], x[1], null, Case.batch()),
            4,
            3,
            7,
            3),
        shared("cross-entropy", new SharedNegatives(Contrast.CROSS_ENTROPY, 0)),
        shared("bpr-max", new SharedNegatives(Contrast.BPR_MAX, .5)),
        shared("top1-max", new SharedNegatives(Contrast.TOP1_MAX, 0)),
        operation(
            "numbers in other rows",
            (t, x) -> Products.multiply(Columns.inRows(x[0], 3), x[1]),
            1,
            12,
            4,
            2),
        operation("rows behind rows", (t, x) -> Columns.append(x[0], x[1]), 3, 2, 1, 2));
  }

  private static Case shared(String name, SharedNegatives loss) {
    return operation(
        "shared negatives, " + name,
        (t, x) -> loss.of(new Ragged(x[0], TARGETS), x[1], x[2], TARGETS, NEGATIVES, SHIFT),
        5,
        3,
        6,
        3,
        1,
        6);
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

  /** Several blocks of rows give what one product and a loss over all logits give. */
  @ParameterizedTest
  @EnumSource
  void blocksOfRowsAreOneLoss(Precision precision) {
    int rows = 250;
    int items = 9000;
    List<Parameter> in =
        operation("", (t, x) -> x[0], rows, 4, items, 4, 1, items).inputs(precision, 5);
    int[] targets = new int[rows];
    Arrays.setAll(targets, k -> 31 * k);
    Ragged.Ids ids = Ragged.Ids.of(targets);
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.TRAINING, 1, 0);
      Var[] x = in.stream().map(tape::parameter).toArray(Var[]::new);
      Var loss = CatalogueLoss.softmax(x[0], x[1], x[2], ids);
      double found = loss.item();
      tape.backward(loss);
      double[] slopes = {
        in.get(0).gradient().filled().get(249, 1), in.get(1).gradient().filled().get(62, 0)
      };
      Tape.forgetGradients(in);
      tape.begin(Mode.TRAINING, 1, 0);
      x = in.stream().map(tape::parameter).toArray(Var[]::new);
      Var logits = Layers.dense(x[0], x[1], Transpose.YES, x[2], Activation.IDENTITY);
      Var whole = Losses.multinomial(logits, SparseRows.oneHot(items, targets));
      assertThat(found).isCloseTo(whole.item(), within(1e-4));
      tape.backward(whole);
      assertThat(slopes[0]).isCloseTo(in.get(0).gradient().filled().get(249, 1), within(1e-6));
      assertThat(slopes[1]).isCloseTo(in.get(1).gradient().filled().get(62, 0), within(1e-6));
    }
  }

  @Test
  void theGradientOfTheItemsHasTheSameBitsOnAnyThreads() {
    int before = Parallel.threads();
    try {
      Parallel.setThreads(1);
      float[][] alone = gradientOfItems();
      for (int threads : new int[] {2, 3}) {
        Parallel.setThreads(threads);
        assertThat(gradientOfItems()).isDeepEqualTo(alone);
      }
    } finally {
      Parallel.setThreads(before);
    }
  }

  private static float[][] gradientOfItems() {
    List<Parameter> in =
        operation("", (t, x) -> x[0], 300, 64, 3416, 64).inputs(Precision.FLOAT, 5);
    int[] targets = new int[300];
    Arrays.setAll(targets, k -> 11 * k);
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.TRAINING, 1, 0);
      Var[] x = in.stream().map(tape::parameter).toArray(Var[]::new);
      tape.backward(CatalogueLoss.softmax(x[0], x[1], null, Ragged.Ids.of(targets)));
      Matrix gradient = in.get(1).gradient().filled();
      float[][] rows = new float[gradient.rows()][gradient.columns()];
      for (int row = 0; row < rows.length; row++) {
        gradient.readRow(row, rows[row]);
      }
      return rows;
    }
  }

  /** Scores 1 of the target, .5 and -.5 of the negatives; with logQ of supports 4, sqrt 2, 1. */
  @Test
  void sampledSoftmaxAndItsCorrectionForPopularity() {
    assertThat(sampled(null)).isCloseTo(.604131, within(6e-7));
    float[] shift = {(float) -Math.log(4), (float) -Math.log(Math.sqrt(2)), 0};
    assertThat(sampled(shift)).isCloseTo(1.283167, within(6e-7));
  }

  private static double sampled(float[] shift) {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      Ragged.Ids target = Ragged.Ids.of(new int[] {0});
      Ragged h = new Ragged(tape.constant(Matrix.of(1, 1, new double[] {1})), target);
      Var table = tape.constant(Matrix.of(3, 1, new double[] {1, .5, -.5}));
      return new SharedNegatives(Contrast.CROSS_ENTROPY, 0)
          .of(h, table, null, target, Ragged.Ids.of(new int[] {1, 2}), shift)
          .item();
    }
  }

  /** Of three places the middle one has no negative but its target: the other two are all. */
  @ParameterizedTest
  @CsvSource({"FLOAT,CROSS_ENTROPY", "FLOAT,BPR_MAX", "FLOAT,TOP1_MAX", "DOUBLE,BPR_MAX"})
  void aPlaceWhoseNegativesAreItsTargetHasNoLoss(Precision precision, Contrast contrast) {
    SharedNegatives shared = new SharedNegatives(contrast, .5);
    List<Parameter> in = operation("", (t, x) -> x[0], 3, 2, 4, 2, 1, 4).inputs(precision, 5);
    Ragged.Ids targets = Ragged.Ids.of(new int[] {0, 3, 1});
    Ragged.Ids negatives = Ragged.Ids.of(new int[] {3, 3});
    Ragged.Ids others = Ragged.Ids.of(new int[] {0, 1});
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.TRAINING, 1, 0);
      Var[] x = in.stream().map(tape::parameter).toArray(Var[]::new);
      Var two = Segmented.gather(x[0], Ragged.Ids.of(new int[] {0, 2})).rows();
      Var loss = shared.of(new Ragged(two, others), x[1], x[2], others, negatives, null);
      double expected = 2 * loss.item() / 3;
      tape.backward(loss);
      double slope = 2 * in.get(1).gradient().filled().get(3, 1) / 3;
      Tape.forgetGradients(in);
      tape.begin(Mode.TRAINING, 1, 0);
      x = in.stream().map(tape::parameter).toArray(Var[]::new);
      Var all = shared.of(new Ragged(x[0], targets), x[1], x[2], targets, negatives, null);
      assertThat(all.item()).isCloseTo(expected, within(1e-6));
      tape.backward(all);
      assertThat(in.get(1).gradient().filled().get(3, 1)).isCloseTo(slope, within(1e-6));
      assertThat(in.get(0).gradient().filled().get(1, 0)).isZero();
      assertThat(in.get(0).gradient().filled().get(0, 0)).isNotZero();
    }
  }

  @Test
  void targetsThatDoNotFitAreNamed() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 0);
      Var h = tape.constant(Matrix.floats(3, 2));
      Var table = tape.constant(Matrix.floats(6, 2));
      assertThatThrownBy(() -> CatalogueLoss.softmax(h, table, null, TARGETS))
          .hasMessageContainingAll("[5, 6]", "3 rows");
      assertThatThrownBy(
              () ->
                  new SharedNegatives(Contrast.BPR, 0)
                      .of(
                          new Ragged(h, Ragged.Ids.of(new int[3])),
                          table,
                          null,
                          TARGETS,
                          NEGATIVES,
                          null))
          .hasMessageContaining("5 targets for 3 rows");
    }
  }
}
