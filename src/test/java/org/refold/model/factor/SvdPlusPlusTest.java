package org.refold.model.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Initializer;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.train.Passes;
import org.refold.train.batch.FeatureRows;

/** The golden numbers were worked out by hand from the equations, to six digits. */
class SvdPlusPlusTest implements RecommenderConformance {

  @Override
  public Recommender recommender() {
    return new SvdPlusPlus().withLatent(4).withPasses(Passes.of(30, 0.05, 0.97));
  }

  @Override
  public KnownUserScores knownUserScores() {
    return KnownUserScores.LEARNED;
  }

  @Override
  public InnerProducts innerProducts() {
    return InnerProducts.SAME_ORDER;
  }

  /** The one rating of {@link MfTest}, of a user whose history has four items. */
  @Test
  void oneUserIsThatOfTheEquations() {
    RatingFit plain = MfTest.oneRating(new SvdPlusPlus());
    FeatureRows history =
        new FeatureRows(
            4, new int[] {0, 4}, new int[] {0, 1, 2, 3}, new float[] {.5f, .5f, .5f, .5f});
    Scope scope = Scope.drawing(1);
    RatingSide users =
        plain
            .users()
            .with(scope, "history", history, Initializer.zeros(), RatingSide.FeatureBias.NO);
    MfTest.set(scope.parameters().get(0), .1, 0, 0, .2, .05, .05, 0, 0);
    RatingFit fit =
        new RatingFit(
            plain.who(), plain.train(), plain.fitting(), plain.scope(), users, plain.items(), 3);
    double squares = new RatingSgd(fit, BiasTerms.ALL, .02, .02).run(1, .1);
    assertThat(Math.sqrt(squares)).isCloseTo(2.0775, within(1e-6));
    MfTest.assertRow(users.own.value(), 0, .162125, -.1165);
    MfTest.assertRow(plain.items().own.value(), 0, .335756, .383619);
    Matrix y = scope.parameters().get(0).value();
    MfTest.assertRow(y, 0, .130963, .04155);
    MfTest.assertRow(y, 3, .031162, .04155);
  }

  /** Without solving, how an item was rated does not matter to a new user. */
  @Test
  void whatIsImpliedAloneIsAChoice() {
    Interactions liked = Rated.of(1, MfTest.DATA.itemCount(), 0, 3, 5, 0, 7, 5);
    Interactions loathed = Rated.of(1, MfTest.DATA.itemCount(), 0, 3, 1, 0, 7, 1);
    for (SvdPlusPlus.NewUser way : SvdPlusPlus.NewUser.values()) {
      SvdPlusPlus svd = new SvdPlusPlus().withLatent(4).withEpochs(3).withFoldIn(way);
      try (Fitted<RatedFactorModel> fitted = svd.fit(MfTest.DATA, Fitting.withSeed(1))) {
        float[] vector = new float[4];
        float[] other = new float[4];
        RatedFactorModel model = fitted.model();
        model.user(stranger(liked, model), 0, vector);
        model.user(stranger(loathed, model), 0, other);
        assertThat(Arrays.equals(vector, other)).isEqualTo(way == SvdPlusPlus.NewUser.IMPLIED);
        assertThat(vector).isNotEqualTo(new float[4]);
      }
    }
  }

  private static Interactions stranger(Interactions history, RatedFactorModel model) {
    return Rated.named("stranger", history).withItems(model.items());
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new SvdPlusPlus().withLatent(0)).hasMessageContaining("latent is 0");
    assertThatThrownBy(() -> new SvdPlusPlus().withL2(-1)).hasMessageContaining("l2 is -1");
    assertThatThrownBy(
            () -> new SvdPlusPlus().fit(MfTest.DATA.withoutValues(), Fitting.withSeed(1)))
        .hasMessageContaining("svd++ learns from ratings");
  }
}
