package org.refold.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.recommend.Checkpoints;
import org.refold.recommend.Epoch;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.StopSignal;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingListener;
import org.refold.recommend.TrainingLog;

class StoppingTest {

  private static final TrainingPlan LONG = TrainingPlan.of(100_000, 16).withLearningRate(0.02);

  @TempDir private Path folder;

  /** Does something after an epoch. */
  private record After(int epoch, Runnable action) implements TrainingListener {
    @Override
    public void epochEnds(Epoch ended) {
      if (ended.number() == epoch) {
        action.run();
      }
    }
  }

  @Test
  void anotherThreadMayStopATraining() throws InterruptedException {
    StopSignal signal = new StopSignal();
    CountDownLatch running = new CountDownLatch(1);
    List<Fitted<Small.Scorer>> models = new ArrayList<>();
    Fitting fitting =
        Fitting.withSeed(5)
            .withValidation(Small.VALIDATION)
            .withControl(
                TrainingControl.none().withStop(signal).with(new After(3, running::countDown)));
    Thread thread = new Thread(() -> models.add(new Small(LONG).fit(Small.TRAIN, fitting)));
    thread.start();
    assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
    signal.request();
    thread.join(20_000);
    assertThat(models).hasSize(1);
    assertThat(models.get(0).log().ending()).isEqualTo(TrainingLog.Ending.STOPPED);
  }

  @Test
  void aStoppedTrainingKeepsTheBestSoFar() {
    StopSignal signal = new StopSignal();
    Fitting plain = Fitting.withSeed(5).withValidation(Small.VALIDATION);
    TrainingControl watch =
        TrainingControl.none().withStop(signal).with(new After(30, signal::request));
    Fitted<Small.Scorer> stopped = new Small(LONG).fit(Small.TRAIN, plain.withControl(watch));
    TrainingPlan thirty = TrainingPlan.of(30, 16).withLearningRate(0.02);
    Fitted<Small.Scorer> whole = new Small(thirty).fit(Small.TRAIN, plain);
    assertThat(stopped.log().epochs()).hasSize(30);
    assertThat(stopped.log().bestEpoch()).isEqualTo(whole.log().bestEpoch());
    assertThat(stopped.model().net().weights()).isEqualTo(whole.model().net().weights());
  }

  @Test
  void anInterruptStopsWellAndStandsAndTheCheckpointIsWritten() {
    Path file = folder.resolve("run");
    TrainingControl watch =
        TrainingControl.none()
            .withCheckpoints(Checkpoints.in(file))
            .with(new After(2, () -> Thread.currentThread().interrupt()));
    Fitted<Small.Scorer> stopped =
        new Small(LONG)
            .fit(
                Small.TRAIN,
                Fitting.withSeed(5).withValidation(Small.VALIDATION).withControl(watch));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(stopped.log().ending()).isEqualTo(TrainingLog.Ending.STOPPED);
    assertThat(stopped.log().epochs()).hasSize(2);
    assertThat(file).exists();
    assertThat(Files.exists(folder.resolve("run.part"))).isFalse();
  }

  @Test
  void whoIsStoppedInTheFirstEpochHasTheWeightsOfTheMoment() {
    StopSignal signal = new StopSignal();
    signal.request();
    Fitting fitting =
        Fitting.withSeed(5)
            .withValidation(Small.VALIDATION)
            .withControl(TrainingControl.none().withStop(signal));
    Fitted<Small.Scorer> model = new Small(LONG).fit(Small.TRAIN, fitting);
    assertThat(model.log().bestEpoch()).isZero();
    assertThat(model.log().epochs()).isEmpty();
    assertThat(model.model().net().weights()).isEqualTo(new Small.Net(Small.TRAIN, 5).weights());
  }
}
