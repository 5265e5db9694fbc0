package org.refold.model.sequence;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Initialization;
import org.refold.nn.layer.Norm;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.layer.TransformerBlock;
import org.refold.nn.layer.TransformerStack;
import org.refold.nn.op.Attention;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Segmented;
import org.refold.nn.op.Stochastic;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.Step;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.SequenceNetwork;
import org.refold.train.neural.SequenceRecommender;

/**
 * SASRec: attention to the items before predicts the next one, at each place of a history.
 *
 * <pre>
 *   h_t = dropout(sqrt(d) E[i_t] + P[position from the end])     [places, d]
 *   h   = LN(block ... block(h))          causal; see {@link TransformerBlock.Kind}
 *   loss: h_t against i_{t+1}, see {@link SequenceLoss}; mean over places
 *   scores = h_T E'                       h_T: the last place
 * </pre>
 *
 * <p>W.-C. Kang, J. McAuley: Self-Attentive Sequential Recommendation, ICDM 2018, section 3. The
 * softmax losses: A. Klenitskiy, A. Vasilev, RecSys 2023 (short papers). {@link SequenceLoss#GBCE}
 * is the loss of gSASRec (A. Petrov, C. Macdonald, RecSys 2023), whose output has a table of its
 * own, 128 units and a dropout of .5; {@link TransformerBlock.Kind#LIGR} the block of eSASRec (D.
 * Tikhonovich et al., RecSys 2025), whose softmax is over 256 negatives of each place, with beta2
 * .98 and first weights by Xavier.
 *
 * <p>An empty history has a vector of zeros, and there are no biases: all items have the same score
 * and come in the order of their indices.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>block</td><td>normalised before each part</td>
 *     <td>only queries are normalised, the sum is with them, no layer behind the heads</td>
 *     <td>as the code; {@code block}</td></tr>
 * <tr><td>loss</td><td>binary, one negative</td><td>the same; mean over places</td>
 *     <td>{@code ce} (Klenitskiy and Vasilev: NDCG@10 .182 against .134 on their MovieLens-1M);
 *     {@code bce} is the paper's</td></tr>
 * <tr><td>negatives of {@code sampled-ce}</td><td>-</td><td>3,000 of a user (2023)</td>
 *     <td>the same; eSASRec draws 256 for each place</td></tr>
 * <tr><td>output table of {@code gbce}</td><td>-</td><td>its own by default</td>
 *     <td>that of the input</td></tr>
 * <tr><td>positions</td><td>learned</td><td>the last item has the last</td><td>the same</td></tr>
 * <tr><td>first weights</td><td>not said</td><td>uniform, by layer; 2023: N(0, 0.02^2)</td>
 *     <td>as 2023; biases 0</td></tr>
 * <tr><td>optimiser</td><td>Adam, 0.001, batches of 128</td>
 *     <td>beta2 .98, users drawn with replacement, 201 epochs; 2023: 100, patience 10</td>
 *     <td>beta2 .999, .98 by {@code optimizer=adam(0.98)}; each user once an epoch; epochs as 2023
 *     </td></tr>
 * </table>
 *
 * @param latent d, units of an item and of a state; heads divide them
 * @param blocks how many
 * @param heads of attention
 * @param maxLength the last items of a history that count
 * @param cuts of long histories, and of batches
 * @param block how the parts of a block fit together
 * @param dropout of the input, of shares of attention, and in blocks, in [0, 1)
 * @param loss of a place
 * @param negatives k; 0 for as many as the authors of the loss draw, see {@link SequenceLoss}; not
 *     used by {@link SequenceLoss#CE}
 * @param calibration t of {@link SequenceLoss#GBCE}, in [0, 1]
 * @param firstWeights how tables and layers are drawn that training starts from
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record SasRec(
    int latent,
    int blocks,
    int heads,
    int maxLength,
    Sequences.Cuts cuts,
    TransformerBlock.Kind block,
    double dropout,
    SequenceLoss loss,
    int negatives,
    double calibration,
    Initialization firstWeights,
    double l2,
    Training training)
    implements SequenceRecommender, Trainable<SasRec>, SasRecBuilder.With {

  /**
   * @throws BadInputException if a setting is out of its range
   */
  public SasRec {
    TransformerStack.check(latent, blocks, heads);
    Check.atLeast(1, "maxLength", maxLength, "typical: 50-200 items");
    cuts.check(maxLength);
    Check.rate("dropout", dropout, "typical: 0.1-0.5");
    Check.atLeast(0, "negatives", negatives, "typical: 0 for those of the authors of the loss");
    Check.fraction("calibration", calibration, "typical: 0.75");
    Check.notNegative("l2", l2, "typical: 0");
  }

  /** The settings of Klenitskiy and Vasilev for MovieLens-1M. */
  public SasRec() {
    this(
        64,
        2,
        1,
        200,
        Sequences.Cuts.last(),
        TransformerBlock.Kind.SASREC,
        0.1,
        SequenceLoss.CE,
        0,
        0.75,
        Initialization.normal(0.02),
        0,
        Training.adam(1e-3, 128, 100).withPatience(10));
  }

  @Override
  public String name() {
    return "sasrec";
  }

  @Override
  public SasRec with(Training other) {
    return withTraining(other);
  }

  private NextItemLoss nextItem() {
    return new NextItemLoss(loss, negatives == 0 ? loss.negatives() : negatives, calibration);
  }

  private int inner() {
    return block == TransformerBlock.Kind.LIGR ? 4 * latent : latent;
  }

  @Override
  public long numbersOfPlace() {
    return Transformers.numbersOfPlace(latent, inner(), blocks) + nextItem().numbersOfPlace();
  }

  @Override
  public Net network(Sizes sizes, Scope scope) {
    return new Net(sizes, scope);
  }

  /** The equations. */
  final class Net implements SequenceNetwork {
    private final NextItemLoss nextItem = nextItem();
    private final Embedding items;
    private final Embedding positions;
    private final TransformerStack stack;
    private final Norm last;

    Net(Sizes n, Scope s) {
      Initializer first = firstWeights.initializer();
      items = s.embedding("items", n.items(), latent, first);
      positions = s.embedding("positions", maxLength, latent, first);
      TransformerBlock.Shape shape =
          new TransformerBlock.Shape(
              block, latent, heads, inner(), Activation.RELU, dropout, Attention.Sight.CAUSAL);
      stack = s.transformer("block", blocks, shape, first);
      last = s.norm("last norm", latent, 1e-8);
    }

    /** The states after each place, {@code [places, latent]}. */
    Ragged states(Tape tape, Ragged.Ids history) {
      Var e = Elements.scale(Math.sqrt(latent), items.of(tape, history).rows());
      Var p = positions.of(tape, Positions.fromEnd(tape, history, maxLength)).rows();
      Ragged h = new Ragged(Stochastic.dropout(Elements.add(e, p), dropout, "input"), history);
      return stack.apply(h).map(last::apply);
    }

    @Override
    public Var loss(Step<Sequences.Batch> step, NegativeSampler sampler) {
      Tape tape = step.tape();
      Sequences.Batch batch = step.batch();
      Var table = tape.parameter(items.table());
      return nextItem.of(states(tape, batch.inputs()), table, batch, sampler);
    }

    @Override
    public Var encode(Tape tape, Ragged.Ids histories) {
      return Segmented.last(states(tape, histories));
    }

    @Override
    public Parameter items() {
      return items.table();
    }
  }
}
