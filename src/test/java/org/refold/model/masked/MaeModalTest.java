package org.refold.model.masked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.SideInformation;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.batch.FeatureRows;
import org.refold.train.batch.SideFeatures;
import org.refold.train.batch.UserFeatures;
import org.refold.train.neural.HistoryModel;

class MaeModalTest implements RecommenderConformance {

  /** Items of two kinds, ten each; the kind of an item stands in its title and its genre. */
  private static final int OWN = 10;

  private static final int USERS = 120;
  private static final Vocabulary IDS =
      Vocabulary.of(IntStream.range(0, USERS + 2).mapToObj(user -> "u" + user).toList());
  private static final Interactions TRAIN = train();
  private static final SideInformation SIDE =
      new SideInformation(
          Attributes.none(IDS)
              .with(
                  "team",
                  AttributeColumn.Categories.of(
                      IntStream.range(0, IDS.size())
                          .mapToObj(user -> List.of(kind(user % 2)))
                          .toList())),
          Attributes.none(TRAIN.items())
              .with(
                  "genre",
                  AttributeColumn.Categories.of(
                      IntStream.range(0, 2 * OWN)
                          .mapToObj(item -> List.of(kind(item / OWN)))
                          .toList())));

  private static final MaeModal SMALL =
      new MaeModal()
          .withHidden(LayerSizes.of(16))
          .withLatent(8)
          .withContentColumns(32)
          .withLearningRate(0.01)
          .withBatchSize(32)
          .withEpochs(60);

  /** Two users and three items. */
  private static final Interactions GRID =
      new InteractionsBuilder(false, false)
          .build(
              Vocabulary.ofNumbers(2),
              Vocabulary.ofNumbers(3),
              InteractionsBuilder.Duplicates.KEEP);

  private static String kind(int number) {
    return number == 0 ? "red" : "blue";
  }

  /** The last item of each kind is nobody's. */
  private static Interactions train() {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    SplittableRandom random = new SplittableRandom(11);
    for (int user = 0; user < USERS; user++) {
      for (int item = 0; item < 2 * OWN; item++) {
        boolean own = item / OWN == user % 2;
        if (item % OWN < OWN - 1 && random.nextDouble() < (own ? 0.5 : 0.05)) {
          builder.add(user, item, 1, 0);
        }
      }
    }
    return builder.build(
        Vocabulary.of(IDS.ids().subList(0, USERS)),
        Vocabulary.of(IntStream.range(0, 2 * OWN).mapToObj(item -> "i" + item).toList()),
        InteractionsBuilder.Duplicates.KEEP);
  }

  @Override
  public Recommender recommender() {
    return SMALL.withSide(SideFeatures.Use.NONE).withHidden(LayerSizes.of(32)).withEpochs(40);
  }

  private static Fitted<HistoryModel> fit(MaeModal who) {
    return who.fit(TRAIN, Fitting.withSeed(1).withSideInformation(SIDE));
  }

  @Test
  void withoutModalitiesTheBitsAreThoseOfTheMaskedAutoencoder() {
    MaeModal none = SMALL.withSide(SideFeatures.Use.NONE).withEpochs(3);
    MaeMlp plain =
        new MaeMlp().withHidden(none.hidden()).withLatent(8).withTraining(none.training());
    try (Fitted<HistoryModel> modal = none.fit(TRAIN, Fitting.withSeed(3));
        Fitted<HistoryModel> expected = plain.fit(TRAIN, Fitting.withSeed(3))) {
      for (int user = 0; user < 5; user++) {
        assertThat(modal.model().scores(TRAIN, user))
            .isEqualTo(expected.model().scores(TRAIN, user));
      }
    }
  }

  /** The equations once more, in plain loops: two users, three items, one hidden layer less. */
  @Test
  void scoresAndLossAreThoseOfPlainLoops() {
    UserFeatures users =
        new UserFeatures(
            Vocabulary.ofNumbers(2),
            new FeatureRows(2, new int[] {0, 1, 2}, new int[] {0, 1}, new float[] {1, 1}),
            List.of(new UserFeatures.Column("team", 0, 2)));
    MaeModal tiny = SMALL.withHidden(LayerSizes.of()).withLatent(2).withContentColumns(2);
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    MaeModal.Net net = tiny.network(Sizes.of(GRID), scope, users);
    List<double[][]> p = new ArrayList<>();
    for (Parameter parameter : scope.parameters()) {
      p.add(filled(parameter.value(), p.size()));
    }
    double[][] w = p.get(0), out = p.get(2), u = p.get(4), a = p.get(5), content = p.get(7);
    double[][] m = p.get(8);
    double[] b = p.get(1)[0], c = p.get(3)[0], d = p.get(6)[0], e = p.get(9)[0];
    SparseRows visible = SparseRows.ofOnes(3, new int[] {0, 1}, new int[] {2});
    SparseRows hidden = SparseRows.ofOnes(3, new int[] {2}, new int[] {0, 1});
    int[][] shown = {{0, 1}, {2}};
    int[][] wanted = {{2}, {0, 1}};
    int[] own = {0, 2}; // of the second nothing is read: the feature behind the two
    double expected = 0;
    double[][] scores = new double[2][3];
    for (int user = 0; user < 2; user++) {
      double[] h = new double[2];
      for (int k = 0; k < 2; k++) {
        double in = b[k] + u[own[user]][k] + e[k];
        for (int item : shown[user]) {
          double x = 1 / Math.sqrt(shown[user].length);
          in += x * (w[item][k] + content[item][0] * m[0][k] + content[item][1] * m[1][k]);
        }
        h[k] = Math.tanh(in);
      }
      scores[user] = product(h, out, c);
      for (int item : wanted[user]) {
        expected -= logSoftmax(scores[user], item) / 2;
      }
      if (user == 1) { // a mean over the one user whose attributes were hidden
        expected -= 0.2 * logSoftmax(product(h, a, d), 1);
      }
    }
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 0);
      SparseRows who = SparseRows.oneHot(2, 0, 1);
      SparseRows read = new SparseRows(3);
      for (int user = 0; user < 2; user++) {
        read.startRow();
        read.add(own[user], 1);
      }
      Masking.Parts parts = new Masking.Parts(visible, hidden);
      assertThat(net.loss(tape, parts, who, read).item()).isCloseTo(expected, within(1e-12));
      Matrix f = net.decode(net.encode(tape, visible, read)).value();
      for (int user = 0; user < 2; user++) {
        for (int item = 0; item < 3; item++) {
          assertThat(f.get(user, item)).isCloseTo(scores[user][item], within(1e-12));
        }
      }
    }
  }

  private static double[][] filled(Matrix value, int number) {
    double[][] numbers = new double[value.rows()][value.columns()];
    for (int row = 0; row < value.rows(); row++) {
      for (int column = 0; column < value.columns(); column++) {
        numbers[row][column] = Math.sin(1 + number + 1.7 * row + 0.6 * column);
        value.set(row, column, numbers[row][column]);
      }
    }
    return numbers;
  }

  private static double[] product(double[] h, double[][] weights, double[] biases) {
    double[] result = biases.clone();
    for (int k = 0; k < h.length; k++) {
      for (int column = 0; column < result.length; column++) {
        result[column] += h[k] * weights[k][column];
      }
    }
    return result;
  }

  private static double logSoftmax(double[] logits, int at) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    return logits[at] - Math.log(sum);
  }

  /**
   * A history of an item that nobody has, whose own weights are noise: what is said of it tells
   * what else is liked. Mean over seeds and kinds.
   */
  @Test
  void whatIsSaidOfAnItemStandsForItWhereNobodyHasIt() {
    double with = 0;
    double without = 0;
    for (int seed = 1; seed <= 4; seed++) {
      with += preference(SMALL.withSide(SideFeatures.Use.ITEMS), seed) / 4;
      without += preference(SMALL.withSide(SideFeatures.Use.NONE), seed) / 4;
    }
    assertThat(with).isGreaterThan(without + 0.5);
  }

  /** By how much the items of its kind are above the others, for such a history. */
  private static double preference(MaeModal who, long seed) {
    double sum = 0;
    try (Fitted<HistoryModel> fitted =
        who.fit(TRAIN, Fitting.withSeed(seed).withSideInformation(SIDE))) {
      for (int kind = 0; kind < 2; kind++) {
        InteractionsBuilder stranger = new InteractionsBuilder(false, false);
        stranger.add(0, kind * OWN + OWN - 1, 1, 0);
        Interactions one =
            stranger.build(
                Vocabulary.of(List.of("?")), TRAIN.items(), InteractionsBuilder.Duplicates.KEEP);
        float[] scores = fitted.model().scores(one, 0);
        sum += meanOf(scores, kind) - meanOf(scores, 1 - kind);
      }
    }
    return sum / 2;
  }

  @Test
  void usersWithoutAHistoryAreServedByTheirAttributes() {
    Interactions cold = TRAIN.withUsers(Vocabulary.of(IDS.ids().subList(USERS, USERS + 2)));
    try (Fitted<HistoryModel> fitted = fit(SMALL.withSide(SideFeatures.Use.USERS))) {
      for (int user = 0; user < 2; user++) {
        float[] scores = fitted.model().scores(cold, user);
        assertThat(meanOf(scores, user)).isGreaterThan(meanOf(scores, 1 - user) + 1);
      }
    }
  }

  private static double meanOf(float[] scores, int kind) {
    return IntStream.range(kind * OWN, kind * OWN + OWN - 1)
        .mapToDouble(item -> scores[item])
        .average()
        .orElseThrow();
  }

  @Test
  void contentIsKeptInTheFile(@TempDir Path folder) throws IOException {
    try (Fitted<HistoryModel> fitted = fit(SMALL.withEpochs(3))) {
      fitted.save(folder.resolve("model"));
      try (Fitted<? extends Model> loaded =
          ModelFile.open(folder.resolve("model")).load(fitted.model().recommender())) {
        assertThat(loaded.model().scores(TRAIN, 5)).isEqualTo(fitted.model().scores(TRAIN, 5));
      }
    }
  }

  @Test
  void dataWithoutAttributesOfItemsAreRefused() {
    assertThatThrownBy(() -> SMALL.withSide(SideFeatures.Use.ITEMS).fit(TRAIN, Fitting.withSeed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("set side to none");
  }
}
