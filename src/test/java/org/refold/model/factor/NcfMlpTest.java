package org.refold.model.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Tape;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Recommender;
import org.refold.train.Training;
import org.refold.train.neural.PairFeatures;

/** The golden numbers were worked out by hand from the equations, to six digits. */
class NcfMlpTest implements RecommenderConformance {

  /** Vectors, the two halves of the first layer with its bias, the output. */
  static final double[][] GOLDEN = {
    {1, -1}, {.5, 2}, {1, 0, 0, 1}, {1, 1, -1, .5}, {0, .5}, {1, -1}, {.2}
  };

  @Override
  public Recommender recommender() {
    return new NcfMlp()
        .withLatent(8)
        .withHidden(LayerSizes.of(16, 8))
        .withTraining(Training.adam(0.02, 128, 20));
  }

  @Override
  public KnownUserScores knownUserScores() {
    return KnownUserScores.LEARNED;
  }

  @Test
  void aPairScoresAsTheEquationsSay() {
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    NcfMlp mlp = new NcfMlp().withLatent(2).withHidden(LayerSizes.of(2));
    NcfMlpNetwork network = mlp.network(GmfTest.ONE, scope, PairFeatures.none(GmfTest.ONE));
    GmfTest.set(scope, GOLDEN);
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      double z = GmfTest.logit(tape, network);
      assertThat(z).isCloseTo(-.8, within(1e-9));
      assertThat(1 / (1 + Math.exp(-z))).isCloseTo(.310026, within(1e-6));
    }
  }

  /** Without hidden layers a score is a sum of one term of the user and one of the item. */
  @Test
  void noHiddenLayerMeansNoInteraction() {
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    NcfMlp mlp = new NcfMlp().withLatent(2).withHidden(LayerSizes.of());
    NcfMlpNetwork network = mlp.network(GmfTest.ONE, scope, PairFeatures.none(GmfTest.ONE));
    GmfTest.set(scope, new double[][] {{1, -1}, {.5, 2}, {3, 1}, {2, -1}, {.25}});
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      assertThat(GmfTest.logit(tape, network)).isCloseTo(2 - 1 + .25, within(1e-9));
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new NcfMlp().withLatent(0)).hasMessageContaining("latent is 0");
    assertThatThrownBy(() -> new NcfMlp().withNegatives(0)).hasMessageContaining("negatives is 0");
  }
}
