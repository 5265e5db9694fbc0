package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.op.Elements;
import org.refold.nn.op.EntryLosses;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingListener;
import org.refold.settings.BadInputException;
import org.refold.train.neural.RatingModel;

class DeepRecTest implements RecommenderConformance {

  private static final Interactions TRAIN = SmallRatings.of("54.1", "1.45", ".215", "45.2");
  private static final DeepRec SMALL =
      new DeepRec()
          .withHidden(LayerSizes.of(6))
          .withLatent(4)
          .withCodeDropout(0)
          .withBatchSize(4)
          .withEpochs(3);

  @Override
  public Recommender recommender() {
    return new DeepRec()
        .withHidden(LayerSizes.of(16))
        .withLatent(8)
        .withCodeDropout(0.2)
        .withBatchSize(16)
        .withEpochs(40);
  }

  /** The constants are those of Klambauer et al. 2017. */
  @ParameterizedTest
  @CsvSource({"-2, -1.520166", "-1, -1.111331", "0, 0", "1, 1.050701"})
  void seluIsThatOfThePaper(double v, double expected) {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 1);
      double y = Elements.activate(tape.constant(Matrix.of(1, 1, v)), Activation.SELU).item();
      assertThat(y).isEqualTo(expected, within(5e-7));
    }
  }

  /** x = (4, -, 2) and f = (3.5, 9, 3): (.5^2 + 1) / 2. */
  @Test
  void theLossIsTheMeanOverWhatWasRated() {
    SparseRows ratings = new SparseRows(3);
    ratings.addRow(new int[] {0, 2}, new float[] {4, 2}, 0, 2);
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 1);
      double loss =
          EntryLosses.squaredError(
                  tape.constant(Matrix.of(1, 2, 3.5, 3)),
                  ratings,
                  EntryLosses.Reduction.MEAN_OVER_ENTRIES)
              .item();
      assertThat(loss).isEqualTo(0.625);
    }
  }

  /** Keeps the losses of steps. */
  private static final class Losses implements TrainingListener {
    final List<Double> all = new ArrayList<>();

    @Override
    public void stepEnds(long step, double loss) {
      all.add(loss);
    }
  }

  /**
   * With hardly a step between them, the losses of one batch are those of the first weights: over
   * what was rated, then over all entries of y = f(r), with y for an input, then of f(y).
   */
  @Test
  void theOutputIsFedInAgain() {
    Losses losses = new Losses();
    DeepRec still = SMALL.withRefeeds(2).withEpochs(1).withLearningRate(1e-12);
    Fitting fitting = Fitting.withSeed(1).withControl(TrainingControl.none().with(losses));
    try (Fitted<RatingModel> fitted = still.fit(TRAIN, fitting)) {
      float[] y = scores(fitted.model(), TRAIN);
      float[] again = scores(fitted.model(), dense(y));
      float[] third = scores(fitted.model(), dense(again));
      double rated = 0;
      for (int user = 0; user < 4; user++) {
        for (int p = TRAIN.start(user); p < TRAIN.end(user); p++) {
          rated += Math.pow(TRAIN.value(p) - y[4 * user + TRAIN.item(p)], 2) / TRAIN.size();
        }
      }
      assertThat(losses.all).hasSize(3);
      assertThat(losses.all.get(0)).isCloseTo(rated, within(1e-4));
      assertThat(losses.all.get(1)).isCloseTo(meanSquare(y, again), within(1e-4));
      assertThat(losses.all.get(2)).isCloseTo(meanSquare(again, third), within(1e-4));
    }
  }

  /** y = (3.5, 9, 3) and f(y) = (3, 8, 3.5): (.25 + 1 + .25) / 3. */
  private static double meanSquare(float[] y, float[] again) {
    double sum = 0;
    for (int k = 0; k < y.length; k++) {
      sum += Math.pow(y[k] - again[k], 2) / y.length;
    }
    return sum;
  }

  private static float[] scores(RatingModel model, Interactions histories) {
    float[] scores = new float[4 * 4];
    model.score(histories, 0, 4, scores);
    return scores;
  }

  private static Interactions dense(float[] ratings) {
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    for (int k = 0; k < ratings.length; k++) {
      builder.add(k / 4, k % 4, ratings[k], 0);
    }
    return builder.build(TRAIN.users(), TRAIN.items(), InteractionsBuilder.Duplicates.KEEP);
  }

  @Test
  void aCodeHasItsOwnWidthAndItemsThatOfTheLastLayer() {
    try (Fitted<RatingModel> fitted = SMALL.fit(TRAIN, Fitting.withSeed(1))) {
      assertThat(fitted.model().userDimension()).isEqualTo(4);
      assertThat(fitted.model().vectors().columns()).isEqualTo(6);
    }
  }

  @Test
  void theDefaultsAreThoseOfThePaper() {
    assertThat(new DeepRec().toString())
        .contains("hidden=512x512", "latent=1024", "activation=SELU", "outputActivation=SELU")
        .contains("codeDropout=0.8", "refeeds=1", "learningRate=0.005", "batchSize=128");
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withLatent(0), "latent is 0");
    assertRefused(() -> SMALL.withRefeeds(-1), "refeeds is -1");
    assertRefused(() -> SMALL.withCodeDropout(1), "codeDropout is 1.0");
    assertRefused(() -> SMALL.withL2(-1), "l2 is -1.0");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
