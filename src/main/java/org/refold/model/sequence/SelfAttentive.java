package org.refold.model.sequence;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Optional;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Dense;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Readout;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.SelfAttention;
import org.refold.nn.layer.Sizes;
import org.refold.nn.layer.TransformerStack;
import org.refold.nn.op.Attention;
import org.refold.nn.op.CatalogueLoss;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Segmented;
import org.refold.nn.op.Stochastic;
import org.refold.settings.Check;
import org.refold.train.Step;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.SequenceNetwork;
import org.refold.train.neural.SequenceRecommender;

/**
 * One layer of attention over the items of a history, and a hidden layer, predict the next item:
 * the plain model of articles that introduce attention.
 *
 * <pre>
 *   e = dropout(E[i])  (+ P[position from the end])                 [places, d]
 *   a = att(e)                                                      several heads, one layer behind
 *   q = relu(mean of a W1 + c1)                                     [histories, hidden]
 *   loss = mean over histories of -log softmax(q V' + c2)_next;  scores = q V' + c2
 * </pre>
 *
 * <p>Attention to both sides sees what it is to predict. So a history is cut at a place that is
 * drawn anew at each step: the items before are read, and the item there is predicted. With {@code
 * causal} attention each place is read alone instead of the mean, and all places learn at once.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>articles</th><th>here</th></tr>
 * <tr><td>attention</td><td>A. Vaswani et al., NIPS 2017, section 3.2; no block around it</td>
 *     <td>the same</td></tr>
 * <tr><td>positions</td><td>none</td><td>none; by choice</td></tr>
 * <tr><td>training</td><td>-</td><td>one prefix of each history an epoch</td></tr>
 * </table>
 *
 * @param latent d, units of an item; heads divide them
 * @param heads of attention
 * @param hidden units of the hidden layer
 * @param sight whether an item sees those that come later
 * @param order whether attention knows where items are
 * @param maxLength the last items of a history that count
 * @param dropout of the input and of shares of attention, in [0, 1)
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record SelfAttentive(
    int latent,
    int heads,
    int hidden,
    Attention.Sight sight,
    Order order,
    int maxLength,
    double dropout,
    double l2,
    Training training)
    implements SequenceRecommender, Trainable<SelfAttentive>, SelfAttentiveBuilder.With {

  /** Whether attention knows where items are. */
  public enum Order {
    /** No: what is read is a set, but for causal attention. */
    UNKNOWN,
    /** By a vector of the position, counted from the end. */
    POSITIONS
  }

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public SelfAttentive {
    TransformerStack.check(latent, 1, heads);
    Check.atLeast(1, "hidden", hidden, "typical: 128 units");
    Check.atLeast(1, "maxLength", maxLength, "typical: 50-200 items");
    Check.rate("dropout", dropout, "typical: 0.1");
    Check.notNegative("l2", l2, "typical: 0");
  }

  /** Small layers, without positions. */
  public SelfAttentive() {
    this(
        64,
        2,
        128,
        Attention.Sight.BIDIRECTIONAL,
        Order.UNKNOWN,
        200,
        0.1,
        0,
        Training.adam(1e-3, 128, 100).withPatience(10));
  }

  @Override
  public String name() {
    return "self-attention";
  }

  @Override
  public SelfAttentive with(Training other) {
    return withTraining(other);
  }

  @Override
  public long numbersOfPlace() {
    return 24L * latent + (sight == Attention.Sight.CAUSAL ? 4L * hidden : 0);
  }

  @Override
  public Net network(Sizes sizes, Scope scope) {
    return new Net(sizes, scope);
  }

  /** The equations. */
  final class Net implements SequenceNetwork {

    private final boolean eachPlace = sight == Attention.Sight.CAUSAL;
    private final Embedding items;
    private final Optional<Embedding> positions;
    private final SelfAttention attention;
    private final Dense first;
    private final Readout output;

    Net(Sizes n, Scope s) {
      Initializer xavier = Initializer.xavierUniform();
      items = s.embedding("items", n.items(), latent, Initializer.normal(0.02));
      positions =
          order == Order.POSITIONS
              ? Optional.of(s.embedding("positions", maxLength, latent, Initializer.normal(0.02)))
              : Optional.empty();
      attention =
          s.selfAttention(
              "attention",
              latent,
              new Attention(heads, sight, dropout, "shares"),
              SelfAttention.Output.PROJECTED,
              xavier);
      first = s.dense("hidden", latent, hidden, Activation.RELU, xavier, Initializer.zeros());
      output = s.readout("output", n.items(), hidden, xavier);
    }

    /** What each item sees, {@code [places, latent]}. */
    private Ragged seen(Tape tape, Ragged.Ids history) {
      Ragged e = items.of(tape, history);
      Ragged.Ids from = Positions.fromEnd(tape, history, maxLength);
      Ragged in =
          positions
              .map(table -> e.map(rows -> Elements.add(rows, table.of(tape, from).rows())))
              .orElse(e);
      return attention.apply(in.map(rows -> Stochastic.dropout(rows, dropout, "input")));
    }

    @Override
    public Var loss(Step<Sequences.Batch> step, NegativeSampler unused) {
      Tape tape = step.tape();
      Sequences.Batch all = step.batch();
      Sequences.Batch batch = eachPlace ? all : Prefixes.of(tape, all);
      Ragged seen = seen(tape, batch.inputs());
      return CatalogueLoss.softmax(
          first.apply(eachPlace ? seen.rows() : Segmented.mean(seen)),
          tape.parameter(output.weight()),
          tape.parameter(output.bias()),
          batch.targets());
    }

    @Override
    public Var encode(Tape tape, Ragged.Ids histories) {
      Ragged seen = seen(tape, histories);
      return first.apply(eachPlace ? Segmented.last(seen) : Segmented.mean(seen));
    }

    @Override
    public Parameter items() {
      return output.weight();
    }

    @Override
    public Optional<Parameter> biases() {
      return Optional.of(output.bias());
    }
  }
}
