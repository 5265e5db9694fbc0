package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.batch.FeatureRows;
import org.refold.train.batch.UserFeatures;
import org.refold.train.neural.AttributedModel;
import org.refold.train.neural.HistoryModel;
import org.refold.train.neural.Likelihood;

/** The numbers come from golden_hybrid.py in the test resources, by PyTorch in double precision. */
class HybridVaeTest implements RecommenderConformance {

  private static final GoldenNumbers GOLDEN = new GoldenNumbers("golden_hybrid.txt");
  private static final int[][] HISTORIES = {{0, 2, 3, 6}, {1}, {}, {0, 1, 2, 4, 6}};
  private static final Interactions DATA = GoldenNumbers.histories(7, HISTORIES);

  /** The third is not known. */
  private static final UserFeatures USERS =
      new UserFeatures(
          DATA.users(),
          new FeatureRows(
              2, new int[] {0, 1, 3, 3, 4}, new int[] {0, 0, 1, 1}, new float[] {1, .5f, .5f, 1}),
          List.of());

  private static final HybridVae SMALL =
      new HybridVae()
          .withHidden(LayerSizes.of(5, 4))
          .withLatent(3)
          .withHistoryDropout(0)
          .withSideDropout(0);

  private static final HybridVae TEAMS =
      new HybridVae()
          .withHidden(LayerSizes.of(16))
          .withLatent(8)
          .withAnnealSteps(1000)
          .withLearningRate(0.01)
          .withBatchSize(32)
          .withEpochs(60);

  @Override
  public Recommender recommender() {
    return TEAMS.withSideAt(SideAt.NONE).withHidden(LayerSizes.of(32)).withEpochs(40);
  }

  @ParameterizedTest
  @EnumSource
  void lossGradientsAndScoresAgreeWithPyTorch(Precision precision) {
    FilledNetwork<HybridVae.Net> filled =
        FilledNetwork.of(precision, scope -> SMALL.network(Sizes.of(DATA), scope, USERS));
    double tolerance = GoldenNumbers.tolerance(precision);
    SparseRows histories = SparseRows.ofOnes(7, HISTORIES);
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.TRAINING, 4, 3);
      SparseRows users = USERS.rows(tape, SparseRows.oneHot(4, 0, 1, 2, 3), 0);
      MultVae.Terms terms = filled.network().terms(tape, histories, users);
      GOLDEN.check("nll", terms.negativeLogLikelihood().item(), tolerance);
      GOLDEN.check("kl", terms.divergence().item(), tolerance);
      tape.backward(Elements.combine(1, terms.negativeLogLikelihood(), 0.15, terms.divergence()));
      assertThat(filled.parameters()).hasSize(14);
      GOLDEN.checkGradients("hybrid", filled.parameters(), tolerance);
      tape.begin(Mode.SCORING, 4, 3);
      var code = filled.network().encode(tape, histories, USERS.rows(tape, DATA, 0, 4));
      GOLDEN.check("code", code.value(), tolerance);
      GOLDEN.check("scores", filled.network().decode(code).value(), tolerance);
    }
  }

  /** Attributes begin at 0, and without them and the dropout of histories nothing is added. */
  @Test
  void withoutAttributesTheBitsAreThoseOfMultVae() {
    HybridVae none = TEAMS.withSideAt(SideAt.NONE).withHistoryDropout(0).withEpochs(3);
    MultVae plain =
        new MultVae(
            none.hidden(),
            8,
            none.activation(),
            Likelihood.MULTINOMIAL,
            0.5,
            0,
            1,
            0.2,
            1000,
            0,
            none.training());
    try (Fitted<HistoryModel> hybrid = none.fit(Teams.TRAIN, Fitting.withSeed(3));
        Fitted<HistoryModel> expected = plain.fit(Teams.TRAIN, Fitting.withSeed(3))) {
      for (int user = 0; user < 5; user++) {
        assertThat(hybrid.model().scores(Teams.TRAIN, user))
            .isEqualTo(expected.model().scores(Teams.TRAIN, user));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void usersWithoutAHistoryAreServedByTheirAttributes(SideAt sideAt) {
    try (Fitted<HistoryModel> fitted =
        TEAMS
            .withSideAt(sideAt)
            .fit(Teams.TRAIN, Fitting.withSeed(1).withSideInformation(Teams.SIDE))) {
      for (int user = 0; user < Teams.COLD.userCount(); user++) {
        float[] scores = fitted.model().scores(Teams.COLD, user);
        assertThat(Teams.ownAmongTheBest(scores, user)).isGreaterThanOrEqualTo(9);
      }
      float[] stranger =
          fitted.model().scores(Teams.COLD.withUsers(Vocabulary.of(List.of("?"))), 0);
      assertThat(Teams.ownAmongTheBest(stranger, 0)).isBetween(2L, 8L);
    }
  }

  @Test
  void aUserOfWhomNothingIsKnownIsServedByTheHistory() {
    try (Fitted<HistoryModel> fitted =
        TEAMS.fit(Teams.TRAIN, Fitting.withSeed(1).withSideInformation(Teams.SIDE))) {
      InteractionsBuilder stranger = new InteractionsBuilder(false, false);
      IntStream.range(10, 17).forEach(item -> stranger.add(0, item, 1, 0));
      Interactions blue =
          stranger.build(
              Vocabulary.of(List.of("?")),
              Teams.TRAIN.items(),
              InteractionsBuilder.Duplicates.KEEP);
      assertThat(Teams.ownAmongTheBest(fitted.model().scores(blue, 0), 1)).isGreaterThan(7);
    }
  }

  @Test
  void attributesOfUsersAreKeptInTheFile(@TempDir Path folder) throws IOException {
    try (Fitted<HistoryModel> fitted =
        TEAMS.withEpochs(5).fit(Teams.TRAIN, Fitting.withSeed(1).withSideInformation(Teams.SIDE))) {
      fitted.save(folder.resolve("model"));
      try (Fitted<? extends Model> loaded =
          ModelFile.open(folder.resolve("model")).load(fitted.model().recommender())) {
        assertThat(loaded.model()).isInstanceOf(AttributedModel.class);
        for (int user : IntStream.range(0, 4).toArray()) {
          assertThat(loaded.model().scores(Teams.COLD, user))
              .isEqualTo(fitted.model().scores(Teams.COLD, user));
        }
        KnownUsers known = (KnownUsers) loaded.model();
        assertThat(known.recommendForUser("u121", 3))
            .isEqualTo(((KnownUsers) fitted.model()).recommendForUser("u121", 3))
            .hasSize(3);
      }
    }
  }

  @Test
  void dataWithoutAttributesAreRefused() {
    assertThatThrownBy(() -> TEAMS.fit(Teams.TRAIN, Fitting.withSeed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("side information of users");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new HybridVae().withHistoryDropout(1))
        .hasMessageContaining("historyDropout is 1");
    assertThatThrownBy(() -> new HybridVae().withSideDropout(-1))
        .hasMessageContaining("sideDropout is -1");
    assertThatThrownBy(() -> new HybridVae().withLatent(0)).hasMessageContaining("latent is 0");
  }
}
