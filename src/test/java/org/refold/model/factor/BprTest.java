package org.refold.model.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.data.Interactions;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Initializer;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.Passes;
import org.refold.train.batch.NegativeSampler;

/** The golden numbers were worked out by hand from the equations, to six digits. */
class BprTest implements RecommenderConformance {

  @Override
  public Recommender recommender() {
    return new Bpr().withLatent(8).withPasses(Passes.of(40, 0.1, 1));
  }

  @Override
  public KnownUserScores knownUserScores() {
    return KnownUserScores.LEARNED;
  }

  private static BprPass pass(RatingSide users, RatingSide items, int latent) {
    Interactions one = Rated.of(1, 2, 0, 0, 1);
    Bpr bpr = new Bpr().withLatent(latent);
    return new BprPass(bpr, users, items, one, NegativeSampler.uniform(one), 1);
  }

  @Test
  void oneStepIsThatOfTheEquations() {
    Scope scope = Scope.drawing(1);
    RatingSide users = RatingSide.of(scope, "users", new int[] {1}, 2, Initializer.zeros());
    RatingSide items = RatingSide.of(scope, "items", new int[] {1, 1}, 2, Initializer.zeros());
    BprPass pass = pass(users, items, 2);
    users.take();
    items.take();
    assertThat(pass.step(0, 0, 1, .1f)).isCloseTo(Math.log(2), within(1e-9));
    MfTest.set(users.own, .1, .2);
    MfTest.set(items.own, .3, .1, -.1, .2);
    MfTest.set(items.biases, .05, 0);
    assertThat(pass.run(1, .1)).isCloseTo(.658760, within(1e-6));
    MfTest.assertRow(users.own.value(), 0, .1192, .194975);
    MfTest.assertRow(items.own.value(), 0, .304525, .10955);
    MfTest.assertRow(items.own.value(), 1, -.104725, .19015);
    MfTest.assertRow(items.biases.value(), 0, .098201);
    MfTest.assertRow(items.biases.value(), 1, -.048251);
  }

  /** Far from zero a score must not overflow. */
  @Test
  void aLargeDifferenceHasAFiniteLoss() {
    Scope scope = Scope.drawing(1);
    RatingSide users = RatingSide.of(scope, "users", new int[] {1}, 1, Initializer.zeros());
    RatingSide items = RatingSide.of(scope, "items", new int[] {1, 1}, 1, Initializer.zeros());
    MfTest.set(items.biases, -2000, 0);
    assertThat(pass(users, items, 1).run(1, .1)).isCloseTo(2000, within(1e-6));
    assertThat(items.biases.value().get(0, 0)).isBetween(-2000.0, -1990.0);
  }

  @ParameterizedTest
  @EnumSource(Bpr.NegativeItems.class)
  void theLossFalls(Bpr.NegativeItems items) {
    Bpr bpr = new Bpr().withLatent(8).withEpochs(10).withNegativeItems(items);
    double[] losses = bpr.fit(MfTest.DATA, Fitting.withSeed(3)).log().losses();
    assertThat(losses[9]).isLessThan(.9 * losses[0]);
  }

  @Test
  void whatCannotBeFittedIsRefused() {
    assertThatThrownBy(() -> new Bpr().withLatent(81).fit(MfTest.DATA, Fitting.withSeed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("latent of bpr is 81");
    Interactions full = Rated.of(1, 2, 0, 0, 1, 0, 1, 1);
    assertThatThrownBy(() -> new Bpr().withLatent(1).fit(full, Fitting.withSeed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("bpr has 0 triples");
    assertThatThrownBy(() -> new Bpr().withNegativeL2(-1)).hasMessageContaining("negativeL2");
  }
}
