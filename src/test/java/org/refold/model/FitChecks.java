package org.refold.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Parallel;
import org.refold.recommend.Checkpoints;
import org.refold.recommend.Epoch;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;
import org.refold.recommend.StopSignal;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingListener;
import org.refold.settings.BadInputException;

/** What holds for any fit. */
final class FitChecks {

  private static final Interactions TRAIN = ConformanceData.TRAIN;

  private FitChecks() {}

  static List<DynamicTest> of(Recommender recommender, Model model) {
    return List.of(
        dynamicTest(
            "the items of the model are those of the training data",
            () -> assertThat(model.items()).isEqualTo(TRAIN.items())),
        dynamicTest(
            "what the model says is finite",
            () -> Scores.everything(model).values().forEach(Scores::assertFinite)),
        dynamicTest(
            "the same seed gives the same bits, also where the fit was cut off and resumed",
            () -> resumesToTheSameBits(recommender, model)),
        dynamicTest(
            "another number of threads changes at most the rounding",
            () -> threadsDoNotMatter(recommender, model)),
        dynamicTest("training data stay as they are", () -> trainingDataStay(recommender)),
        dynamicTest("no training data are refused", () -> emptyDataAreRefused(recommender)),
        dynamicTest("one user with one item will do or is refused", () -> tiniest(recommender)),
        dynamicTest("the memory of a fit grows with the items", () -> memory(recommender)));
  }

  /** Stopped after its first epoch, if it has epochs, and fitted again from what that left. */
  private static void resumesToTheSameBits(Recommender recommender, Model model)
      throws IOException {
    Path folder = Files.createTempDirectory("refold");
    TrainingControl kept =
        TrainingControl.none()
            .withCheckpoints(new Checkpoints(folder.resolve("state"), Duration.ZERO));
    StopSignal stop = new StopSignal();
    TrainingListener afterOne =
        new TrainingListener() {
          @Override
          public void epochEnds(Epoch epoch) {
            stop.request();
          }
        };
    Fitting begin = Fitting.withSeed(7).withControl(kept.withStop(stop).with(afterOne));
    recommender.fit(TRAIN, begin).close();
    Fitting again = Fitting.withSeed(7).withControl(kept);
    try (Fitted<? extends Model> resumed = recommender.fit(TRAIN, again)) {
      assertThat(Scores.ofTraining(resumed.model())).isEqualTo(Scores.ofTraining(model));
    } finally {
      try (Stream<Path> states = Files.list(folder)) {
        for (Path state : states.toList()) {
          Files.delete(state);
        }
      }
      Files.delete(folder);
    }
  }

  private static void threadsDoNotMatter(Recommender recommender, Model model) {
    int before = Parallel.threads();
    try {
      for (int threads : new int[] {1, 3}) {
        Parallel.setThreads(threads);
        Model other = recommender.fit(TRAIN, Fitting.withSeed(7)).model();
        Scores.assertClose(Scores.ofTraining(other), Scores.ofTraining(model), 1e-3);
      }
    } finally {
      Parallel.setThreads(before);
    }
  }

  private static void trainingDataStay(Recommender recommender) {
    String hash = TRAIN.sha256();
    recommender.fit(TRAIN, Fitting.withSeed(8));
    assertThat(TRAIN.sha256()).isEqualTo(hash);
  }

  private static void emptyDataAreRefused(Recommender recommender) {
    Interactions empty = TRAIN.where(p -> false);
    assertThatThrownBy(() -> recommender.fit(empty, Fitting.withSeed(7)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(recommender.name())
        .hasMessageContaining("0 interactions");
  }

  private static void memory(Recommender recommender) {
    List<String> ids = new ArrayList<>(TRAIN.items().ids());
    long few = recommender.fitBytes(TRAIN);
    for (int item = 0; item < 5_000; item++) {
      ids.add("further-" + item);
    }
    assertThat(few).isPositive();
    assertThat(recommender.fitBytes(TRAIN.withItems(Vocabulary.of(ids))))
        .as("bytes with 5000 further items")
        .isGreaterThanOrEqualTo(few + 5_000L * Float.BYTES);
  }

  private static void tiniest(Recommender recommender) {
    Interactions one = TRAIN.where(p -> p == 0).compact();
    Model model;
    try {
      model = recommender.fit(one, Fitting.withSeed(7)).model();
    } catch (BadInputException refused) {
      assertThat(refused).hasMessageContaining(recommender.name());
      return;
    }
    assertThat(model.items()).isEqualTo(one.items());
  }
}
