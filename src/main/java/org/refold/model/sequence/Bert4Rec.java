package org.refold.model.sequence;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;
import org.refold.kernel.Activation;
import org.refold.nn.Glimpse;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Dense;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Initialization;
import org.refold.nn.layer.Norm;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.layer.TransformerStack;
import org.refold.nn.op.CatalogueLoss;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Segmented;
import org.refold.nn.op.Stochastic;
import org.refold.settings.Check;
import org.refold.train.Step;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.RowNames;
import org.refold.train.neural.SequenceNetwork;
import org.refold.train.neural.SequenceRecommender;

/**
 * BERT4Rec: items of a history are hidden, and attention to both sides predicts them.
 *
 * <pre>
 *   i~  = i with each item hidden with probability maskRatio            in training
 *   h   = dropout(LN(E[i~] + P[position from the end]))                 [places, d]
 *   h   = block ... block(h)          bidirectional, normalised last, GELU, inner width 4 d
 *   g   = LN(gelu(h W + c)) at hidden places;  logits = g E' + b
 *   loss = mean over hidden places of -log softmax(logits)_item
 *   scores = logits at a mask behind the last item
 * </pre>
 *
 * <p>F. Sun et al.: BERT4Rec: Sequential Recommendation with Bidirectional Encoder Representations
 * from Transformer, CIKM 2019, section 3.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>masks</td><td>each item with probability .2 on MovieLens-1M</td>
 *     <td>round(.2 T), at least 1, fixed in ten copies of each of its overlapping windows</td>
 *     <td>as the paper, drawn anew at each step, in the last window;
 *     {@code windows=overlapping} by choice</td></tr>
 * <tr><td>last item</td><td>hidden alone in some samples, to match scoring</td>
 *     <td>one copy in eleven</td><td>a share of sequences, {@code lastOnly}</td></tr>
 * <tr><td>optimiser</td><td>Adam, 1e-4, weight decay .01, linear decay</td><td>the same</td>
 *     <td>Adam, 0.001, constant; 200 epochs: Klenitskiy and Vasilev (RecSys 2023)</td></tr>
 * </table>
 *
 * @param latent d, units of an item and of a state; heads divide them
 * @param blocks how many
 * @param heads of attention
 * @param maxLength places of a sequence, that of the last mask among them
 * @param cuts of long histories, and of batches
 * @param dropout of the input, of shares of attention, and of what blocks add, in [0, 1)
 * @param maskRatio probability of being hidden, in (0, 1)
 * @param lastOnly share of sequences of which the last item alone is hidden
 * @param firstWeights how tables and layers are drawn that training starts from
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record Bert4Rec(
    int latent,
    int blocks,
    int heads,
    int maxLength,
    Sequences.Cuts cuts,
    double dropout,
    double maskRatio,
    double lastOnly,
    Initialization firstWeights,
    double l2,
    Training training)
    implements SequenceRecommender, Trainable<Bert4Rec>, Bert4RecBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public Bert4Rec {
    TransformerStack.check(latent, blocks, heads);
    Check.atLeast(2, "maxLength", maxLength, "typical: 50-200 items");
    cuts.check(maxLength);
    Check.rate("dropout", dropout, "typical: 0.1-0.2");
    Check.share("maskRatio", maskRatio);
    Check.shareOrNone("lastOnly", lastOnly);
    Check.notNegative("l2", l2, "typical: 0");
  }

  /** The settings of Klenitskiy and Vasilev for MovieLens-1M, with some last items alone. */
  public Bert4Rec() {
    this(
        64,
        2,
        2,
        200,
        Sequences.Cuts.last(),
        0.1,
        0.2,
        0.1,
        Initialization.normal(0.02),
        0,
        Training.adam(1e-3, 128, 200).withPatience(20));
  }

  @Override
  public String name() {
    return "bert4rec";
  }

  @Override
  public Bert4Rec with(Training other) {
    return withTraining(other);
  }

  @Override
  public Sequences.Targets targets() {
    return Sequences.Targets.SAME_ITEM;
  }

  @Override
  public long numbersOfPlace() {
    return Transformers.numbersOfPlace(latent, 4 * latent, blocks);
  }

  @Override
  public Net network(Sizes sizes, Scope scope) {
    return new Net(sizes, scope);
  }

  /** The equations. */
  final class Net implements SequenceNetwork {
    private final int mask;
    private final Embedding items;
    private final Parameter maskVector;
    private final Embedding positions;
    private final Norm input;
    private final TransformerStack stack;
    private final Dense head;
    private final Norm last;
    private final Parameter biases;

    Net(Sizes n, Scope s) {
      Initializer first = firstWeights.initializer();
      mask = n.items();
      items = s.embedding("items", n.items(), latent, first);
      maskVector = s.weight("mask", 1, latent, first);
      positions = s.embedding("positions", maxLength, latent, first);
      input = s.norm("input norm", latent, 1e-12);
      stack = s.transformer("block", blocks, Transformers.ofBert(latent, heads, dropout), first);
      head = s.dense("head", latent, latent, Activation.GELU, first, Initializer.zeros());
      last = s.norm("last norm", latent, 1e-12);
      biases = s.bias("items bias", n.items(), Initializer.zeros());
    }

    /** The states of each place, {@code [places, latent]}. */
    Ragged states(Tape tape, Ragged.Ids masked) {
      Var table = Columns.append(tape.parameter(items.table()), tape.parameter(maskVector));
      Var e = Segmented.gather(table, masked).rows();
      Var p = positions.of(tape, Positions.fromEnd(tape, masked, maxLength)).rows();
      Var in = Stochastic.dropout(input.apply(Elements.add(e, p)), dropout, "input");
      return stack.apply(new Ragged(in, masked));
    }

    @Override
    public Var loss(Step<Sequences.Batch> step, NegativeSampler unused) {
      Tape tape = step.tape();
      MaskedItems masked = MaskedItems.draw(tape, step.batch(), maskRatio, lastOnly, mask);
      Var hidden = Segmented.gather(states(tape, masked.inputs()).rows(), masked.places()).rows();
      Var g = last.apply(head.apply(hidden));
      Var table = tape.parameter(items.table());
      return CatalogueLoss.softmax(g, table, tape.parameter(biases), masked.targets());
    }

    @Override
    public Var encode(Tape tape, Ragged.Ids histories) {
      Ragged.Ids masked = MaskedItems.behind(tape, histories, maxLength, mask);
      return last.apply(head.apply(Segmented.last(states(tape, masked))));
    }

    @Override
    public List<String> rows(Glimpse glimpse, List<String> names) {
      return RowNames.andNext(names, glimpse.rows().size());
    }

    @Override
    public Parameter items() {
      return items.table();
    }

    @Override
    public Optional<Parameter> biases() {
      return Optional.of(biases);
    }
  }
}
