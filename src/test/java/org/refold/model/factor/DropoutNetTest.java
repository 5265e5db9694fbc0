package org.refold.model.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.Training;
import org.refold.train.batch.FeatureRows;
import org.refold.train.batch.Pairs;
import org.refold.train.batch.SideFeatures;

/** The golden numbers come from golden_dropout_net.py in the test resources, by PyTorch. */
class DropoutNetTest implements RecommenderConformance {

  private static final DropoutNet SMALL =
      new DropoutNet()
          .withLatent(8)
          .withL2(0.02)
          .withHidden(LayerSizes.of(16))
          .withVectorUnits(8)
          .withCandidates(8)
          .withPairs(20)
          .withTraining(Training.adam(0.01, 100, 30));

  private static final DropoutNet TINY =
      SMALL.withLatent(3).withHidden(LayerSizes.of(4)).withVectorUnits(2);

  private static final float[] P = {.5f, -1, 2, 1, 0, -1, 0, 0, 0, -2, 1, .5f};
  private static final float[] Q = {1, 1, 0, 0, 0, 0, .5f, -.5f, 1, 2, 0, 1};
  private static final int[] ROWS = {0, 1, 2, 3};

  private static final FeatureRows OF_USERS =
      new FeatureRows(
          2, new int[] {0, 1, 3, 4, 4}, new int[] {0, 0, 1, 1}, new float[] {1, .5f, .5f, 1});
  private static final FeatureRows OF_ITEMS =
      new FeatureRows(
          2, new int[] {0, 1, 2, 4, 5}, new int[] {1, 0, 0, 1, 0}, new float[] {1, 1, .5f, .5f, 1});

  @Override
  public Recommender recommender() {
    return SMALL.withSide(SideFeatures.Use.NONE);
  }

  private static TowerInputs asTheyAre(FeatureRows attributes) {
    TowerInputs none = TowerInputs.none(3);
    return new TowerInputs(attributes, none.mean(), none.scale());
  }

  private static Matrix parameter(Scope scope, String name) {
    return named(scope, name).value();
  }

  private static Parameter named(Scope scope, String name) {
    return scope.parameters().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  private static DropoutNetTowers golden(Scope scope) {
    DropoutNetTowers towers =
        new DropoutNetTowers(TINY, scope, asTheyAre(OF_USERS), asTheyAre(OF_ITEMS));
    List<Parameter> all = scope.parameters();
    for (int p = 0; p < all.size(); p++) {
      Matrix value = all.get(p).value();
      for (int k = 0; k < value.size() && !all.get(p).name().contains("running"); k++) {
        double number = Math.sin((0.3 + 0.2 * p) * (k + 1)) / 2;
        value.set(k / value.columns(), k % value.columns(), number);
      }
    }
    return towers;
  }

  private static double length(Matrix gradient) {
    double squares = 0;
    for (int row = 0; row < gradient.rows(); row++) {
      for (int column = 0; column < gradient.columns(); column++) {
        squares += gradient.get(row, column) * gradient.get(row, column);
      }
    }
    return Math.sqrt(squares);
  }

  @ParameterizedTest
  @EnumSource
  void lossGradientsAndScoresAgreeWithPyTorch(Precision precision) {
    var near = within(precision == Precision.FLOAT ? 2e-6 : 1e-12);
    Scope scope = Scope.drawing(precision, 1);
    DropoutNetTowers towers = golden(scope);
    try (Tape tape = Tape.of(precision)) {
      tape.begin(Mode.TRAINING, 1, 0);
      Pairs.Batch batch = new Pairs.Batch(ROWS, ROWS, new float[] {1, .5f, -1, 0});
      Var loss = towers.loss(tape, batch, P, Q);
      assertThat(loss.item()).isCloseTo(0.43718690345238403, near);
      tape.backward(loss);
      Matrix first = named(scope, "users 1").gradient().filled();
      assertThat(length(first)).isCloseTo(0.16356733608274635, near);
      assertThat(first.get(1, 2)).isCloseTo(-0.021081768180124118, near);
      Matrix gains = named(scope, "items 1 gain").gradient().filled();
      assertThat(gains.get(0, 3)).isCloseTo(-0.21320209481894103, near);
      Matrix attributes = named(scope, "items attributes").gradient().filled();
      assertThat(length(attributes)).isCloseTo(0.02932050271138508, near);
      assertThat(parameter(scope, "users 1 running mean").get(0, 1))
          .isCloseTo(0.012480788621409708, near);
      assertThat(parameter(scope, "items 1 running variance").get(0, 2))
          .isCloseTo(0.9591083402856126, near);
      tape.begin(Mode.SCORING, 1, 0);
      Var u = towers.users().apply(tape, ROWS, P);
      Var v = towers.items().apply(tape, ROWS, Q);
      double score = 0;
      for (int k = 0; k < 2; k++) {
        score += u.value().get(2, k) * v.value().get(3, k);
      }
      assertThat(score).isCloseTo(0.05410953663609732, near);
    }
  }

  /** What stands for none is zero after the factors are standardised, and nothing is beyond 5. */
  @Test
  void factorsAreStandardisedAndZerosAreNot() {
    TowerInputs inputs = TowerInputs.of(OF_USERS, P, new int[] {0, 1, 3}, 3);
    assertThat((double) inputs.mean()[0]).isCloseTo(-0.5 / 3, within(1e-6));
    assertThat((double) inputs.scale()[1]).isCloseTo(1 / Math.sqrt(2 / 3.0), within(1e-6));
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    DropoutNetTowers towers =
        new DropoutNetTowers(TINY.withHidden(LayerSizes.of(3)), scope, inputs, inputs);
    Matrix weights = parameter(scope, "users 1");
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 0);
      int[] nobody = {-1, -1, -1};
      float[] factors = {0, 0, 0, 1e6f, 0, 0, 2e6f, 0, 0};
      Matrix out = towers.users().apply(tape, nobody, factors).value();
      assertThat(out.get(0, 0)).as("biases begin at 0").isZero();
      assertThat(out.get(1, 0)).isEqualTo(out.get(2, 0)).isNotZero();
    }
    assertThat(weights.rows()).isEqualTo(3);
  }

  private static Fitting fitting() {
    return Fitting.withSeed(2).withSideInformation(ContentMapTest.SIDE);
  }

  @Test
  void newItemsStandWithTheirKind() {
    try (Fitted<DropoutNetModel> fitted = SMALL.fit(ContentMapTest.TRAIN, fitting())) {
      for (int user = 0; user < 20; user++) {
        float[] scores = fitted.model().scores(ContentMapTest.TRAIN, user);
        int own = user % 2;
        float cold = ContentMapTest.best(scores, own, ContentMapTest.WARM, ContentMapTest.OWN);
        assertThat(cold)
            .isGreaterThan(
                ContentMapTest.best(scores, 1 - own, ContentMapTest.WARM, ContentMapTest.OWN)
                    + 0.1f);
      }
    }
  }

  @Test
  void newUsersAreServedByTheirAttributes() {
    try (Fitted<DropoutNetModel> fitted = SMALL.fit(ContentMapTest.TRAIN, fitting())) {
      Interactions cold = newUsers(ContentMapTest.IDS.subList(120, 124));
      for (int user = 0; user < cold.userCount(); user++) {
        float[] scores = fitted.model().scores(cold, user);
        assertThat(ContentMapTest.best(scores, user % 2, 0, ContentMapTest.WARM))
            .isGreaterThan(
                ContentMapTest.best(scores, 1 - user % 2, 0, ContentMapTest.WARM) + 0.1f);
      }
    }
  }

  private static Interactions newUsers(List<String> ids) {
    return ContentMapTest.TRAIN.withUsers(Vocabulary.of(ids));
  }

  @Test
  void towersAndTheirAveragesAreKeptInTheFile(@TempDir Path folder) throws IOException {
    Interactions cold = newUsers(List.of("u121", "u122", "?", "u3"));
    DropoutNet few = SMALL.withEpochs(2);
    try (Fitted<DropoutNetModel> fitted = few.fit(ContentMapTest.TRAIN, fitting())) {
      assertThat(fitted.model().parameter("users 1 running mean").get(0, 0)).isNotZero();
      fitted.save(folder.resolve("model"));
      try (Fitted<? extends Model> loaded = ModelFile.open(folder.resolve("model")).load(few)) {
        for (int user = 0; user < cold.userCount(); user++) {
          assertThat(loaded.model().scores(cold, user))
              .isEqualTo(fitted.model().scores(cold, user));
        }
        assertThat(((KnownUsers) loaded.model()).users().size())
            .isEqualTo(ContentMapTest.IDS.size());
      }
    }
  }

  @Test
  void pairsAreHalfOfTheBestAndHalfOfAnyItemWithUsers() {
    Ials plain = new Ials(8, 0.3, 0.02, 1, 4);
    try (Fitted<IalsModel> factors = plain.fit(ContentMapTest.TRAIN, Fitting.withSeed(1));
        Tape tape = Tape.ofFloats()) {
      FactorPairs pairs = FactorPairs.of(ContentMapTest.TRAIN, factors.model(), 3, 4);
      assertThat(pairs.count()).isEqualTo(4 * ContentMapTest.USERS);
      tape.begin(Mode.TRAINING, 1, 0);
      int[] chosen = new int[pairs.count()];
      Arrays.setAll(chosen, k -> k);
      Pairs.Batch batch = pairs.batch(tape, chosen, chosen.length);
      for (int k = 0; k < chosen.length; k++) {
        int item = batch.items()[k];
        float[] scores = factors.model().scores(ContentMapTest.TRAIN, batch.users()[k]);
        assertThat(item % ContentMapTest.OWN).isLessThan(ContentMapTest.WARM);
        assertThat(batch.labels()[k]).isCloseTo(scores[item], within(1e-5f));
        if (k % 2 == 0) {
          long above = 0;
          for (float score : scores) {
            above += score > scores[item] ? 1 : 0;
          }
          assertThat(above).isLessThan(3);
        }
      }
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> SMALL.fit(ContentMapTest.TRAIN, Fitting.withSeed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("side information of items");
    assertThatThrownBy(() -> SMALL.withPairs(0)).hasMessageContaining("pairs is 0");
    assertThatThrownBy(() -> SMALL.withDropout(1)).hasMessageContaining("dropout is 1");
  }
}
