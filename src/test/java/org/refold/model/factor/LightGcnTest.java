package org.refold.model.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.Training;
import org.refold.train.batch.Triples;

/** The golden numbers come from a dense product of the normalised adjacency matrix in numpy. */
class LightGcnTest implements RecommenderConformance {

  /** Five users and four items: 1100, 1110, 0110, 0011, 1001. */
  private static final Interactions X5 =
      Rated.of(
          5, 4, 0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 2, 1, 2, 1, 1, 2, 2, 1, 3, 2, 1, 3, 3, 1, 4,
          0, 1, 4, 3, 1);

  @Override
  public Recommender recommender() {
    return new LightGcn().withLatent(8).withTraining(Training.adam(0.02, 128, 20));
  }

  @Override
  public KnownUserScores knownUserScores() {
    return KnownUserScores.LEARNED;
  }

  private static LightGcnNetwork net(LightGcn settings, Scope scope) {
    LightGcnNetwork net = new LightGcnNetwork(settings, X5, scope);
    GmfTest.set(scope, new double[][] {{.1, .2, .3, .4, .5}, {.6, .7, .8, .9}});
    return net;
  }

  private static double[] column(Var users, Var items) {
    return IntStream.range(0, 9)
        .mapToDouble(k -> k < 5 ? users.value().get(k, 0) : items.value().get(k - 5, 0))
        .toArray();
  }

  @Test
  void vectorsSpreadAsTheEquationsSay() {
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    LightGcnNetwork net = net(new LightGcn().withLatent(1).withLayers(2), scope);
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 0);
      GraphLayers.Layers layers = net.layers(tape);
      assertThat(column(layers.users().get(1), layers.items().get(1)))
          .containsExactly(
              new double[] {.530723, .7, .612372, .776599, .694949, .311616, .229966, .35244, .45},
              within(1e-6));
      assertThat(
              column(
                  GraphLayers.Layers.mean(layers.users()), GraphLayers.Layers.mean(layers.items())))
          .containsExactly(
              new double[] {
                .283941, .399336, .38338, .515161, .515722, .548442, .543322, .65094, .695258
              },
              within(1e-6));
    }
  }

  /** Differences of the loss for small changes of each number of layer 0. */
  @Test
  void gradientsAgreeWithDifferences() {
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    LightGcnNetwork net = net(new LightGcn().withLatent(1).withLayers(3).withL2(.3), scope);
    Triples.Batch batch =
        new Triples.Batch(new int[] {0, 1, 4, 0}, new int[] {0, 2, 3, 1}, new int[] {3, 3, 1, 3});
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      tape.backward(net.loss(tape, batch));
      List<Parameter> parameters = scope.parameters();
      for (Parameter parameter : parameters) {
        Matrix gradient = parameter.gradient().filled().copy();
        for (int row = 0; row < gradient.rows(); row++) {
          double slope = difference(net, batch, parameter.value(), row);
          assertThat(gradient.get(row, 0)).isCloseTo(slope, within(1e-7));
        }
        gradient.close();
      }
    }
  }

  private static double difference(
      LightGcnNetwork net, Triples.Batch batch, Matrix value, int row) {
    double before = value.get(row, 0);
    double[] losses = new double[2];
    for (int side = 0; side < 2; side++) {
      value.set(row, 0, before + (side == 0 ? -1e-5 : 1e-5));
      try (Tape tape = Tape.ofDoubles()) {
        tape.begin(Mode.SCORING, 1, 0);
        losses[side] = net.loss(tape, batch).item();
      }
    }
    value.set(row, 0, before);
    return (losses[1] - losses[0]) / 2e-5;
  }

  /** A stranger with the history of user 0 gets what its items hand on, and no more. */
  @Test
  void aStrangerGetsWhatTheItemsHandOn() {
    Scope scope = Scope.drawing(1);
    LightGcn settings = new LightGcn().withLatent(1).withLayers(2);
    LightGcnNetwork net = net(settings, scope);
    Factors factors = Factors.zeros(X5, 1, 0);
    ImpliedFoldIn rule = ImpliedFoldIn.of(4, 1, false);
    net.total(factors, rule.table());
    float[] vector = new float[1];
    rule.fold(FoldInRule.History.of(X5, 0), vector);
    double layerOne = .530723;
    double layerTwo = (.311616 + .229966) / Math.sqrt(6);
    assertThat((double) vector[0]).isCloseTo((layerOne + layerTwo) / 3, within(1e-6));
    MfTest.assertRow(factors.users(), 0, .283941);
  }

  @Test
  void whatCannotBeFittedIsRefused() {
    assertThatThrownBy(() -> new LightGcn().withLayers(-1)).hasMessageContaining("layers is -1");
    assertThatThrownBy(() -> new LightGcn().fit(X5, Fitting.withSeed(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("latent of lightgcn is 64");
  }
}
