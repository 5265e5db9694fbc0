package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Mode;
import org.refold.nn.Tape;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Epoch;
import org.refold.recommend.Fitting;
import org.refold.recommend.TrainingLog;
import org.refold.settings.Notes;
import org.refold.train.Step;
import org.refold.train.batch.Histories;

/** What a training says of its bottleneck. */
class InstrumentsTest {

  private static final int ITEMS = 20;

  /** Users of two tastes. */
  private static Interactions train(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] histories = new int[60][];
    for (int user = 0; user < histories.length; user++) {
      int first = user % 2 * ITEMS / 2;
      histories[user] = random.ints(4, first, first + ITEMS / 2).distinct().sorted().toArray();
    }
    return GoldenNumbers.histories(ITEMS, histories);
  }

  private static MultVae vae(double beta) {
    return new MultVae()
        .withHidden(LayerSizes.of(16))
        .withLatent(20)
        .withDropout(0)
        .withBeta(beta)
        .withAnnealSteps(1)
        .withLearningRate(0.01)
        .withBatchSize(20)
        .withEpochs(20);
  }

  private static List<String> warnings(MultVae settings, int seed) {
    Notes notes = new Notes();
    settings.fit(train(seed), Fitting.withSeed(seed).withProgress(notes)).close();
    return notes.lines();
  }

  /** A prior that weighs a hundred times the likelihood leaves nothing of the code. */
  @RepeatedTest(20)
  void aPlantedCollapseIsFound(RepetitionInfo repetition) {
    int seed = repetition.getCurrentRepetition();
    assertThat(warnings(vae(100), seed))
        .singleElement()
        .asString()
        .startsWith("mult-vae: posterior collapse: of 20 units of the code ");
    assertThat(warnings(vae(0.02), seed)).isEmpty();
  }

  @Test
  void everyEpochSaysHowTheCodeIs() {
    try (var fitted = vae(0.02).fit(train(1), Fitting.withSeed(1))) {
      TrainingLog log = fitted.log();
      for (Epoch epoch : log.epochs()) {
        assertThat(epoch.notes())
            .containsKeys(
                "beta",
                "kl",
                "active share",
                "informative share",
                "kl of median unit",
                "kl of largest unit",
                "dead share",
                "effective rank",
                "gradient encoder 1",
                "gradient encoder 2",
                "gradient decoder 1",
                "gradient decoder 2");
      }
      assertThat(log.notes("informative share")[19]).isGreaterThan(0.2);
      double[] divergences = fitted.model().bottleneck(train(1)).divergences();
      assertThat(divergences).hasSize(20);
      double largest = Arrays.stream(divergences).max().orElseThrow();
      assertThat(log.notes("kl of largest unit")[19]).isCloseTo(largest, within(1e-3 * largest));
    }
  }

  /** ReLU units whose inputs are never positive cannot come back. */
  @Test
  void deadUnitsAreNamed() {
    Notes notes = new Notes();
    Autoencoder settings =
        new Autoencoder()
            .withHidden(LayerSizes.of(8))
            .withLatent(6)
            .withActivation(Activation.RELU)
            .withLearningRate(3)
            .withBatchSize(20)
            .withEpochs(5);
    try (var fitted = settings.fit(train(1), Fitting.withSeed(1).withProgress(notes))) {
      assertThat(fitted.log().notes("dead share")[4]).isEqualTo(1);
      assertThat(notes.lines()).singleElement().asString().contains("dead units: 6 of 6");
    }
  }

  /** One step on all users: the gradient that the log measures is that of the first weights. */
  @Test
  void theNormIsThatOfTheGradient() {
    Interactions train = train(2);
    MultDae settings =
        new MultDae()
            .withHidden(LayerSizes.of(6))
            .withLatent(4)
            .withDropout(0)
            .withBatchSize(60)
            .withEpochs(1);
    Scope scope = Scope.drawing(Precision.FLOAT, 5);
    var network = settings.network(Sizes.of(train), scope);
    try (var fitted = settings.fit(train, Fitting.withSeed(5));
        Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.TRAINING, 5, 0);
      tape.backward(network.loss(Step.ofFirst(tape, new Histories(train), 60)));
      double squares = 0;
      for (String name : List.of("decoder 2", "decoder 2 bias")) {
        Matrix gradient =
            scope.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow()
                .gradient()
                .filled();
        for (int k = 0; k < gradient.size(); k++) {
          double number = gradient.get(k / gradient.columns(), k % gradient.columns());
          squares += number * number;
        }
      }
      assertThat(fitted.log().notes("gradient decoder 2")[0])
          .isCloseTo(Math.sqrt(squares), within(1e-4 * Math.sqrt(squares)));
    }
  }
}
