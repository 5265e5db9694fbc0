package org.refold.model.sequence;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import org.refold.data.Interactions;
import org.refold.nn.Initializer;
import org.refold.nn.layer.Gru;
import org.refold.nn.layer.Initialization;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.SequenceRecommender;

/**
 * GRU4Rec: gated recurrent units over the items of a history predict the next one.
 *
 * <pre>
 *   e_t = dropout(E[i_t]),  h_t = dropout(GRU(e_t, h_{t-1})), h_0 = 0      [places, latent]
 *   s   = h_t E' + b                     the table of the input, "constrained embedding"
 *   CROSS_ENTROPY  -log softmax(s)_{i_{t+1}}          over the catalogue, or target and negatives
 *   BPR_MAX        -log(sum_j q_j s(s_t - s_j) + 1e-24) + regularisation sum_j q_j s_j^2
 *   TOP1_MAX       sum_j q_j [s(s_j - s_t) + s(s_j^2)]          q: softmax of the negatives alone
 *   loss = mean over places;  scores = h_T E' + b
 * </pre>
 *
 * <p>B. Hidasi, A. Karatzoglou, L. Baltrunas, D. Tikk: Session-based Recommendations with Recurrent
 * Neural Networks, ICLR 2016; B. Hidasi, A. Karatzoglou: Recurrent Neural Networks with Top-k
 * Gains, CIKM 2018.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>papers</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>batches</td><td>sessions side by side, one item of each a step</td>
 *     <td>the same; the state is passed on, the gradient is not</td>
 *     <td>whole histories, gradients through all steps, as the author advises for long ones; as the
 *     code with {@code batches=session-parallel}, also in that the earliest session comes first and
 *     that a loss is over the lanes at first; a session is what {@code windows} cuts</td></tr>
 * <tr><td>cell</td><td>reset gate before the product</td>
 *     <td>the same (Theano), after it (PyTorch)</td><td>{@code form}; after it</td></tr>
 * <tr><td>negatives</td><td>the other targets of the step, and drawn by popularity^alpha</td>
 *     <td>2,048 drawn, shared by the step; those equal to the target stay</td>
 *     <td>the last target of each history of the batch, also for the earlier places of that history,
 *     all targets of sessions side by side, and drawn ones, shared by the batch; those equal to the
 *     target are left out; 0: the whole catalogue</td></tr>
 * <tr><td>items without interactions</td><td>-</td><td>not in the catalogue</td>
 *     <td>never drawn and never pushed down, so that they may outrank rare ones; with the whole
 *     catalogue they are</td></tr>
 * <tr><td>logQ</td><td>-</td><td>by support, of drawn ones and of targets apart</td>
 *     <td>by the probability of being drawn, alike for both; other targets are corrected by it, too,
 *     though they come by popularity and not by a power of it; with cross-entropy only</td></tr>
 * <tr><td>scores in BPR-max</td><td>linear</td><td>through ELU by choice</td>
 *     <td>linear; there is no ELU</td></tr>
 * <tr><td>dropout of the state</td><td>-</td><td>of the state that is passed on</td>
 *     <td>of what a layer gives, the state itself is whole; as the code in sessions side by side
 *     </td></tr>
 * <tr><td>optimiser</td><td>AdaGrad, momentum</td>
 *     <td>the same, by choice of momentum; epsilon 1e-6 within the root</td>
 *     <td>Adam; AdaGrad by choice, epsilon 1e-10 outside the root, without momentum</td></tr>
 * </table>
 *
 * <p>The author gives no figures for MovieLens, whose histories are no sessions. The defaults are
 * those of Klenitskiy and Vasilev (RecSys 2023) for a GRU on MovieLens-1M.
 *
 * @param latent units of an item and of a state
 * @param blocks layers of units, one upon the other
 * @param form where the reset gate acts
 * @param maxLength the last items of a history that count
 * @param cuts of long histories, and of batches
 * @param batches what a step reads
 * @param dropout of the input, in [0, 1)
 * @param codeDropout of the states that a layer gives, in [0, 1)
 * @param objective how the next item is told from others
 * @param firstWeights how the table is drawn that training starts from
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record Gru4Rec(
    int latent,
    int blocks,
    Gru.Form form,
    int maxLength,
    Sequences.Cuts cuts,
    RecurrentBatches batches,
    double dropout,
    double codeDropout,
    RecurrentObjective objective,
    Initialization firstWeights,
    double l2,
    Training training)
    implements SequenceRecommender, Trainable<Gru4Rec>, Gru4RecBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public Gru4Rec {
    Check.atLeast(1, "latent", latent, "typical: 50-256 units");
    Check.atLeast(1, "blocks", blocks, "typical: 2");
    Check.atLeast(1, "maxLength", maxLength, "typical: 50-200 items");
    cuts.check(maxLength);
    Check.rate("dropout", dropout, "typical: 0-0.5");
    Check.rate("codeDropout", codeDropout, "typical: 0-0.4");
    Check.notNegative("l2", l2, "typical: 0");
    boolean lanes = batches == RecurrentBatches.SESSION_PARALLEL;
    if (lanes && (cuts.tokens() > 0 || training.optimizer().isFullBatch())) {
      throw new BadInputException(
          "a step of session-parallel batches has an item of each of batchSize sessions, but tokens"
              + " is %s and optimizer %s; set tokens to 0, and optimizer to one that learns from"
                  .formatted(cuts.tokens(), training.optimizer())
              + " batches, such as adagrad");
    }
  }

  /** Whole histories and the whole catalogue. */
  public Gru4Rec() {
    this(
        64,
        1,
        Gru.Form.AFTER_PRODUCT,
        200,
        Sequences.Cuts.last(),
        RecurrentBatches.SEQUENCES,
        0.1,
        0,
        RecurrentObjective.softmax(),
        Initialization.normal(0.02),
        0,
        Training.adam(1e-3, 128, 100).withPatience(10));
  }

  @Override
  public String name() {
    return "gru4rec";
  }

  @Override
  public Gru4Rec with(Training other) {
    return withTraining(other);
  }

  @Override
  public NegativeSampler sampler(Interactions train) {
    return objective.sampler(train);
  }

  @Override
  public long numbersOfPlace() {
    return 4L * latent + 30L * latent * blocks;
  }

  @Override
  public RecurrentNetwork network(Sizes sizes, Scope scope) {
    List<Gru> units = new ArrayList<>();
    Initializer weights = Initializer.uniform(Math.sqrt(3.0 / latent));
    for (int k = 1; k <= blocks; k++) {
      units.add(scope.gru("gru " + k, latent, latent, form, weights, Initializer.zeros()));
    }
    return new Gru4RecNetwork(sizes, scope, this, units);
  }
}
