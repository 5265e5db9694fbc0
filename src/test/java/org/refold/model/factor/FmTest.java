package org.refold.model.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.Passes;
import org.refold.train.batch.FeatureRows;

/** The golden numbers were worked out by hand from the equations, to six digits. */
class FmTest implements RecommenderConformance {

  @Override
  public Recommender recommender() {
    return new Fm().withLatent(4).withPasses(Passes.of(30, 0.05, 0.97));
  }

  @Override
  public KnownUserScores knownUserScores() {
    return KnownUserScores.LEARNED;
  }

  @Override
  public InnerProducts innerProducts() {
    return InnerProducts.SAME_ORDER;
  }

  /** Three features: a user, an attribute of the user with some weight, an item. */
  private record Machine(Scope scope, RatingSide users, RatingSide items, FmPass pass) {

    static Machine of(Fm fm, double x2, double rating) {
      Scope scope = Scope.drawing(1);
      FeatureRows attribute =
          new FeatureRows(1, new int[] {0, 1}, new int[] {0}, new float[] {(float) x2});
      Initializer zeros = Initializer.zeros();
      RatingSide users =
          RatingSide.of(scope, "users", new int[] {1}, 2, zeros)
              .with(scope, "attributes", attribute, zeros, RatingSide.FeatureBias.YES);
      RatingSide items = RatingSide.of(scope, "items", new int[] {1}, 2, zeros);
      Parameter constant = scope.bias("constant", 1, zeros);
      GmfTest.set(scope, new double[][] {{1, 0}, {.1}, {-1, 2}, {.3}, {.5, .5}, {-.2}, {.5}});
      Interactions one = Rated.of(1, 1, 0, 0, (int) rating);
      FmPass pass = new FmPass(fm.withLatent(2), new FmParameters(users, items, constant), one, 1);
      pass.take();
      return new Machine(scope, users, items, pass);
    }
  }

  @Test
  void aValueIsThatOfTheEquation() {
    assertThat(Machine.of(new Fm(), .5, 1).pass().value(0, 0)).isCloseTo(.8f, within(1e-6f));
  }

  /**
   * With a rate of 1 and hardly any penalty, a step is the gradient; its slope is that of y = 1.
   */
  @Test
  void aLogisticStepIsTheGradient() {
    Fm fm = new Fm().withLinearL2(0).withL2(1e-12).withPasses(Passes.of(1, 1, 1));
    Machine machine = Machine.of(fm.withObjective(Fm.Objective.REGRESSION), .5, 1);
    double squares = machine.pass().run(1, 1);
    assertThat(squares).isCloseTo(.02, within(1e-6));
    double slope = -.2;
    MfTest.assertRow(machine.users().own.value(), 0, 1, -slope * 1.5);
    MfTest.assertRow(machine.items().own.value(), 0, .5 - slope * .5, .5 - slope);
    double[] table = {machine.users().t[0], machine.users().t[1]};
    assertThat(table)
        .containsExactly(new double[] {-1 - slope * .75, 2 - slope * .25}, within(1e-6));
    Machine labelled = Machine.of(fm, .5, 1);
    labelled.pass().value(0, 0);
    assertThat(labelled.pass().label(0, 0, 1)).isCloseTo(.371101, within(1e-6));
  }

  /** User and item alone: the machine is a factorisation with biases. */
  @Test
  void withoutFeaturesItIsAFactorisation() {
    try (Fitted<? extends FactorModel> fitted =
        new Fm().withLatent(4).withEpochs(2).fit(MfTest.DATA, Fitting.withSeed(1))) {
      FactorModel model = fitted.model();
      float[] scores = new float[model.items().size()];
      model.score(MfTest.DATA, 3, 4, scores);
      float[] vector = new float[4];
      float bias = model.user(MfTest.DATA, 3, vector);
      for (int item = 0; item < scores.length; item++) {
        double sum = bias + model.itemBiases()[item];
        for (int k = 0; k < 4; k++) {
          sum += (double) vector[k] * model.vectors().get(item, k);
        }
        assertThat((double) scores[item]).isCloseTo(sum, within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "REGRESSION, ITEMS",
    "LOGISTIC, NONE",
    "LOGISTIC, ITEMS",
    "PAIRWISE, NONE",
    "PAIRWISE, ITEMS"
  })
  void theLossFallsAndStrangersAreFoldedIn(Fm.Objective objective, Fm.HistoryUse history) {
    Fm fm =
        new Fm()
            .withLatent(4)
            .withObjective(objective)
            .withHistory(history)
            .withPasses(Passes.of(8, 0.05, 1));
    Interactions some = MfTest.DATA.rows(java.util.stream.IntStream.range(0, 80).toArray());
    try (Fitted<? extends FactorModel> fitted = fm.fit(some, Fitting.withSeed(1))) {
      double[] losses = fitted.log().losses();
      assertThat(losses[7]).isLessThan(losses[0]);
      Interactions known = some.rows(new int[] {5});
      float[] own = new float[4];
      float[] folded = new float[4];
      fitted.model().user(known, 0, own);
      fitted.model().user(Rated.named("stranger", known), 0, folded);
      assertThat(folded).isNotEqualTo(own).isNotEqualTo(new float[4]);
    }
  }

  @Test
  void onlyOnRatingsItPredictsRatings() {
    Fm fm = new Fm();
    assertThat(fm.mayBe(RatingPredictor.class)).isTrue();
    assertThat(fm.withObjective(Fm.Objective.PAIRWISE).mayBe(RatingPredictor.class)).isFalse();
  }

  /**
   * A stranger's bias shrinks by linearL2 and the vector by l2, each by rating: {@code
   * numpy.linalg.solve(A.T @ A + 3 * numpy.diag([.5, .5, b]), A.T @ e)} with the rows (1, 0, 1),
   * (0, 1, 1), (1, 1, 1) of A and e = (1, 0, 2), for b of 2 and .1.
   */
  @ParameterizedTest
  @CsvSource({"2, 0.70769231, 0.30769231, 0.10769231", "0.1, 0.52846715, 0.12846715, 0.51094891"})
  void aStrangersBiasHasAPenaltyOfItsOwn(double biasL2, double p0, double p1, double bias) {
    float[] p = new float[2];
    try (Matrix items = Matrix.of(3, 2, 1f, 0, 0, 1, 1, 1);
        RatingRidge ridge =
            new RatingRidge(items, true, 0.5, biasL2, RatingRidge.Scaling.WEIGHTED)) {
      float b = ridge.solve(new int[] {0, 1, 2}, new float[] {1, 0, 2}, 3, p);
      assertThat(new double[] {p[0], p[1], b})
          .containsExactly(new double[] {p0, p1, bias}, within(1e-6));
    }
  }

  @Test
  void whatCannotBeFittedIsRefused() {
    Interactions implicit = MfTest.DATA.withoutValues();
    assertThatThrownBy(() -> new Fm().fit(implicit, Fitting.withSeed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("fm learns from ratings");
    assertThatThrownBy(() -> new Fm().withLatent(81).fit(MfTest.DATA, Fitting.withSeed(1)))
        .hasMessageContaining("latent of fm is 81");
    assertThatThrownBy(() -> new Fm().withL2(0)).hasMessageContaining("l2 is 0");
  }
}
