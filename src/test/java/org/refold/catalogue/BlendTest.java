package org.refold.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.blend.BlendModel;
import org.refold.blend.Learner;
import org.refold.blend.ScoreNorm;
import org.refold.data.sets.Synthetic;
import org.refold.model.RecommenderConformance;
import org.refold.model.autoencoder.MultDae;
import org.refold.model.factor.Gmf;
import org.refold.model.factor.SvdPlusPlus;
import org.refold.model.linear.Ease;
import org.refold.model.linear.ItemKnn;
import org.refold.recommend.ContentRecommender;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;
import org.refold.train.RateDecay;
import org.refold.tribuo.TribuoRecommender;

/** The contract without validation data; {@code BlendFitTest} has what is learned from some. */
class BlendTest implements RecommenderConformance {

  private static final Split SPLIT =
      Splitters.parse("strong:heldout=40").split(new Synthetic(200, 60, 4_000, 3).generate(), 1);

  @Override
  public Recommender recommender() {
    return new Blend()
        .withMembers(Members.of(new Ease().withLambda(20), new ItemKnn().withShrink(5)))
        .withLearner(Learner.EQUAL);
  }

  /** One of the members scores the users of its training data alone. */
  @Nested
  class OfKnownUsers implements RecommenderConformance {
    @Override
    public Recommender recommender() {
      return new Blend()
          .withMembers(
              Members.parse(
                  "i-autorec(hidden=16,learningRate=0.02,epochs=60,batchSize=8)+user-knn+item-knn"))
          .withNorm(ScoreNorm.RANK)
          .withLearner(Learner.EQUAL);
    }
  }

  private static void assertRead(String text, Recommender... members) {
    Blend blend = (Blend) Catalogue.create("blend", Map.of("members", text));
    assertThat(blend.parts()).containsExactly(members);
    assertThat(Members.parse(blend.members().toString())).isEqualTo(blend.members());
  }

  @Test
  void membersAreReadFromText() {
    assertRead("ease", new Ease());
    assertRead("ease(lambda=300)+item-knn", new Ease().withLambda(300), new ItemKnn());
    assertRead(" ease ( lambda = 300 ) + item-knn ", new Ease().withLambda(300), new ItemKnn());
    assertRead("ease(lambda=1)+ease(lambda=2)", new Ease().withLambda(1), new Ease().withLambda(2));
    assertRead("svd+++ease()", new SvdPlusPlus(), new Ease());
    assertRead(
        "mult-dae(rateDecay=steps(0.96,50),epochs=3)+ease",
        new MultDae()
            .with(
                new MultDae()
                    .withEpochs(3)
                    .training()
                    .withRateDecay(RateDecay.parse("steps(0.96,50)"))),
        new Ease());
    assertThat(new Blend().withMembers(Members.of(new Ease().withLambda(300), new ItemKnn())))
        .extracting(Catalogue::settings)
        .asString()
        .contains("members=ease(lambda=300.0)+item-knn");
  }

  @Test
  void whatCannotBeReadIsAnsweredWithWhatToWrite() {
    assertRefused("ease,item-knn", "from ',item-knn' on", "joined by +");
    assertRefused("ease(lambda=300", "from '(lambda=300' on");
    assertRefused("ease+", "from '' on");
    assertRefused("", "from '' on");
    assertRefused("easy+item-knn", "no model 'easy'", "did you mean 'ease'?");
    assertRefused("ease(lamda=3)", "ease has no setting 'lamda'", "did you mean 'lambda'?");
    assertRefused("ease(lambda)", "'ease(lambda)': option 'lambda' has no value");
    assertRefused("ease(lambda=-3)+item-knn", "ease: lambda is -3.0");
    assertRefused("blend+ease", "none that is a blend");
  }

  private static void assertRefused(String text, String... said) {
    assertThatThrownBy(() -> Catalogue.create("blend", Map.of("members", text)))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("blend: ")
        .hasMessageContainingAll(said);
  }

  @Test
  void aMemberOfOnesOwnIsPrintedAsItIs() {
    Blend blend = new Blend().withMembers(Members.of(new TribuoRecommender(), new Ease()));
    assertThat(blend.members().toString()).startsWith("TribuoRecommender[").endsWith("]+ease");
  }

  @Test
  void whatItMayBeIsWhatItsMembersAre() {
    Blend blend = new Blend();
    assertThat(blend.mayBe(FoldIn.class)).isTrue();
    assertThat(blend.mayBe(KnownUsers.class)).isFalse();
    Blend known = blend.withMembers(Members.of(new Ease(), new SvdPlusPlus(), new Gmf()));
    assertThat(known.mayBe(FoldIn.class))
        .isEqualTo(known.parts().stream().allMatch(part -> part.mayBe(FoldIn.class)));
    assertThat(known.mayBe(RatingPredictor.class)).isFalse();
    assertThat(blend.readsItemAttributes()).isFalse();
    assertThat(
            ContentRecommender.tellsNewItemsApart(
                blend.withMembers(Members.parse("ease(sideWeight=5)+item-knn"))))
        .isTrue();
  }

  private static Fitting fitting() {
    return Fitting.withSeed(3)
        .withValidation(SPLIT.validation().orElseThrow())
        .withSideInformation(SPLIT.side());
  }

  @ParameterizedTest
  @EnumSource
  void whatWasLearnedIsLoadedToTheSameBits(Learner learner, @TempDir Path folder)
      throws IOException {
    Blend blend =
        new Blend(
            Members.parse("ease(lambda=20)+item-knn+mult-dae(latent=8,hidden=none,epochs=2)"),
            ScoreNorm.RANK,
            learner);
    try (Fitted<? extends BlendModel> fitted = blend.fit(SPLIT.train(), fitting());
        Fitted<? extends BlendModel> again = blend.fit(SPLIT.train(), fitting())) {
      fitted.save(folder.resolve("model"));
      try (Fitted<? extends Model> loaded = Catalogue.load(folder.resolve("model"))) {
        assertThat(loaded.model().recommender()).isEqualTo(blend);
        BlendModel model = (BlendModel) loaded.model();
        assertThat(model.weights())
            .extracting(BlendModel.Weight::value)
            .isEqualTo(fitted.model().weights().stream().map(BlendModel.Weight::value).toList());
        for (int user = 0; user < 40; user++) {
          float[] expected = fitted.model().scores(SPLIT.test().histories(), user);
          assertThat(model.scores(SPLIT.test().histories(), user)).isEqualTo(expected);
          assertThat(again.model().scores(SPLIT.test().histories(), user)).isEqualTo(expected);
        }
      }
    }
  }

  /** Each member knows the users it knew, though a file holds their histories once. */
  @Test
  void membersThatKnowUsersShareTheirHistories(@TempDir Path folder) throws IOException {
    Split split = Splitters.parse("per-user").split(new Synthetic(60, 40, 900, 3).generate(), 1);
    Blend blend =
        (Blend)
            Catalogue.create(
                "blend",
                Map.of(
                    "members",
                    "hybrid-vae(latent=4,hidden=none,epochs=1)+gmf(latent=4,epochs=1)+user-knn+ease",
                    "learner",
                    "equal"));
    Fitting fitting = Fitting.withSeed(3).withSideInformation(split.side());
    try (Fitted<? extends BlendModel> fitted = blend.fit(split.train(), fitting)) {
      fitted.save(folder.resolve("model"));
      try (Fitted<? extends Model> loaded = Catalogue.load(folder.resolve("model"))) {
        List<? extends Model> before = fitted.model().members();
        List<? extends Model> after = ((BlendModel) loaded.model()).members();
        for (int member = 0; member < before.size(); member++) {
          if (before.get(member) instanceof KnownUsers known) {
            KnownUsers same = (KnownUsers) after.get(member);
            assertThat(same.users()).isEqualTo(known.users());
            assertThat(same.histories().itemsOf(7)).isEqualTo(known.histories().itemsOf(7));
          }
        }
        assertThat(loaded.model().scores(split.train(), 7))
            .isEqualTo(fitted.model().scores(split.train(), 7));
      }
    }
  }
}
