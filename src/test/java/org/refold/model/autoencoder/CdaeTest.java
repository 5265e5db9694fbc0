package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Sizes;
import org.refold.nn.optimizer.Optimizer;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.OptimizerChoice;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.neural.UntrainedModels;
import org.refold.train.neural.UserHistoryModel;

/** The numbers come from golden_cdae.py in the test resources, by PyTorch in double precision. */
class CdaeTest implements RecommenderConformance {

  private static final GoldenNumbers GOLDEN = new GoldenNumbers("golden_cdae.txt");
  private static final int[][] HISTORIES = {{0, 2, 3, 6}, {1}, {0, 1, 2, 4, 6}};
  private static final int[] USERS = {2, 0, 3};
  private static final Interactions TRAIN =
      GoldenNumbers.histories(7, HISTORIES[1], new int[0], HISTORIES[0], HISTORIES[2]);
  private static final Cdae SMALL =
      new Cdae().withLatent(3).withNegatives(2).withL2(0.2).withBatchSize(3).withEpochs(2);
  private static final long SEED = 3;
  private static final long STEP = 3;

  @Override
  public Recommender recommender() {
    return new Cdae().withLatent(8).withBatchSize(16).withEpochs(20);
  }

  @Override
  public KnownUserScores knownUserScores() {
    return KnownUserScores.LEARNED;
  }

  private static FilledNetwork<CdaeNetwork> filled(Cdae settings, Precision precision) {
    return FilledNetwork.of(precision, scope -> settings.network(Sizes.of(TRAIN), scope));
  }

  private static UserHistoryModel model(Cdae settings) {
    FilledNetwork<CdaeNetwork> filled = filled(settings, Precision.FLOAT);
    return UntrainedModels.of(settings, TRAIN, filled.scope(), filled.network());
  }

  /** The same histories of other users. */
  private static Interactions ofStrangers(Interactions histories) {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    List<String> ids = new ArrayList<>();
    for (int user = 0; user < histories.userCount(); user++) {
      ids.add("stranger " + user);
      for (int item : histories.itemsOf(user)) {
        builder.add(user, item, 1, 0);
      }
    }
    return builder.build(
        Vocabulary.of(ids), histories.items(), InteractionsBuilder.Duplicates.KEEP);
  }

  static Stream<Arguments> allKinds() {
    List<Arguments> all = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (CdaeVariant variant : CdaeVariant.values()) {
        for (Tying tying : Tying.values()) {
          for (OutputItems items : OutputItems.values()) {
            all.add(Arguments.of(precision, variant, tying, items));
          }
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("allKinds")
  void lossAndGradientsAgreeWithPyTorch(
      Precision precision, CdaeVariant variant, Tying tying, OutputItems items) {
    Cdae settings = SMALL.like(variant).withTying(tying).withOutputItems(items);
    FilledNetwork<CdaeNetwork> filled = filled(settings, precision);
    double tolerance = GoldenNumbers.tolerance(precision);
    String name = variant + "." + tying + "." + items;
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.TRAINING, SEED, STEP);
      Var loss =
          filled.network().loss(tape, SparseRows.ofOnes(7, HISTORIES), SparseRows.oneHot(4, USERS));
      GOLDEN.check(name + ".loss", loss.item(), tolerance);
      tape.backward(loss);
    }
    List<Parameter> parameters = filled.parameters();
    assertThat(parameters).hasSize(tying == Tying.TIED ? 4 : 5);
    for (int k = 0; k < parameters.size(); k++) {
      GOLDEN.check(name + ".gradient." + k, parameters.get(k).gradient().filled(), tolerance);
    }
  }

  @Test
  void knownUsersHaveTheirNodesAndOthersTheMeanOfTheTrainedOnes() {
    UserHistoryModel model = model(SMALL);
    float[] known = new float[3 * 7];
    model.score(TRAIN.rows(USERS), 0, 3, known);
    GOLDEN.check("known", Matrix.of(3, 7, known), 1e-5);
    float[] foldedIn = new float[3 * 7];
    model.score(ofStrangers(GoldenNumbers.histories(7, HISTORIES)), 0, 3, foldedIn);
    GOLDEN.check("folded-in", Matrix.of(3, 7, foldedIn), 1e-5);
    float[] withoutHistory = new float[7];
    model.score(TRAIN, 1, 2, withoutHistory);
    float[] nobody = new float[7];
    model.score(ofStrangers(GoldenNumbers.histories(7, new int[0])), 0, 1, nobody);
    assertThat(withoutHistory).isEqualTo(nobody);
  }

  private interface Change {
    double of(double gradient);
  }

  /**
   * The first step on one user with a rate of 0.1: AdaGrad's is the authors', Adam's goes by the
   * sign, plain descent's by the gradient.
   */
  @ParameterizedTest
  @EnumSource(names = {"ADAGRAD", "ADAM", "SGD"})
  void theFirstStepOnOneUser(OptimizerChoice.Kind method) {
    Cdae settings =
        SMALL.withBatchSize(1).withLearningRate(0.1).withOptimizer(OptimizerChoice.of(method));
    FilledNetwork<CdaeNetwork> filled = filled(settings, Precision.DOUBLE);
    Parameter bias = filled.parameters().get(4);
    Matrix before = Matrix.doubles(1, 7);
    Matrix gradient = Matrix.doubles(1, 7);
    for (int item = 0; item < 7; item++) {
      before.set(0, item, bias.value().get(0, item));
    }
    Optimizer optimizer = settings.plan(1).optimizer().apply(filled.parameters());
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, SEED, STEP);
      optimizer.step(
          0.1,
          () -> {
            SparseRows batch = SparseRows.ofOnes(7, HISTORIES[0]);
            Var loss = filled.network().loss(tape, batch, SparseRows.oneHot(4, 2));
            double value = loss.item();
            tape.backward(loss);
            for (int item = 0; item < 7; item++) {
              gradient.set(0, item, bias.gradient().matrix().get(0, item));
            }
            return value;
          });
    }
    Change change =
        switch (method) {
          case ADAGRAD -> g -> 0.1 * g / (1 + Math.sqrt(1e-4 + g * g));
          case ADAM -> g -> 0.1 * g / (Math.abs(g) + 1e-8);
          default -> g -> 0.1 * g;
        };
    for (int item = 0; item < 7; item++) {
      double expected = before.get(0, item) - change.of(gradient.get(0, item));
      assertThat(bias.value().get(0, item)).isEqualTo(expected, within(1e-12));
    }
  }

  @Test
  void negativesAreAsManyAsAskedForAndNeverInTheHistory() {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.TRAINING, SEED, STEP);
      int[][] histories = {{0, 2, 3, 6}, {}, {0, 1, 2, 3, 4, 5, 6}, {5}};
      SparseRows targets = NegativeSampler.draw(tape, SparseRows.ofOnes(7, histories), 200);
      assertThat(targets.end(0) - targets.start(0)).isEqualTo(4 * 201);
      assertThat(targets.end(1)).isEqualTo(targets.start(1));
      assertThat(targets.end(2) - targets.start(2)).isEqualTo(7);
      int[] zeros = new int[7];
      for (int p = targets.start(0); p < targets.end(0); p++) {
        boolean one = List.of(0, 2, 3, 6).contains(targets.column(p));
        assertThat(targets.value(p)).isEqualTo(one ? 1 : 0);
        zeros[targets.column(p)] += one ? 0 : 1;
      }
      // 800 draws out of three items: 267 each with a standard deviation of 13
      assertThat(List.of(zeros[1], zeros[4], zeros[5])).allMatch(n -> n > 200 && n < 334);
    }
  }

  /** With everything dropped, in training and in scoring, only the user counts. */
  @Test
  void corruptionOfOneLeavesTheUserNode() {
    UserHistoryModel model = SMALL.withDropout(1).fit(TRAIN, Fitting.withSeed(1)).model();
    float[] scores = new float[14];
    model.score(ofStrangers(TRAIN), 1, 3, scores);
    assertThat(Arrays.copyOf(scores, 7)).isEqualTo(Arrays.copyOfRange(scores, 7, 14));
    float[] known = new float[14];
    model.score(TRAIN.rows(new int[] {0, 2}), 0, 2, known);
    assertThat(Arrays.copyOf(known, 7)).isNotEqualTo(Arrays.copyOfRange(known, 7, 14));
  }

  @Test
  void anItemsVectorIsItsRowInTheDecoder() {
    FilledNetwork<CdaeNetwork> filled = filled(SMALL, Precision.FLOAT);
    float[] vector = new float[3];
    UntrainedModels.of(SMALL, TRAIN, filled.scope(), filled.network()).vectors().readRow(2, vector);
    Matrix decoder = filled.parameters().get(3).value();
    for (int k = 0; k < 3; k++) {
      assertThat((double) vector[k]).isEqualTo(decoder.get(2, k));
    }
  }

  @Test
  void theDefaultsAreThoseOfThePaper() {
    assertThat(new Cdae().toString())
        .contains("latent=50", "activation=SIGMOID", "outputActivation=SIGMOID", "loss=LOGISTIC")
        .contains("tying=UNTIED", "negatives=5", "learningRate=0.1");
    assertThat(new Cdae().like(CdaeVariant.M4)).isEqualTo(new Cdae());
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withLatent(0), "latent is 0");
    assertRefused(() -> SMALL.withDropout(1.1), "dropout is 1.1");
    assertRefused(() -> SMALL.withNegatives(0), "negatives is 0");
    assertRefused(() -> SMALL.withLearningRate(-1), "learningRate is -1.0");
    assertRefused(() -> SMALL.withL2(-1), "l2 is -1.0");
    assertRefused(() -> SMALL.withBatchSize(0), "batchSize is 0");
    assertRefused(() -> SMALL.withEpochs(0), "epochs is 0");
    assertRefused(() -> SMALL.withPatience(0), "patience is 0");
    assertRefused(() -> SMALL.withOutputActivation(Activation.IDENTITY), "choose sigmoid");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
