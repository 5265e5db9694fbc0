package org.refold.train.neural;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Explanation;
import org.refold.recommend.FoldIn;
import org.refold.recommend.ItemVectors;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.recommend.UserVectors;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.Training;
import org.refold.train.batch.Histories;

/**
 * A fitted autoencoder that knows users by their histories only. Scores are the outputs of the
 * decoder before the function of the likelihood, which does not change a ranking; nothing is drawn
 * or dropped. The vector of a user is the code, that of an item its column in the last layer.
 *
 * <p>Memory besides the weights: a block of 512 users at a time for each thread that asks, and a
 * copy of the last layer once item vectors were asked for.
 */
public class HistoryModel extends NeuralModel
    implements FoldIn, UserVectors, ItemVectors, Coded, ScoringPass {

  private final HistoryNetwork network;
  private @Nullable Matrix vectors;

  HistoryModel(Recommender recommender, Vocabulary items, Scope scope, HistoryNetwork network) {
    super(recommender, items, scope);
    this.network = network;
  }

  final HistoryNetwork network() {
    return network;
  }

  /** The codes of the histories {@code from <= row < to}. */
  Var codes(Tape tape, Interactions histories, int from, int to) {
    return network.encode(tape, Histories.rows(tape, histories, from, to));
  }

  /** The posterior of the codes, of a variational autoencoder. */
  Optional<GaussianCode> posterior(Tape tape, Interactions histories, int from, int to) {
    return network.posterior(tape, Histories.rows(tape, histories, from, to));
  }

  @Override
  public Var scores(Tape tape, Interactions histories, int from, int to) {
    return network.scores(tape, Histories.rows(tape, histories, from, to));
  }

  @Override
  public final void score(Interactions histories, int from, int to, float[] scores) {
    Preconditions.foldIn(this, histories, from, to, scores);
    tapes().run(from, to, (tape, first, end) -> scores(tape, histories, first, end), scores);
  }

  /**
   * Explains scores by integrated gradients: parts add up to the difference between the score for
   * the history and that for none, up to the error of the integral.
   *
   * @param asked [users, items], with the items of {@link #items()}. Not modified.
   * @param explained raw ids
   * @param steps midpoints of the integral; 50 are usual
   * @throws BadInputException if an item is unknown, or the scores are not smooth in the history
   *     alone
   */
  public final synchronized List<Explanation> integratedGradients(
      Interactions asked, int row, List<String> explained, int steps) {
    Check.atLeast(1, "steps", steps, "typical: 50");
    if (!(network instanceof DifferentiableInput smooth) || smooth.inputWeights().isFrozen()) {
      throw new BadInputException(
          "%s has no integrated gradients: its scores are not smooth in the history alone; explain by leave-one-out"
              .formatted(recommender().name()));
    }
    IntegratedGradients gradients = new IntegratedGradients(smooth, steps);
    int[] history = BinaryMatrix.row(asked, row);
    float[] scores = scores(asked, row);
    List<Explanation> explanations = new ArrayList<>();
    try {
      for (String item : explained) {
        int index = Preconditions.indexOf(this, item);
        explanations.add(
            new Explanation(
                item,
                scores[index],
                Explanation.Method.INTEGRATED_GRADIENTS,
                gradients.parts(this, history, index)));
        forgetGradients();
      }
    } finally {
      releaseGradients();
    }
    return List.copyOf(explanations);
  }

  @Override
  public final int userDimension() {
    return network.latent();
  }

  @Override
  public final void encode(Interactions histories, int from, int to, float[] vectors) {
    Preconditions.encode(this, histories, from, to, vectors);
    tapes().run(from, to, (tape, first, end) -> codes(tape, histories, first, end), vectors);
  }

  @Override
  public final Bottleneck bottleneck(Interactions histories) {
    CodeReader reader = new CodeReader(histories.userCount());
    tapes()
        .run(
            0,
            histories.userCount(),
            (tape, first, end) ->
                reader.of(
                    posterior(tape, histories, first, end),
                    () -> codes(tape, histories, first, end)),
            reader);
    return reader.bottleneck();
  }

  @Override
  public final synchronized Matrix vectors() {
    Matrix made = vectors;
    if (made == null) {
      made = Transposition.of(network.output().weight().value());
      vectors = made;
    }
    return made;
  }

  @Override
  public final DenseProducts denseProducts(Interactions train, Training training) {
    return DenseProducts.of(new Histories(train), network::loss, training);
  }

  @Override
  public synchronized void close() {
    super.close();
    if (vectors != null) {
      vectors.close();
      vectors = null;
    }
  }
}
