package org.refold.model.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.data.Interactions;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Tape;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelFile;
import org.refold.recommend.Recommender;
import org.refold.recommend.StartFrom;
import org.refold.settings.BadInputException;
import org.refold.train.OptimizerChoice;
import org.refold.train.Training;
import org.refold.train.batch.SideFeatures;
import org.refold.train.neural.PairFeatures;
import org.refold.train.neural.PairModel;
import org.refold.train.neural.PairNetwork;

/** The golden numbers were worked out by hand from the equations, to six digits. */
class NeuMfTest implements RecommenderConformance {

  private static final Interactions DATA =
      MfTest.DATA.rows(IntStream.range(0, 60).toArray()).compact();

  private static NeuMf small() {
    return new NeuMf()
        .withLatent(4)
        .withMlpLatent(6)
        .withHidden(LayerSizes.of(8, 4))
        .withBatchSize(128)
        .withPretrainingEpochs(2);
  }

  @Override
  public Recommender recommender() {
    return small()
        .withPretrainingEpochs(0)
        .withTraining(Training.adam(0.02, 128, 20).withOptimizer(OptimizerChoice.adam()));
  }

  @Override
  public KnownUserScores knownUserScores() {
    return KnownUserScores.LEARNED;
  }

  /** The goldens of both halves, joined half and half. */
  @Test
  void aPairScoresAsTheEquationsSay() {
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    NeuMf settings = new NeuMf().withLatent(2).withMlpLatent(2).withHidden(LayerSizes.of(2));
    PairNetwork network = settings.network(GmfTest.ONE, scope, PairFeatures.none(GmfTest.ONE));
    double[][] numbers =
        Stream.of(GmfTest.GOLDEN, NcfMlpTest.GOLDEN).flatMap(Stream::of).toArray(double[][]::new);
    for (int output : new int[] {2, 3, 9, 10}) {
      numbers[output] = java.util.Arrays.stream(numbers[output]).map(x -> x / 2).toArray();
    }
    GmfTest.set(scope, numbers);
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      double z = GmfTest.logit(tape, network);
      assertThat(z).isCloseTo(-.35, within(1e-9));
      assertThat(1 / (1 + Math.exp(-z))).isCloseTo(.413382, within(1e-6));
    }
  }

  private static double[] logits(PairNetwork network) {
    int[] users = IntStream.range(0, DATA.userCount()).toArray();
    int[] items = IntStream.of(users).map(user -> user % DATA.itemCount()).toArray();
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 0);
      var z = network.scores(tape, users, items).value();
      return IntStream.range(0, users.length).mapToDouble(k -> z.get(k, 0)).toArray();
    }
  }

  /** From files, and by itself, to the same numbers. */
  @Test
  void thePreTrainedLogitIsTheMeanOfThoseOfTheHalves(@TempDir Path folder) throws IOException {
    NeuMf neuMf = small();
    Sizes sizes = Sizes.of(DATA);
    PairFeatures none = PairFeatures.none(sizes);
    Fitting fitting = Fitting.withSeed(5);
    double[] product;
    double[] perceptron;
    try (Fitted<PairModel> gmf = neuMf.gmf().fit(DATA, fitting);
        Fitted<PairModel> mlp = neuMf.mlp().fit(DATA, fitting)) {
      gmf.save(folder.resolve("gmf"));
      mlp.save(folder.resolve("mlp"));
      product = logits(neuMf.gmf().network(sizes, taking(gmf.model()), none));
      perceptron = logits(neuMf.mlp().network(sizes, taking(mlp.model()), none));
    }
    StartFrom start = neuMf.startFrom(folder.resolve("gmf"), folder.resolve("mlp"));
    Scope fromFiles = neuMf.scope(DATA, fitting.startFrom(start));
    double[] both = logits(neuMf.network(sizes, fromFiles, none));
    Scope byItself = neuMf.scope(DATA, fitting);
    assertThat(logits(neuMf.network(sizes, byItself, none))).isEqualTo(both);
    for (int k = 0; k < both.length; k++) {
      assertThat(both[k]).isCloseTo((product[k] + perceptron[k]) / 2, within(1e-6));
    }
    assertThat(neuMf.withEpochs(1).fit(DATA, fitting.startFrom(start)).log().epochs()).hasSize(1);
  }

  private static Scope taking(PairModel model) {
    return new Scope(
        (name, role, rows, columns, initializer) ->
            org.refold.nn.Parameter.of(name, role, model.parameter(name)));
  }

  @Test
  void aPreTrainingOfOtherSizesIsRefused(@TempDir Path folder) throws IOException {
    NeuMf neuMf = small();
    Fitting fitting = Fitting.withSeed(5);
    try (Fitted<PairModel> gmf = neuMf.gmf().withEpochs(1).fit(DATA, fitting);
        Fitted<PairModel> mlp = neuMf.mlp().withEpochs(1).fit(DATA, fitting)) {
      gmf.save(folder.resolve("gmf"));
      mlp.save(folder.resolve("mlp"));
    }
    NeuMf other = neuMf.withLatent(5);
    Fitting start =
        fitting.startFrom(other.startFrom(folder.resolve("gmf"), folder.resolve("mlp")));
    assertThatThrownBy(() -> other.fit(DATA, start))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'users' has the shape [60, 4], but 'gmf users' needs [60, 5]")
        .hasMessageContaining("same sizes");
  }

  /** The numbers of attributes go from a half into the whole, and from there into its file. */
  @Test
  void attributesAreKept(@TempDir Path folder) throws IOException {
    NeuMf neuMf = small().withSide(SideFeatures.Use.ITEMS).withEpochs(1);
    Fitting fitting = Fitting.withSeed(5).withSideInformation(MfTest.genres(DATA));
    float[] scores = new float[DATA.itemCount()];
    try (Fitted<PairModel> fitted = neuMf.fit(DATA, fitting)) {
      assertThat(fitted.model().parameter("gmf items attributes").get(0, 0)).isNotZero();
      assertThat(fitted.model().parameter("mlp items attributes").get(0, 0)).isNotZero();
      fitted.model().score(DATA, 0, 1, scores);
      fitted.save(folder.resolve("model"));
    }
    try (var loaded = ModelFile.open(folder.resolve("model")).load(neuMf)) {
      float[] again = new float[DATA.itemCount()];
      loaded.model().score(DATA, 0, 1, again);
      assertThat(again).isEqualTo(scores);
    }
    assertThatThrownBy(() -> neuMf.fit(DATA, Fitting.withSeed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("side information of items");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new NeuMf().withLatent(0)).hasMessageContaining("latent is 0");
    assertThatThrownBy(() -> new NeuMf().withGmfShare(2)).hasMessageContaining("gmfShare is 2");
    assertThatThrownBy(() -> new NeuMf().withPretrainingEpochs(-1))
        .hasMessageContaining("pretrainingEpochs is -1");
  }
}
