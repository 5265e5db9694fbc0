package org.refold.model.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.OptimizerChoice;
import org.refold.train.Training;
import org.refold.train.batch.Triples;
import org.refold.train.neural.PairFeatures;

/** The golden number was worked out by hand from the equations. */
class CnnCfTest implements RecommenderConformance {

  private static final Interactions DATA =
      MfTest.DATA.rows(java.util.stream.IntStream.range(0, 40).toArray()).compact();

  @Override
  public Recommender recommender() {
    return new CnnCf()
        .withLatent(4)
        .withChannels(4)
        .withL2(0.001)
        .withFilterL2(0.01)
        .withOutputL2(0.01)
        .withTraining(Training.adam(0.05, 64, 15).withOptimizer(OptimizerChoice.adaGrad()));
  }

  @Override
  public KnownUserScores knownUserScores() {
    return KnownUserScores.LEARNED;
  }

  @Test
  void aPairScoresAsTheEquationsSay() {
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    CnnCfNetwork network =
        new CnnCf()
            .withLatent(2)
            .withChannels(1)
            .network(GmfTest.ONE, scope, PairFeatures.none(GmfTest.ONE));
    GmfTest.set(scope, new double[][] {{1, 2}, {3, -1}, {1, 1, 1, -1}, {.1}, {1}, {0}});
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      assertThat(GmfTest.logit(tape, network)).isCloseTo(10.1, within(1e-9));
    }
  }

  /** Penalties included, which the first epoch is without. */
  @Test
  void gradientsAgreeWithDifferences() {
    Scope scope = Scope.drawing(Precision.DOUBLE, 3);
    CnnCf settings = new CnnCf().withLatent(4).withChannels(2);
    CnnCfNetwork network =
        settings.network(Sizes.of(DATA), scope, PairFeatures.none(Sizes.of(DATA)));
    scope.parameters().stream().limit(2).forEach(p -> CnnCfTest.times(p.value(), 60));
    Triples.Batch batch =
        new Triples.Batch(new int[] {0, 1, 4, 0}, new int[] {0, 2, 3, 1}, new int[] {3, 3, 1, 3});
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      tape.backward(network.loss(settings, tape, batch, 2));
      for (Parameter parameter : scope.parameters()) {
        Matrix gradient = parameter.gradient().filled().copy();
        for (int k = 0; k < gradient.columns(); k++) {
          double slope = difference(settings, network, batch, parameter.value(), k);
          assertThat(gradient.get(0, k)).as(parameter.name()).isCloseTo(slope, within(1e-6));
        }
        gradient.close();
      }
    }
  }

  private static void times(Matrix matrix, double factor) {
    for (int row = 0; row < matrix.rows(); row++) {
      for (int k = 0; k < matrix.columns(); k++) {
        matrix.set(row, k, factor * matrix.get(row, k));
      }
    }
  }

  private static double difference(
      CnnCf settings, CnnCfNetwork network, Triples.Batch batch, Matrix value, int column) {
    double before = value.get(0, column);
    double[] losses = new double[2];
    for (int side = 0; side < 2; side++) {
      value.set(0, column, before + (side == 0 ? -1e-6 : 1e-6));
      try (Tape tape = Tape.ofDoubles()) {
        tape.begin(Mode.SCORING, 1, 0);
        losses[side] = network.loss(settings, tape, batch, 2).item();
      }
    }
    value.set(0, column, before);
    return (losses[1] - losses[0]) / 2e-6;
  }

  /** The vectors of the other order hold the same numbers. */
  @Test
  void preTrainedDimensionsCanBePermuted() {
    CnnCf settings = new CnnCf().withLatent(8).withPretrainingEpochs(1);
    CnnCf permuted = settings.withDimensions(CnnCf.Dimensions.PERMUTED);
    float[] vector = first(settings);
    float[] other = first(permuted);
    assertThat(other).isNotEqualTo(vector).containsExactlyInAnyOrder(vector);
  }

  private static float[] first(CnnCf settings) {
    Scope scope = settings.scope(DATA, Fitting.withSeed(3));
    settings.network(Sizes.of(DATA), scope, PairFeatures.none(Sizes.of(DATA)));
    float[] vector = new float[settings.latent()];
    scope.parameters().get(0).value().readRow(0, vector);
    return vector;
  }

  @Test
  void whatCannotBeFittedIsRefused() {
    assertThatThrownBy(() -> new CnnCf().withLatent(12))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("latent is 12")
        .hasMessageContaining("power of 2");
    assertThatThrownBy(() -> new CnnCf().withLatent(64).fit(DATA, Fitting.withSeed(1)))
        .hasMessageContaining("latent of cnn-cf is 64");
    assertThatThrownBy(() -> new CnnCf().withOutputL2(-1)).hasMessageContaining("outputL2");
  }
}
