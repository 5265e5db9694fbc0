package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.train.Network;
import org.refold.train.OptimizerChoice;
import org.refold.train.Phase;
import org.refold.train.RateDecay;
import org.refold.train.batch.Ratings;
import org.refold.train.neural.RatingOutput;

/** The equations and their training against PyTorch; golden_autorec.py made the numbers. */
class AutoRecNetworkTest {

  private static final GoldenNumbers GOLDEN = new GoldenNumbers("golden_autorec.txt");
  private static final double L2 = 0.7;

  private static final Interactions ROWS =
      SmallRatings.of("5.3.1.", ".4..25", ".....3", "2..4..", "154..2");

  private static FilledNetwork<AutoRecNetwork> filled(UAutoRec settings, Precision precision) {
    return FilledNetwork.of(
        precision, scope -> (AutoRecNetwork) settings.network(Sizes.of(ROWS), scope));
  }

  private static UAutoRec settings(String name) {
    return switch (name) {
      case "plain" -> new UAutoRec().withHidden(LayerSizes.of(4));
      case "bounded" ->
          new UAutoRec().withHidden(LayerSizes.of(4)).withOutputActivation(Activation.SIGMOID);
      default ->
          new UAutoRec()
              .withHidden(LayerSizes.of(4, 2, 3))
              .withActivation(Activation.TANH)
              .withOutputActivation(Activation.TANH);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "plain, DOUBLE, 1e-11", "bounded, DOUBLE, 1e-11", "deep, DOUBLE, 1e-11",
    "plain, FLOAT, 2e-4", "bounded, FLOAT, 2e-4", "deep, FLOAT, 2e-4",
  })
  void lossAndGradients(String name, Precision precision, double tolerance) {
    FilledNetwork<AutoRecNetwork> filled = filled(settings(name), precision);
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.TRAINING, 1, 0);
      GOLDEN.check(name + ".penalty", filled.network().penalty(tape, L2).item(), tolerance);
    }
    checkErrorAndGradients(name, filled, precision, tolerance);
  }

  @ParameterizedTest
  @CsvSource({
    "plain, DOUBLE, 1e-11",
    "deep, DOUBLE, 1e-11",
    "plain, FLOAT, 2e-4",
    "deep, FLOAT, 2e-4",
  })
  void lossAndGradientsWithDropoutOfTheCode(String name, Precision precision, double tolerance) {
    FilledNetwork<AutoRecNetwork> filled = filled(settings(name).withCodeDropout(0.5), precision);
    checkErrorAndGradients(name + ".thinned", filled, precision, tolerance);
  }

  private static void checkErrorAndGradients(
      String name, FilledNetwork<AutoRecNetwork> filled, Precision precision, double tolerance) {
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.TRAINING, 1, 0);
      Var error = filled.network().squaredError(tape, Ratings.rows(tape, ROWS, 0, 5));
      GOLDEN.check(name + ".error", error.item(), tolerance);
      tape.backward(error);
      GOLDEN.checkGradients(name, filled.parameters(), tolerance);
    }
  }

  @ParameterizedTest
  @CsvSource({"plain", "bounded", "deep"})
  void ratingsOfAllColumnsWithNothingDropped(String name) {
    UAutoRec settings = settings(name).withDropout(0.5).withCodeDropout(0.5);
    AutoRecNetwork network = filled(settings, Precision.DOUBLE).network();
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 0);
      Matrix units = network.decode(network.encode(tape, Ratings.rows(tape, ROWS, 0, 5))).value();
      Matrix ratings = Matrix.doubles(5, 6);
      for (int row = 0; row < 5; row++) {
        for (int column = 0; column < 6; column++) {
          RatingOutput output = network.output();
          ratings.set(row, column, output.low() + output.span() * units.get(row, column));
        }
      }
      GOLDEN.check(name + ".ratings", ratings, 1e-11);
    }
  }

  /** Outputs where they are asked for are those of all columns. */
  @Test
  void askedOutputsAreThoseOfAll() {
    AutoRecNetwork network = filled(settings("bounded"), Precision.DOUBLE).network();
    SparseRows asked = SparseRows.ofOnes(6, new int[] {5, 0}, new int[] {}, new int[] {3});
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 0);
      Var code = network.encode(tape, Ratings.rows(tape, ROWS, 1, 4));
      Matrix all = network.decode(code).value();
      Matrix some = network.decode(code, asked).value();
      assertThat(some.get(0, 0)).isEqualTo(all.get(0, 5));
      assertThat(some.get(0, 1)).isEqualTo(all.get(0, 0));
      assertThat(some.get(0, 2)).isEqualTo(all.get(2, 3));
    }
  }

  /** One phase over all parameters, as a fit has it, but in double precision. */
  private record OnePhase(FilledNetwork<AutoRecNetwork> filled) implements Network {
    @Override
    public List<Parameter> parameters() {
      return filled.parameters();
    }

    @Override
    public List<Phase<?>> phases() {
      return List.of(
          new Phase<>("all", parameters(), Ratings.byUser(ROWS), filled.network()::loss));
    }

    @Override
    public Model model() {
      throw new AssertionError("there are no validation data");
    }
  }

  private static FilledNetwork<AutoRecNetwork> trained(UAutoRec settings) {
    FilledNetwork<AutoRecNetwork> filled = filled(settings, Precision.DOUBLE);
    int rows = ROWS.userCount();
    double penalty = settings.training().optimizer().penaltyOutsideLoss(settings.l2() / rows);
    settings
        .training()
        .plan(penalty, rows)
        .fit(settings, ROWS, new OnePhase(filled), Fitting.withSeed(1));
    return filled;
  }

  private static UAutoRec fourSteps(OptimizerChoice optimizer) {
    return settings("plain")
        .withOptimizer(optimizer)
        .withL2(L2)
        .withLearningRate(0.05)
        .withBatchSize(5)
        .withEpochs(4);
  }

  /** The batch is all rows, so that the penalty of the whole loss enters each step. */
  @ParameterizedTest
  @EnumSource(names = {"ADAM", "RPROP"})
  void stepsAreThoseOfPyTorch(OptimizerChoice.Kind optimizer) {
    List<Parameter> parameters = trained(fourSteps(OptimizerChoice.of(optimizer))).parameters();
    for (int p = 0; p < parameters.size(); p++) {
      String name = optimizer.name().toLowerCase(java.util.Locale.ROOT) + ".after." + p;
      GOLDEN.check(name, parameters.get(p).value(), 1e-9);
    }
  }

  @Test
  void aRateThatFallsInStairsIsThatOfPyTorch() {
    UAutoRec stairs = fourSteps(OptimizerChoice.adam()).withRateDecay(RateDecay.steps(0.5, 2));
    List<Parameter> parameters = trained(stairs).parameters();
    for (int p = 0; p < parameters.size(); p++) {
      GOLDEN.check("stairs.after." + p, parameters.get(p).value(), 1e-9);
    }
  }

  /** Where L-BFGS ends, the gradient of error and penalty together is zero. */
  @Test
  void lbfgsEndsWhereTheGradientIsZero() {
    FilledNetwork<AutoRecNetwork> filled =
        trained(fourSteps(OptimizerChoice.lbfgs()).withEpochs(300));
    AutoRecNetwork network = filled.network();
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      Var error = network.squaredError(tape, Ratings.rows(tape, ROWS, 0, 5));
      tape.backward(Elements.add(error, network.penalty(tape, L2)));
      for (Parameter parameter : filled.parameters()) {
        Matrix gradient = parameter.gradient().filled();
        for (int k = 0; k < gradient.size(); k++) {
          assertThat(gradient.get(k / gradient.columns(), k % gradient.columns()))
              .as("%s, number %d", parameter, k)
              .isBetween(-1e-3, 1e-3);
        }
      }
    }
  }
}
