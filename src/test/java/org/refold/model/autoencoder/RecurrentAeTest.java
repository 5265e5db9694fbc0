package org.refold.model.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Ragged;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.SequenceModel;

class RecurrentAeTest implements RecommenderConformance {

  private static final Interactions TRAIN =
      GoldenNumbers.histories(7, new int[] {0, 2, 3, 6}, new int[] {1}, new int[] {4, 4, 2});
  private static final RecurrentAe SMALL =
      new RecurrentAe().withEmbedding(4).withState(5).withLatent(3).withBatchSize(2).withEpochs(3);

  @Override
  public Recommender recommender() {
    return new RecurrentAe()
        .withEmbedding(16)
        .withState(16)
        .withLatent(16)
        .withLearningRate(0.01)
        .withBatchSize(32)
        .withEpochs(20);
  }

  @Override
  public Order order() {
    return Order.MATTERS;
  }

  @Test
  void orderMattersAndTheBatchDoesNot() {
    try (var fitted = SMALL.fit(TRAIN, Fitting.withSeed(1))) {
      SequenceModel model = fitted.model();
      Interactions asked =
          GoldenNumbers.histories(
              7, new int[] {0, 2, 5}, new int[] {5, 2, 0}, new int[] {1}, new int[] {0, 2, 5});
      float[] scores = new float[4 * 7];
      model.score(asked.withItems(model.items()), 0, 4, scores);
      for (int item = 0; item < 7; item++) {
        assertThat(scores[21 + item]).isCloseTo(scores[item], within(1e-6f));
      }
      assertThat(scores[7]).isNotEqualTo(scores[0]);
    }
  }

  @Test
  void whatIsLeftOutIsStillToComeOut() {
    Sequences sequences = new Sequences(TRAIN, Sequences.Cutting.sameItems(5, 20));
    try (Tape tape = Tape.ofFloats()) {
      int read = 0;
      for (int step = 0; step < 100; step++) {
        tape.begin(Mode.TRAINING, 1, step);
        Sequences.Batch batch = sequences.batch(tape, new int[] {0, 2}, 2);
        Ragged.Ids rest = LeftOut.items(tape, batch, 0.3);
        read += rest.size();
        SparseRows sets = LeftOut.set(tape, batch, 7);
        assertThat(sets.end(0) - sets.start(0)).isEqualTo(4);
        assertThat(sets.end(1) - sets.start(1)).isEqualTo(2);
        for (int at = rest.start(0) + 1; at < rest.end(0); at++) {
          assertThat(rest.id(at)).isGreaterThan(rest.id(at - 1));
        }
      }
      // 700 items, each kept with .7: 490 with a standard deviation of 12
      assertThat(read).isBetween(450, 530);
    }
  }

  @Test
  void aGaussianCodeHasADivergence() {
    RecurrentAe gaussian = SMALL.withPosterior(Posterior.GAUSSIAN).withAnnealSteps(10);
    try (var fitted = gaussian.fit(TRAIN, Fitting.withSeed(1))) {
      assertThat(fitted.log().notes("kl")).hasSize(3).doesNotContain(Double.NaN);
      assertThat(fitted.log().notes("beta")[2]).isCloseTo(0.2, within(1e-12));
      assertThat(fitted.model().userDimension()).isEqualTo(3);
      List<String> history = List.of("item 0", "item 2");
      assertThat(fitted.model().recommend(history, 2))
          .isEqualTo(fitted.model().recommend(history, 2));
    }
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withDropout(1), "dropout is 1.0");
    assertRefused(() -> SMALL.withState(0), "state is 0");
    assertRefused(() -> SMALL.withMaxLength(0), "maxLength is 0");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
