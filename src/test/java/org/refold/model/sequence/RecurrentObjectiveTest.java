package org.refold.model.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.catalogue.Catalogue;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.nn.Mode;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.settings.BadInputException;

class RecurrentObjectiveTest {

  /** Each by its own name beside the other settings, as results have them. */
  @ParameterizedTest
  @ValueSource(strings = {"gru4rec", "lstm4rec"})
  void itsPartsAreSettingsOfTheModels(String name) {
    Map<String, String> written =
        Map.of("loss", "bpr-max", "negatives", "7", "samplingExponent", "0", "regularisation", "2");
    assertThat(Catalogue.settings(Catalogue.create(name, written)))
        .containsEntry("loss", "bpr-max")
        .containsEntry("negatives", 7)
        .containsEntry("samplingExponent", 0.0)
        .containsEntry("logQ", 0.0)
        .containsEntry("regularisation", 2.0);
    assertThat(Catalogue.settings(Catalogue.create(name)))
        .containsEntry("loss", "cross-entropy")
        .containsEntry("negatives", 0)
        .containsEntry("samplingExponent", 0.5)
        .containsEntry("logQ", 0.0)
        .containsEntry("regularisation", 1.0);
  }

  /**
   * The first place scores its target 1 and two negatives .5 and -.5, the second all alike: log 3,
   * log 2, and 1/2 for a difference and a square each.
   */
  @Test
  void lossesAreThoseOfTheirEquations() {
    assertThat(loss(sampled(RecurrentLoss.CROSS_ENTROPY)))
        .isCloseTo((.604131 + Math.log(3)) / 2, within(6e-7));
    RecurrentObjective bpr = sampled(RecurrentLoss.BPR_MAX);
    assertThat(loss(bpr)).isCloseTo((.643141 + Math.log(2)) / 2, within(6e-7));
    assertThat(loss(bpr.withRegularisation(0)))
        .isCloseTo((.393141 + Math.log(2)) / 2, within(6e-7));
    assertThat(loss(sampled(RecurrentLoss.TOP1_MAX))).isCloseTo((.887243 + 1) / 2, within(6e-7));
  }

  /** The drawn one comes every other time: twice the logarithm of 2 for a share of 2. */
  @Test
  void whatIsDrawnOftenIsCorrectedForIt() {
    double first = -Math.log(Math.E / (Math.E + 4 * Math.exp(.5) + Math.exp(-.5)));
    assertThat(loss(sampled(RecurrentLoss.CROSS_ENTROPY).withLogQ(2)))
        .isCloseTo((first + Math.log(6)) / 2, within(1e-6));
  }

  private static RecurrentObjective sampled(RecurrentLoss loss) {
    return RecurrentObjective.sampled(loss, 1);
  }

  /**
   * Two sequences of one place, with the targets 0 and 2, which are negatives of each other. One of
   * 1 and 3 is drawn, which have the same score.
   */
  private static double loss(RecurrentObjective objective) {
    Interactions train = SequenceCases.histories(4, new int[] {1, 3});
    Ragged.Ids targets = Ragged.Ids.of(new int[] {0}, new int[] {2});
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      Ragged h = new Ragged(tape.constant(Matrix.of(2, 1, new double[] {1, 0})), targets);
      Var table = tape.constant(Matrix.of(4, 1, new double[] {1, .5, -.5, .5}));
      Var bias = tape.constant(Matrix.of(1, 4, new double[4]));
      return objective.of(h, table, bias, targets, objective.sampler(train)).item();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "loss=bpr-max, negatives is 0",
    "negatives=8 samplingExponent=-1, samplingExponent is -1.0",
    "negatives=8 logQ=-1, logQ is -1.0",
    "loss=bpr-max negatives=8 regularisation=-1, regularisation is -1.0",
    "samplingExponent=0, 'samplingExponent is 0.0, but is read with negatives above 0 only'",
    "logQ=1, 'logQ is 1.0, but is read with loss=cross-entropy and negatives above 0 only'",
    "loss=bpr-max negatives=8 logQ=1, logQ is 1.0",
    "loss=top1-max negatives=8 logQ=1, logQ is 1.0",
    "loss=top1-max negatives=8 regularisation=2, regularisation is 2.0",
    "negatives=8 regularisation=0, 'read with loss=bpr-max only; set those, or leave it at 1.0'"
  })
  void settingsAreCheckedAndThoseThatNothingReadsAreRefused(String settings, String message) {
    Map<String, String> given =
        Arrays.stream(settings.split(" ", -1))
            .map(setting -> setting.split("=", -1))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    assertThatThrownBy(() -> Catalogue.create("gru4rec", given))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
