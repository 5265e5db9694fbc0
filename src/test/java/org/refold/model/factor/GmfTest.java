package org.refold.model.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.refold.data.RatingScale;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Losses;
import org.refold.recommend.Recommender;
import org.refold.train.Training;
import org.refold.train.neural.PairFeatures;
import org.refold.train.neural.PairNetwork;

/** The golden numbers were worked out by hand from the equations, to six digits. */
class GmfTest implements RecommenderConformance {

  @Override
  public Recommender recommender() {
    return new Gmf().withLatent(8).withTraining(Training.adam(0.02, 128, 20));
  }

  @Override
  public KnownUserScores knownUserScores() {
    return KnownUserScores.LEARNED;
  }

  /** Numbers for the parameters of a network of one user and one item, in their order. */
  static void set(Scope scope, double[]... numbers) {
    List<Parameter> parameters = scope.parameters();
    assertThat(parameters).hasSize(numbers.length);
    for (int k = 0; k < numbers.length; k++) {
      MfTest.set(parameters.get(k), numbers[k]);
    }
  }

  /** The logit of the only pair. */
  static double logit(Tape tape, PairNetwork network) {
    return network.scores(tape, new int[] {0}, new int[] {0}).item();
  }

  static final Sizes ONE = new Sizes(1, 1, RatingScale.NONE);

  static final double[][] GOLDEN = {{.5, -1}, {2, .5}, {1, 2}, {.1}};

  @Test
  void aPairScoresAsTheEquationsSay() {
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    GmfNetwork network = new Gmf().withLatent(2).network(ONE, scope, PairFeatures.none(ONE));
    set(scope, GOLDEN);
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      assertThat(logit(tape, network)).isCloseTo(.1, within(1e-9));
      Var z = network.scores(tape, new int[] {0}, new int[] {0});
      SparseRows one = tape.sparseScratch();
      one.clear(1);
      one.startRow();
      one.add(0, 1);
      Var loss = Losses.logistic(z, one);
      assertThat(loss.item()).isCloseTo(.644397, within(1e-6));
      tape.backward(loss);
      double slope = scope.parameters().get(3).gradient().matrix().get(0, 0);
      assertThat(slope).isCloseTo(-.475021, within(1e-6));
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Gmf().withLatent(0)).hasMessageContaining("latent is 0");
    assertThatThrownBy(() -> new Gmf().withNegatives(0)).hasMessageContaining("negatives is 0");
  }
}
