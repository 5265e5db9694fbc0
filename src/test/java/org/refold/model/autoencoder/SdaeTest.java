package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Parameter;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingListener;
import org.refold.recommend.TrainingLog;
import org.refold.settings.BadInputException;
import org.refold.train.Phase;
import org.refold.train.batch.Histories;
import org.refold.train.neural.Course;

class SdaeTest implements RecommenderConformance {

  private static final Sdae SMALL =
      new Sdae().withHidden(LayerSizes.of(5)).withLatent(3).withBatchSize(2).withEpochs(3);
  private static final Interactions TRAIN =
      GoldenNumbers.histories(7, new int[] {0, 2, 3, 6}, new int[] {1}, new int[] {0, 1, 2, 4, 6});

  @Override
  public Recommender recommender() {
    return new Sdae()
        .withHidden(LayerSizes.of(32))
        .withLatent(8)
        .withLearningRate(0.01)
        .withBatchSize(32)
        .withPretrainEpochs(10)
        .withEpochs(40);
  }

  @Test
  void withoutPretrainingItIsTheDeepNetwork() {
    Dae deep = new Dae().withHidden(LayerSizes.of(5)).withLatent(3).withBatchSize(2).withEpochs(3);
    assertThat(DaeTest.scores(SMALL.withPretrainEpochs(0))).isEqualTo(DaeTest.scores(deep));
    assertThat(DaeTest.scores(SMALL)).isNotEqualTo(DaeTest.scores(deep));
  }

  @Test
  void aStageTrainsItsLayerAndTheMirrorOfIt() {
    Scope scope = Scope.drawing(1);
    Sdae.Net net = SMALL.network(Sizes.of(TRAIN), scope);
    Course course = net.course(scope, new Histories(TRAIN));
    assertThat(course.pretraining())
        .extracting(Course.Stage::name)
        .containsExactly("layer 1", "layer 2");
    assertThat(course.pretraining().stream().map(stage -> names(stage.phases())))
        .containsExactly(
            List.of("encoder 1", "encoder 1 bias", "decoder 2", "decoder 2 bias"),
            List.of("encoder 2", "encoder 2 bias", "decoder 1", "decoder 1 bias"));
    assertThat(names(course.phases())).hasSize(8);
  }

  private static List<String> names(List<Phase<?>> phases) {
    return phases.get(0).parameters().stream().map(Parameter::name).toList();
  }

  /** Keeps the logs of all trainings of a fit, pre-training first. */
  private static final class Logs implements TrainingListener {
    final List<TrainingLog> all = new ArrayList<>();

    @Override
    public void trainingEnds(TrainingLog log) {
      all.add(log);
    }
  }

  @Test
  void theLossOfEachStageFalls() {
    Logs logs = new Logs();
    Fitting fitting = Fitting.withSeed(1).withControl(TrainingControl.none().with(logs));
    SMALL.withLearningRate(0.01).withPretrainEpochs(30).fit(TRAIN, fitting).close();
    assertThat(logs.all).hasSize(3);
    for (TrainingLog log : logs.all.subList(0, 2)) {
      double[] losses = log.losses();
      assertThat(losses).hasSize(30);
      assertThat(losses[29]).isLessThan(0.9 * losses[0]);
    }
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> SMALL.withPretrainEpochs(-1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("pretrainEpochs is -1");
    assertThatThrownBy(() -> SMALL.withLayerCorruption(Corruption.parse("salt-pepper(0.1)")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("choose gaussian(0.1)");
  }
}
