package org.refold.nn.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.refold.nn.op.Case.operation;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/**
 * Golden values are from numpy, which knows the definitions only, and slopes from differences:
 *
 * <pre>{@code
 * s = lambda x: 1 / (1 + np.exp(-x))
 * def losses(t, n, lam):
 *     q = np.exp(n - n.max()); q /= q.sum()
 *     return [np.log1p(np.exp(n - t)).sum(),
 *             -np.log((q * s(t - n)).sum() + 1e-24) + lam * (q * n * n).sum(),
 *             (s(n - t) + s(n * n)).mean(),
 *             (q * (s(n - t) + s(n * n))).sum()]
 * N = (np.sin(.7 * np.arange(1, 13)) * 2).reshape(3, 4); T = np.sin(.4 * np.arange(1, 4)) * 1.5
 * total = sum(np.array(losses(t, n, .8)) for t, n in zip(T, N))
 * slopes: (total(T + h, N) - total(T - h, N)) / (2 h) with h = 1e-6 at T[0], likewise at N[1, 2]
 * }</pre>
 */
class RankingLossesTest {

  private static final EntryLosses.Reduction SUM = EntryLosses.Reduction.SUM;

  /** One of the losses. */
  private interface Loss {
    Var of(Var targets, Var negatives);
  }

  /** The sum over rows, and its slopes at T[0] and N[1, 2]. */
  private record Definition(
      String name, Loss loss, double value, double ofTarget, double ofNegative) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Definition> definitions() {
    return List.of(
        new Definition(
            "bpr",
            (t, n) -> RankingLosses.bpr(t, n, SUM),
            7.988842907090696,
            -2.74876767569765,
            .045610263121886874),
        new Definition(
            "bpr-max",
            (t, n) -> RankingLosses.bprMax(t, n, .8, SUM),
            8.103119896859393,
            -.7037693006139989,
            -.17474213898083235),
        new Definition(
            "top1",
            (t, n) -> RankingLosses.top1(t, n, SUM),
            3.757411205876167,
            -.2035673425382356,
            -.008954262220584042),
        new Definition(
            "top1-max",
            (t, n) -> RankingLosses.top1Max(t, n, SUM),
            3.988205709961044,
            -.1887694907054538,
            .014301141826322805));
  }

  static List<Case> operations() {
    List<Case> cases = new ArrayList<>();
    for (EntryLosses.Reduction by : EntryLosses.Reduction.values()) {
      cases.add(operation("bpr " + by, (t, x) -> RankingLosses.bpr(x[0], x[1], by), 4, 1, 4, 5));
      cases.add(
          operation(
              "bpr-max " + by, (t, x) -> RankingLosses.bprMax(x[0], x[1], .7, by), 4, 1, 4, 5));
      cases.add(operation("top1 " + by, (t, x) -> RankingLosses.top1(x[0], x[1], by), 4, 1, 4, 5));
      cases.add(
          operation("top1-max " + by, (t, x) -> RankingLosses.top1Max(x[0], x[1], by), 4, 1, 4, 5));
    }
    int[] columns = {2, 0, 4, 2};
    cases.add(operation("row dots", (t, x) -> Products.rowDots(x[0], x[1]), 4, 5, 4, 5));
    cases.add(operation("outer", (t, x) -> Products.outer(x[0], x[1]), 4, 5, 4, 3));
    cases.add(operation("outer with itself", (t, x) -> Products.outer(x[0], x[0]), 4, 3));
    cases.add(operation("squared lengths", (t, x) -> Products.rowDots(x[0], x[0]), 4, 5));
    cases.add(operation("pick", (t, x) -> Columns.pick(x[0], columns), 4, 5));
    cases.add(operation("without", (t, x) -> Columns.without(x[0], columns), 4, 5));
    cases.add(
        operation(
            "loss of a batch's own targets",
            (t, x) ->
                RankingLosses.bprMax(
                    Columns.pick(x[0], columns), Columns.without(x[0], columns), .5, SUM),
            4,
            5));
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

  @ParameterizedTest
  @MethodSource("definitions")
  void valuesAndSlopesAreThoseOfTheDefinition(Definition definition) {
    for (Precision precision : Precision.values()) {
      double tolerance = precision == Precision.FLOAT ? 3e-6 : 1e-8;
      Parameter targets = Golden.sines(precision, .4, 1.5, 3, 1);
      Parameter negatives = Golden.sines(precision, .7, 2, 3, 4);
      try (Tape tape = Tape.of(precision)) {
        tape.begin(Mode.TRAINING, 1, 0);
        Var loss = definition.loss.of(tape.parameter(targets), tape.parameter(negatives));
        assertThat(loss.item()).isCloseTo(definition.value, within(tolerance));
        tape.backward(loss);
      }
      assertThat(targets.gradient().matrix().get(0, 0))
          .isCloseTo(definition.ofTarget, within(tolerance));
      assertThat(negatives.gradient().matrix().get(1, 2))
          .isCloseTo(definition.ofNegative, within(tolerance));
    }
  }

  /** Scores far apart: the logarithm of a chance that is zero stays finite, and so do slopes. */
  @Test
  void aHopelessTargetHasAFiniteLoss() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.TRAINING, 1, 0);
      Parameter target = parameter(1, 1, -200);
      Parameter negatives = parameter(1, 3, 200, 199, -200);
      Var loss = RankingLosses.bprMax(tape.parameter(target), tape.parameter(negatives), 0, SUM);
      assertThat(loss.item()).isCloseTo(-Math.log(1e-24), within(1e-3));
      tape.backward(loss);
      assertThat(target.gradient().matrix().get(0, 0)).isFinite();
      assertThat(negatives.gradient().matrix().get(0, 0)).isFinite();
    }
  }

  private static Parameter parameter(int rows, int columns, float... numbers) {
    return Parameter.of("p", Parameter.Role.WEIGHT, Matrix.of(rows, columns, numbers));
  }

  @Test
  void reductionsDivideByPairsOrRows() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 0);
      Var targets = tape.constant(Matrix.of(2, 1, 1f, 0.5f));
      Var negatives = tape.constant(Matrix.of(2, 3, 0f, 1f, 2f, 3f, -1f, 0f));
      double sum = RankingLosses.bpr(targets, negatives, SUM).item();
      EntryLosses.Reduction entries = EntryLosses.Reduction.MEAN_OVER_ENTRIES;
      EntryLosses.Reduction rows = EntryLosses.Reduction.MEAN_OVER_ROWS;
      assertThat(RankingLosses.bpr(targets, negatives, entries).item())
          .isCloseTo(sum / 6, within(1e-6));
      assertThat(RankingLosses.bpr(targets, negatives, rows).item())
          .isCloseTo(sum / 2, within(1e-6));
    }
  }

  @Test
  void columnsArePickedAndLeftOut() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 0);
      Var x = tape.constant(Matrix.of(2, 3, 1f, 2f, 3f, 4f, 5f, 6f));
      Matrix picked = Columns.pick(x, new int[] {2, 0}).value();
      Matrix rest = Columns.without(x, new int[] {2, 0}).value();
      assertThat(new double[] {picked.get(0, 0), picked.get(1, 0)}).containsExactly(3, 4);
      assertThat(new double[] {rest.get(0, 0), rest.get(0, 1)}).containsExactly(1, 2);
      assertThat(new double[] {rest.get(1, 0), rest.get(1, 1)}).containsExactly(5, 6);
      assertThatThrownBy(() -> Columns.pick(x, new int[] {0})).hasMessageContaining("2 rows");
      assertThatThrownBy(() -> Columns.without(x, new int[] {0, 3}))
          .hasMessageContainingAll("column 3 of 3", "row 1");
    }
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 0);
      Var targets = tape.constant(Matrix.floats(2, 1));
      Var negatives = tape.constant(Matrix.floats(3, 4));
      assertThatThrownBy(() -> RankingLosses.top1(targets, negatives, SUM))
          .hasMessageContainingAll("[2, 1]", "[3, 4]");
      assertThatThrownBy(() -> RankingLosses.bprMax(targets, negatives, -1, SUM))
          .hasMessageContaining("-1");
    }
  }
}
