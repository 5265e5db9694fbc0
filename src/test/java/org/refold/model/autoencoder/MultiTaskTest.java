package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.data.Interactions;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Epoch;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.batch.FeatureRows;
import org.refold.train.batch.Histories;
import org.refold.train.batch.UserFeatures;
import org.refold.train.neural.HistoryModel;

/**
 * The numbers come from golden_multitask.py in the test resources, by PyTorch in double precision.
 */
class MultiTaskTest implements RecommenderConformance {

  private static final GoldenNumbers GOLDEN = new GoldenNumbers("golden_multitask.txt");
  private static final int[][] HISTORIES = {{0, 2, 3, 6}, {1}, {}, {0, 1, 2, 4, 6}};
  private static final Interactions DATA = GoldenNumbers.histories(7, HISTORIES);

  /** Genders, then colours. */
  private static final UserFeatures USERS =
      new UserFeatures(
          DATA.users(),
          new FeatureRows(
              5,
              new int[] {0, 2, 5, 5, 7},
              new int[] {0, 3, 1, 2, 3, 1, 4},
              new float[] {1, 1, 1, .5f, .5f, 1, 1}),
          List.of(
              new UserFeatures.Column("gender", 0, 2), new UserFeatures.Column("colour", 2, 5)));

  private static final MultiTask SMALL =
      new MultiTask().withHidden(LayerSizes.of(5)).withLatent(3).withAttributeWeight(0.4);

  private static final MultiTask TEAMS =
      new MultiTask()
          .withHidden(LayerSizes.of(16))
          .withLatent(8)
          .withLearningRate(0.01)
          .withBatchSize(32)
          .withEpochs(30);

  @Override
  public Recommender recommender() {
    return TEAMS.withAttributeWeight(0).withHidden(LayerSizes.of(32)).withEpochs(40);
  }

  static Stream<Arguments> precisionsAndWeights() {
    return Stream.of(Precision.values())
        .flatMap(p -> Stream.of(TaskWeights.values()).map(w -> Arguments.of(p, w)));
  }

  @ParameterizedTest
  @MethodSource("precisionsAndWeights")
  void lossGradientsAndAgreementAgreeWithPyTorch(Precision precision, TaskWeights weights) {
    FilledNetwork<MultiTask.Net> filled =
        FilledNetwork.of(
            precision,
            scope -> SMALL.withTaskWeights(weights).network(Sizes.of(DATA), scope, USERS));
    double tolerance = GoldenNumbers.tolerance(precision);
    Map<String, Double> log = new HashMap<>();
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.TRAINING, 4, 3);
      Histories.Batch batch =
          new Histories.Batch(SparseRows.ofOnes(7, HISTORIES), SparseRows.oneHot(4, 0, 1, 2, 3));
      Var loss = filled.network().loss(tape, batch, log::put);
      GOLDEN.check(weights + ".loss", loss.item(), tolerance);
      tape.backward(loss);
    }
    GOLDEN.checkGradients(weights.toString(), filled.parameters(), tolerance);
    if (weights == TaskWeights.FIXED) {
      assertThat(filled.parameters()).hasSize(10);
      GOLDEN.check("agreement", log.get("agreement"), 1e-6);
      assertThat(log).containsOnlyKeys("items", "gender", "colour", "agreement");
    }
  }

  /** Histories are of teams, so that both tasks are learned, and pull the same way at first. */
  @ParameterizedTest
  @EnumSource
  void bothTasksAreLearned(TaskWeights weights) {
    Fitting fitting = Fitting.withSeed(1).withSideInformation(Teams.SIDE);
    try (Fitted<HistoryModel> fitted = TEAMS.withTaskWeights(weights).fit(Teams.TRAIN, fitting)) {
      List<Epoch> epochs = fitted.log().epochs();
      Map<String, Double> first = epochs.get(0).notes();
      Map<String, Double> last = epochs.get(epochs.size() - 1).notes();
      assertThat(first.get("agreement")).isBetween(-1.0, 1.0);
      assertThat(last.get("team")).isLessThan(0.5 * Math.log(2));
      assertThat(last.get("items")).isLessThan(first.get("items") - 0.2);
      if (weights == TaskWeights.UNCERTAINTY) {
        assertThat(last.get("team weight")).isGreaterThan(last.get("items weight"));
      }
    }
  }

  /** Attributes are targets: who asks does not matter. */
  @Test
  void scoresAreOfHistoriesAlone() {
    Fitting fitting = Fitting.withSeed(1).withSideInformation(Teams.SIDE);
    try (Fitted<HistoryModel> fitted = TEAMS.withEpochs(3).fit(Teams.TRAIN, fitting)) {
      assertThat(fitted.model().scores(Teams.COLD, 0))
          .isEqualTo(fitted.model().scores(Teams.COLD, 1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void headsAreKeptInTheFile(TaskWeights weights, @TempDir Path folder) throws IOException {
    Fitting fitting = Fitting.withSeed(1).withSideInformation(Teams.SIDE);
    MultiTask system = TEAMS.withTaskWeights(weights).withEpochs(2);
    try (Fitted<HistoryModel> fitted = system.fit(Teams.TRAIN, fitting)) {
      fitted.save(folder.resolve("model"));
      try (Fitted<? extends Model> loaded = ModelFile.open(folder.resolve("model")).load(system)) {
        assertThat(loaded.model().scores(Teams.TRAIN, 3))
            .isEqualTo(fitted.model().scores(Teams.TRAIN, 3));
        assertThat(((HistoryModel) loaded.model()).parameter("attributes").columns()).isEqualTo(2);
      }
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> TEAMS.fit(Teams.TRAIN, Fitting.withSeed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("side information of users");
    assertThatThrownBy(() -> new MultiTask().withAttributeWeight(-1))
        .hasMessageContaining("attributeWeight is -1");
  }
}
