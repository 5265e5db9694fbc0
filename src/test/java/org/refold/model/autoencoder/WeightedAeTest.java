package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Sums;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.neural.Likelihood;

class WeightedAeTest implements RecommenderConformance {

  private static final int[][] HISTORIES = {{0, 2, 3, 6}, {1}, {}, {0, 1, 2, 4, 6}};
  private static final Interactions TRAIN = GoldenNumbers.histories(7, HISTORIES);
  private static final WeightedAe SMALL =
      new WeightedAe().withLatent(3).withBatchSize(2).withEpochs(3);

  @Override
  public Recommender recommender() {
    return new WeightedAe().withLatent(8).withLearningRate(0.01).withBatchSize(32).withEpochs(40);
  }

  @ParameterizedTest
  @CsvSource({"linear(10), 1, 11", "linear(0), 1, 1", "'log(1,2)', 2, 1.693147"})
  void confidenceGrowsWithStrength(String text, double r, double weight) {
    assertThat(Confidence.parse(text).of(r)).isEqualTo(weight, within(1e-6));
    assertThat(Confidence.parse(Confidence.parse(text).toString()))
        .isEqualTo(Confidence.parse(text));
  }

  /** x = (1, 0), f = (.6, .2), weights of 11 and 1: 11 .4^2 + .2^2. */
  @Test
  void theLossOfTwoItems() {
    FilledNetwork<WeightedAe.Net> filled =
        FilledNetwork.of(
            Precision.DOUBLE,
            scope ->
                SMALL
                    .withLatent(1)
                    .network(Sizes.of(GoldenNumbers.histories(2, new int[] {0, 1})), scope));
    Parameter weight = filled.parameters().get(2);
    weight.value().set(0, 0, 0.6);
    weight.value().set(0, 1, 0.2);
    filled.parameters().get(3).value().clear();
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 1);
      Var h = tape.constant(Matrix.of(1, 1, 1.0));
      SparseRows x = SparseRows.ofOnes(2, new int[] {0});
      Var loss = filled.network().loss(h, x, new double[] {1, 1});
      assertThat(loss.item()).isEqualTo(1.8, within(1e-12));
    }
  }

  /** The quadratic form against all outputs, values and gradients, weights differing by item. */
  @Test
  void theFastFormIsTheDenseOne() {
    double[] roots = {0.5, 1, 1.5, 0.2, 2, 0, 1};
    FilledNetwork<WeightedAe.Net> filled = filled(SMALL);
    SparseRows x = SparseRows.ofOnes(7, HISTORIES);
    List<Matrix> fast;
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 1);
      Var loss = filled.network().loss(filled.network().encode(tape, x), x, roots);
      double value = loss.item();
      tape.backward(loss);
      fast = filled.parameters().stream().map(WeightedAeTest::gradient).toList();
      Tape.forgetGradients(filled.parameters());
      tape.begin(Mode.TRAINING, 1, 1);
      Var dense = dense(tape, filled.network(), x, roots);
      assertThat(value).isEqualTo(dense.item(), within(1e-12));
      tape.backward(dense);
    }
    for (int p = 0; p < fast.size(); p++) {
      Matrix expected = filled.parameters().get(p).gradient().filled();
      for (int row = 0; row < expected.rows(); row++) {
        for (int k = 0; k < expected.columns(); k++) {
          assertThat(fast.get(p).get(row, k)).isEqualTo(expected.get(row, k), within(1e-12));
        }
      }
    }
  }

  private static FilledNetwork<WeightedAe.Net> filled(WeightedAe settings) {
    return FilledNetwork.of(Precision.DOUBLE, scope -> settings.network(Sizes.of(TRAIN), scope));
  }

  private static Matrix gradient(Parameter parameter) {
    Matrix from = parameter.gradient().filled();
    Matrix copy = Matrix.doubles(from.rows(), from.columns());
    double[] row = new double[from.columns()];
    for (int r = 0; r < from.rows(); r++) {
      from.readRow(r, row);
      copy.writeRow(r, row);
    }
    return copy;
  }

  /** Mean over users of the sum over all items of c (x - f)^2. */
  private static Var dense(Tape tape, WeightedAe.Net network, SparseRows x, double[] roots) {
    Var f = network.decode(network.encode(tape, x));
    Matrix targets = Matrix.doubles(4, 7);
    Matrix weights = Matrix.doubles(4, 7);
    for (int row = 0; row < 4; row++) {
      for (int item = 0; item < 7; item++) {
        weights.set(row, item, roots[item]);
      }
      for (int item : HISTORIES[row]) {
        targets.set(row, item, 1);
        weights.set(row, item, Math.sqrt(11));
      }
    }
    Var errors =
        Elements.multiply(Elements.subtract(f, tape.constant(targets)), tape.constant(weights));
    return Sums.squares(2.0 / 4, List.of(errors));
  }

  @Test
  void withEqualWeightsItIsTheSquareLossOfDae() {
    FilledNetwork<WeightedAe.Net> filled = filled(SMALL.withConfidence(Confidence.linear(0)));
    SparseRows x = SparseRows.ofOnes(7, HISTORIES);
    double[] ones = new double[7];
    Arrays.fill(ones, 1);
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 1);
      WeightedAe.Net network = filled.network();
      double loss = network.loss(network.encode(tape, x), x, ones).item();
      Var f = network.decode(network.encode(tape, x));
      double halved = Likelihood.GAUSSIAN.negativeLog(f, x).item();
      assertThat(loss).isEqualTo(2 * halved, within(1e-12));
    }
  }

  @Test
  void popularItemsMayCountMoreWhereTheyWereNotTaken() {
    WeightedAe settings = SMALL.withHidden(LayerSizes.of(5)).withPopularityExponent(0.5);
    float[] scores = DaeTest.scores(settings);
    for (float score : scores) {
      assertThat(score).isFinite();
    }
    assertThat(scores).isNotEqualTo(DaeTest.scores(settings.withPopularityExponent(0)));
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withLatent(0), "latent is 0");
    assertRefused(() -> SMALL.withUnobservedWeight(-1), "unobservedWeight is -1.0");
    assertRefused(() -> SMALL.withPopularityExponent(-1), "popularityExponent is -1.0");
    assertRefused(() -> Confidence.parse("linear(-1)"), "alpha of confidence is -1.0");
    assertRefused(() -> Confidence.parse("log(1,0)"), "epsilon of confidence is 0.0");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
