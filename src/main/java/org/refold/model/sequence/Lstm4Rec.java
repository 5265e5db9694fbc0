package org.refold.model.sequence;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.refold.data.Interactions;
import org.refold.nn.Initializer;
import org.refold.nn.Ragged;
import org.refold.nn.layer.Initialization;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.settings.Check;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.SequenceRecommender;

/**
 * An LSTM over the items of a history predicts the next one: {@link Gru4Rec} with another cell.
 *
 * <pre>
 *   e_t = dropout(E[i_t]),  h_t = dropout(LSTM(e_t, h_{t-1}))       [places, latent]
 *   scores = h_T E' + b;    losses as those of {@link Gru4Rec}, mean over places
 * </pre>
 *
 * <p>S. Hochreiter, J. Schmidhuber: Long Short-Term Memory, Neural Computation 1997, with forget
 * gates (Gers et al. 2000). No paper of its own: the definition is ours.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>papers</th><th>here</th></tr>
 * <tr><td>cell</td><td>forget gate, no peepholes</td><td>the same; its bias is 1 at first</td></tr>
 * <tr><td>the rest</td><td>-</td><td>as {@link Gru4Rec} on whole histories</td></tr>
 * </table>
 *
 * @param latent units of an item and of a state
 * @param blocks layers, one upon the other
 * @param maxLength the last items of a history that count
 * @param cuts of long histories, and of batches
 * @param dropout of the input, in [0, 1)
 * @param codeDropout of the states that a layer gives, in [0, 1)
 * @param objective how the next item is told from others
 * @param firstWeights how the table is drawn that training starts from
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record Lstm4Rec(
    int latent,
    int blocks,
    int maxLength,
    Sequences.Cuts cuts,
    double dropout,
    double codeDropout,
    RecurrentObjective objective,
    Initialization firstWeights,
    double l2,
    Training training)
    implements SequenceRecommender, Trainable<Lstm4Rec>, Lstm4RecBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public Lstm4Rec {
    Check.atLeast(1, "latent", latent, "typical: 50-256 units");
    Check.atLeast(1, "blocks", blocks, "typical: 2");
    Check.atLeast(1, "maxLength", maxLength, "typical: 50-200 items");
    cuts.check(maxLength);
    Check.rate("dropout", dropout, "typical: 0-0.5");
    Check.rate("codeDropout", codeDropout, "typical: 0-0.4");
    Check.notNegative("l2", l2, "typical: 0");
  }

  /** Whole histories and the whole catalogue. */
  public Lstm4Rec() {
    this(
        64,
        1,
        200,
        Sequences.Cuts.last(),
        0.1,
        0,
        RecurrentObjective.softmax(),
        Initialization.normal(0.02),
        0,
        Training.adam(1e-3, 128, 100).withPatience(10));
  }

  @Override
  public String name() {
    return "lstm4rec";
  }

  @Override
  public Lstm4Rec with(Training other) {
    return withTraining(other);
  }

  @Override
  public NegativeSampler sampler(Interactions train) {
    return objective.sampler(train);
  }

  @Override
  public long numbersOfPlace() {
    return 4L * latent + 40L * latent * blocks;
  }

  @Override
  public RecurrentNetwork network(Sizes sizes, Scope scope) {
    List<UnaryOperator<Ragged>> layers = new ArrayList<>();
    Initializer weights = Initializer.uniform(Math.sqrt(3.0 / latent));
    for (int k = 1; k <= blocks; k++) {
      layers.add(scope.lstm("lstm " + k, latent, latent, weights)::apply);
    }
    return new RecurrentNetwork(
        sizes, scope, latent, firstWeights.initializer(), layers, dropout, codeDropout, objective);
  }
}
