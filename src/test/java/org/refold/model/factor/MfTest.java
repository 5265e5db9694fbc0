package org.refold.model.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.SideInformation;
import org.refold.data.sets.Synthetic;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Checkpoints;
import org.refold.recommend.Epoch;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.recommend.StopSignal;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingListener;
import org.refold.settings.BadInputException;
import org.refold.train.Passes;
import org.refold.train.batch.SideFeatures;

/** The golden numbers were worked out by hand from the equations, to six digits. */
class MfTest implements RecommenderConformance {

  static final Interactions DATA = new Synthetic(300, 80, 6_000, 5).generate().interactions();

  @Override
  public Recommender recommender() {
    return new Mf().withLatent(4).withPasses(Passes.of(30, 0.05, 0.97));
  }

  @Override
  public KnownUserScores knownUserScores() {
    return KnownUserScores.LEARNED;
  }

  @Override
  public InnerProducts innerProducts() {
    return InnerProducts.SAME_ORDER;
  }

  /** One rating 5 of one user and one item, with given parameters. */
  static RatingFit oneRating(Recommender who) {
    Scope scope = Scope.drawing(1);
    RatingSide users = RatingSide.of(scope, "users", new int[] {1}, 2, Initializer.normal(1));
    RatingSide items = RatingSide.of(scope, "items", new int[] {1}, 2, Initializer.normal(1));
    set(users.own, .1, -.2);
    set(users.biases, .1);
    set(items.own, .3, .4);
    set(items.biases, -.2);
    return new RatingFit(who, Rated.of(1, 1, 0, 0, 5), Fitting.withSeed(1), scope, users, items, 3);
  }

  static void set(Parameter parameter, double... numbers) {
    for (int k = 0; k < numbers.length; k++) {
      int columns = parameter.value().columns();
      parameter.value().set(k / columns, k % columns, numbers[k]);
    }
  }

  static void assertRow(Matrix matrix, int row, double... expected) {
    for (int k = 0; k < expected.length; k++) {
      assertThat(matrix.get(row, k)).as("number %d", k).isCloseTo(expected[k], within(1e-6));
    }
  }

  @Test
  void oneStepIsThatOfTheEquations() {
    RatingFit fit = oneRating(new Mf());
    double squares = new RatingSgd(fit, BiasTerms.ALL, .02, 0).run(1, .1);
    assertThat(Math.sqrt(squares)).isCloseTo(2.15, within(1e-6));
    assertRow(fit.users().biases.value(), 0, .3148);
    assertRow(fit.items().biases.value(), 0, .0154);
    assertRow(fit.users().own.value(), 0, .1643, -.1136);
    assertRow(fit.items().own.value(), 0, .3209, .3562);
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, false, 1.047619, .380952, 0",
    "WEIGHTED, false, .755556, .355556, 0",
    "PLAIN, true, .980392, .313725, .117647"
  })
  void foldsInAsTheRidgeRegressionDoes(
      RatingRidge.Scaling scaling, boolean withBias, double p0, double p1, double b) {
    try (Matrix items = Matrix.of(3, 2, 1f, 0f, 0f, 1f, 1f, 1f);
        RatingRidge ridge = new RatingRidge(items, withBias, .5, scaling)) {
      float[] p = new float[2];
      float bias = ridge.solve(new int[] {0, 1, 2}, new float[] {1, 0, 2}, 3, p);
      assertThat(p[0]).isCloseTo((float) p0, within(1e-5f));
      assertThat(p[1]).isCloseTo((float) p1, within(1e-5f));
      assertThat(bias).isCloseTo((float) b, within(1e-5f));
    }
  }

  @ParameterizedTest
  @EnumSource(Mf.Solver.class)
  void everySolverFindsMoreThanTheBiases(Mf.Solver solver) {
    double l2 = solver == Mf.Solver.ALS_PLAIN ? 1 : .05;
    Mf mf = new Mf().withLatent(8).withSolver(solver).withL2(l2).withEpochs(20);
    double[] losses = mf.fit(DATA, Fitting.withSeed(2)).log().losses();
    double variance = variance(DATA);
    assertThat(losses[19]).isLessThan(losses[0]).isLessThan(.9 * variance);
    assertThat(DoubleStream.of(losses)).allMatch(Double::isFinite);
  }

  private static double variance(Interactions data) {
    double mean = BiasTerms.ALL.mean(data);
    double sum = 0;
    for (int p = 0; p < data.size(); p++) {
      sum += Math.pow(data.value(p) - mean, 2);
    }
    return sum / data.size();
  }

  /** Enough ratings that users and items are cut into blocks. */
  @Test
  void everyBitIsTheSameForAnyNumberOfThreads() {
    Interactions data = new Synthetic(2_000, 300, 110_000, 5).generate().interactions();
    Mf mf = new Mf().withLatent(8).withEpochs(2);
    int before = Parallel.threads();
    try {
      Parallel.setThreads(1);
      double[] alone = mf.fit(data, Fitting.withSeed(2)).log().losses();
      Parallel.setThreads(3);
      assertThat(mf.fit(data, Fitting.withSeed(2)).log().losses()).isEqualTo(alone);
    } finally {
      Parallel.setThreads(before);
    }
  }

  @Test
  void aTermThatIsNotChosenStaysZero() {
    RatedFactorModel model =
        new Mf()
            .withLatent(4)
            .withEpochs(1)
            .withBias(BiasTerms.NONE)
            .fit(DATA, Fitting.withSeed(1))
            .model();
    assertThat(model.itemBiases()).containsOnly(0);
    assertThat(model.factors().userBiases()).containsOnly(0);
    assertThat(model.factors().mean()).isZero();
  }

  static SideInformation genres(Interactions data) {
    List<List<String>> genres =
        java.util.stream.IntStream.range(0, data.itemCount())
            .mapToObj(item -> List.of("genre " + item % 3))
            .toList();
    return new SideInformation(
        Attributes.none(data.users()),
        Attributes.none(data.items()).with("genres", AttributeColumn.Categories.of(genres)));
  }

  /** An item without ratings has what its attributes say, and no more. */
  @Test
  void attributesReachItemsWithoutRatings() {
    Interactions warm = DATA.where(p -> DATA.item(p) > 2);
    Fitting fitting = Fitting.withSeed(1).withSideInformation(genres(DATA));
    Mf mf = new Mf().withLatent(4).withEpochs(5);
    float[] without = mf.fit(warm, fitting).model().itemBiases();
    float[] with = mf.withSide(SideFeatures.Use.ITEMS).fit(warm, fitting).model().itemBiases();
    assertThat(without[0]).isZero();
    assertThat(with[0]).isNotZero();
  }

  /** A pass has no state but the parameters and its epoch. */
  @Test
  void aTrainingThatIsStoppedResumesToTheSameBits(@TempDir Path folder) {
    Mf mf = new Mf().withLatent(4).withEpochs(5);
    StopSignal stop = new StopSignal();
    TrainingListener afterTwo =
        new TrainingListener() {
          @Override
          public void epochEnds(Epoch epoch) {
            if (epoch.number() == 2) {
              stop.request();
            }
          }
        };
    TrainingControl kept =
        TrainingControl.none().withCheckpoints(Checkpoints.in(folder.resolve("state")));
    Fitting fitting = Fitting.withSeed(4);
    Fitted<RatedFactorModel> stopped =
        mf.fit(DATA, fitting.withControl(kept.with(afterTwo).withStop(stop)));
    assertThat(stopped.log().epochs()).hasSize(2);
    Fitted<RatedFactorModel> resumed = mf.fit(DATA, fitting.withControl(kept));
    Fitted<RatedFactorModel> whole = mf.fit(DATA, fitting);
    assertThat(resumed.log().losses()).isEqualTo(whole.log().losses());
    assertThat(resumed.model().itemBiases()).isEqualTo(whole.model().itemBiases());
  }

  @Test
  void whatCannotBeFittedIsRefused() {
    assertThatThrownBy(() -> new Mf().fit(DATA.withoutValues(), Fitting.withSeed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("mf learns from ratings");
    assertThatThrownBy(() -> new Mf().withLatent(81).fit(DATA, Fitting.withSeed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("latent of mf is 81")
        .hasMessageContaining("at most 80");
    Mf withSide = new Mf().withLatent(4).withSide(SideFeatures.Use.BOTH);
    assertThatThrownBy(() -> withSide.fit(DATA, Fitting.withSeed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("side information of users");
    assertThatThrownBy(() -> withSide.withSolver(Mf.Solver.ADAM)).hasMessageContaining("solver");
    assertThatThrownBy(() -> new Mf().withL2(0)).hasMessageContaining("l2 is 0.0");
    assertThatThrownBy(() -> new Mf().withLearningRate(-1)).hasMessageContaining("learningRate");
  }

  /** The gradient of the loss over the history vanishes at the vector that is found. */
  @Test
  void aFoldedInUserIsAtTheMinimum() {
    Mf mf = new Mf().withLatent(4).withEpochs(5);
    try (Fitted<RatedFactorModel> fitted = mf.fit(DATA, Fitting.withSeed(1))) {
      RatedFactorModel model = fitted.model();
      Interactions one = Rated.of(1, DATA.itemCount(), 0, 3, 5, 0, 7, 1, 0, 9, 4);
      Interactions stranger = Rated.named("stranger", one);
      float[] p = new float[4];
      float[] q = new float[4];
      Factors f = model.factors();
      try (RatingRidge ridge =
          new RatingRidge(f.items(), true, mf.l2(), RatingRidge.Scaling.WEIGHTED)) {
        float b = new RidgeFoldIn(f, ridge, null, 5).fold(FoldInRule.History.of(stranger, 0), p);
        double[] gradient = new double[5];
        for (int at = 0; at < 3; at++) {
          double e = stranger.value(at) - f.score(p, b, stranger.item(at), q);
          for (int k = 0; k < 4; k++) {
            gradient[k] += e * q[k] - mf.l2() * p[k];
          }
          gradient[4] += e - mf.l2() * b;
        }
        assertThat(gradient).containsExactly(new double[5], within(1e-5));
      }
    }
  }
}
