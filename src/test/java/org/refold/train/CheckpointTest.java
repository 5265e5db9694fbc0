package org.refold.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.nn.Parameter;
import org.refold.nn.optimizer.AdaGrad;
import org.refold.nn.optimizer.Adam;
import org.refold.nn.optimizer.Lbfgs;
import org.refold.nn.optimizer.Optimizer;
import org.refold.nn.optimizer.RProp;
import org.refold.nn.optimizer.Sgd;
import org.refold.recommend.Checkpoints;
import org.refold.recommend.Epoch;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.StopSignal;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingListener;
import org.refold.recommend.TrainingLog;
import org.refold.settings.BadInputException;

class CheckpointTest {

  private static final TrainingPlan TRAINING =
      TrainingPlan.of(7, 16).withLearningRate(Schedule.cosine(0.05, 0.001, 25));
  private static final Fitting FITTING = Fitting.withSeed(5).withValidation(Small.VALIDATION);

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("run.checkpoint");
  }

  /** Asks to stop once a step is done. */
  private record StopAfter(long step, StopSignal signal) implements TrainingListener {
    @Override
    public void stepEnds(long done, double loss) {
      if (done == step) {
        signal.request();
      }
    }
  }

  private TrainingControl keeping() {
    return TrainingControl.none().withCheckpoints(new Checkpoints(file(), Duration.ZERO));
  }

  private TrainingControl stoppingAfter(long step) {
    StopSignal signal = new StopSignal();
    return keeping().withStop(signal).with(new StopAfter(step, signal));
  }

  private static Fitted<Small.Scorer> fit(TrainingPlan training, Fitting fitting) {
    return new Small(training).fit(Small.TRAIN, fitting);
  }

  /** Everything but the times. */
  private static List<Object> figures(Fitted<Small.Scorer> model) {
    List<Object> figures = new ArrayList<>();
    for (Epoch epoch : model.log().epochs()) {
      figures.add(
          List.of(
              epoch.number(),
              epoch.loss(),
              epoch.validation(),
              epoch.learningRate(),
              epoch.notes()));
    }
    figures.add(model.log().bestEpoch());
    figures.add(model.log().ending());
    figures.add(model.model().net().weights());
    return figures;
  }

  /** Four steps make an epoch: in its midst, at its end, and in the first and last epoch. */
  @ParameterizedTest
  @CsvSource({"0", "5", "7", "14", "24", "26", "27"})
  void aRunThatIsStoppedAndTakenUpEqualsOneThatIsNot(long step) {
    Fitted<Small.Scorer> whole = fit(TRAINING, FITTING);
    Fitted<Small.Scorer> stopped = fit(TRAINING, FITTING.withControl(stoppingAfter(step)));
    assertThat(stopped.log().ending()).isEqualTo(TrainingLog.Ending.STOPPED);
    Fitted<Small.Scorer> resumed = fit(TRAINING, FITTING.withControl(keeping()));
    assertThat(figures(resumed)).isEqualTo(figures(whole));
  }

  static Stream<Function<List<Parameter>, Optimizer>> optimizers() {
    return Stream.of(
        new Adam()::over,
        new Adam().withUntouched(Adam.Untouched.LAZY)::over,
        new Sgd().withMomentum(0.9)::over,
        new AdaGrad()::over,
        new RProp()::over,
        parameters -> new Lbfgs(3, parameters));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void noOptimiserLosesItsState(Function<List<Parameter>, Optimizer> optimizer) {
    TrainingPlan training =
        TrainingPlan.ofFullBatches(8).withOptimizer(optimizer).withLearningRate(0.02);
    Fitting fitting = Fitting.withSeed(5);
    Fitted<Small.Scorer> whole = fit(training, fitting);
    fit(training, fitting.withControl(stoppingAfter(3)));
    Fitted<Small.Scorer> resumed = fit(training, fitting.withControl(keeping()));
    assertThat(figures(resumed)).isEqualTo(figures(whole));
  }

  @Test
  void patienceGoesOnWhereItWas() {
    TrainingPlan training = TrainingPlan.of(200, 16).withLearningRate(0.05).withPatience(4);
    Fitted<Small.Scorer> whole = fit(training, FITTING);
    long steps = 4L * whole.log().epochs().size();
    fit(training, FITTING.withControl(stoppingAfter(steps - 6)));
    Fitted<Small.Scorer> resumed = fit(training, FITTING.withControl(keeping()));
    assertThat(resumed.log().ending()).isEqualTo(TrainingLog.Ending.OUT_OF_PATIENCE);
    assertThat(figures(resumed)).isEqualTo(figures(whole));
  }

  @Test
  void aRunThatIsDoneTrainsNoMore() {
    Fitted<Small.Scorer> whole = fit(TRAINING, FITTING.withControl(keeping()));
    List<Long> steps = new ArrayList<>();
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void stepEnds(long step, double loss) {
            steps.add(step);
          }
        };
    Fitted<Small.Scorer> again = fit(TRAINING, FITTING.withControl(keeping().with(counter)));
    assertThat(steps).isEmpty();
    assertThat(figures(again)).isEqualTo(figures(whole));
    assertThat(again.log()).isEqualTo(whole.log());
  }

  @Test
  void aFileOfAnotherRunIsRefusedWithTheDifference() {
    fit(TRAINING, FITTING.withControl(keeping()));
    assertThatThrownBy(() -> fit(TRAINING.withPatience(3), FITTING.withControl(keeping())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is of another run")
        .hasMessageContaining("patience");
    Fitting otherSeed = Fitting.withSeed(6).withValidation(Small.VALIDATION).withControl(keeping());
    assertThatThrownBy(() -> fit(TRAINING, otherSeed))
        .hasMessageContaining("seed is 5 there, but 6 here");
    Fitting noValidation = Fitting.withSeed(5).withControl(keeping());
    assertThatThrownBy(() -> fit(TRAINING, noValidation))
        .hasMessageContaining("validation data is")
        .hasMessageContaining("but none here");
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    fit(TRAINING, FITTING.withControl(keeping()));
    byte[] bytes = Files.readAllBytes(file());
    byte[] changed = bytes.clone();
    changed[bytes.length / 2] ^= 1;
    Files.write(file(), changed);
    assertRefused("is damaged");
    Files.write(file(), Arrays.copyOf(bytes, bytes.length - 3));
    assertRefused("is damaged");
    Files.writeString(file(), "user,item\n1,2\n");
    assertRefused("delete it");
    Files.write(file(), new byte[0]);
    assertRefused("is no checkpoint");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> fit(TRAINING, FITTING.withControl(keeping())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void nothingButTheFileIsLeft() {
    fit(TRAINING, FITTING.withControl(keeping()));
    assertThat(folder.toFile().list()).containsExactly("run.checkpoint");
  }

  @Test
  void theStageIsPartOfTheName() {
    Checkpoints checkpoints = Checkpoints.in(file());
    assertThat(checkpoints.fileOf("")).isEqualTo(file());
    assertThat(checkpoints.fileOf("layer 1").getFileName()).hasToString("run.checkpoint.layer 1");
  }
}
