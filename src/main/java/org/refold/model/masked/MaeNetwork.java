package org.refold.model.masked;

import java.util.List;
import java.util.Optional;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.nn.Glimpse;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Dense;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Norm;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.layer.TransformerBlock;
import org.refold.nn.layer.TransformerStack;
import org.refold.nn.op.Attention;
import org.refold.nn.op.CatalogueLoss;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Segmented;
import org.refold.nn.op.Stochastic;
import org.refold.train.Phase;
import org.refold.train.Step;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.Course;
import org.refold.train.neural.RowNames;
import org.refold.train.neural.SequenceNetwork;

/** The equations of {@link MaeTransformer}. */
final class MaeNetwork implements SequenceNetwork {

  private static final String DECODER = "decoder";

  private final MaeTransformer settings;
  private final Embedding items;
  private final Parameter whole;
  private final Parameter mask;
  private final Embedding positions;
  private final Embedding decoderPositions;
  private final TransformerStack encoder;
  private final Norm encoded;
  private final Dense between;
  private final TransformerStack decoder;
  private final Norm last;
  private final Parameter biases;

  MaeNetwork(MaeTransformer settings, Sizes n, Scope s) {
    this.settings = settings;
    int latent = settings.latent();
    int rows = settings.maxLength() + 2;
    Initializer first = settings.firstWeights().initializer();
    Initializer zeros = Initializer.zeros();
    TransformerBlock.Shape shape =
        new TransformerBlock.Shape(
            TransformerBlock.Kind.PRE,
            latent,
            settings.heads(),
            4 * latent,
            Activation.GELU,
            settings.dropout(),
            Attention.Sight.BIDIRECTIONAL);
    items = s.embedding("items", n.items(), latent, first);
    whole = s.weight("whole", 1, latent, first);
    mask = s.weight("mask", 1, latent, first);
    positions = s.embedding("positions", rows, latent, first);
    decoderPositions = s.embedding("decoder positions", rows, latent, first);
    encoder = s.transformer("encoder", settings.blocks(), shape, first);
    encoded = s.norm("encoder norm", latent);
    between = s.dense("between", latent, latent, Activation.IDENTITY, first, zeros);
    decoder = s.transformer(DECODER, 1, shape, first);
    last = s.norm("decoder norm", latent);
    biases = s.bias("items bias", n.items(), zeros);
  }

  /** The states of what is visible, the row of the whole first, {@code [rows, latent]}. */
  Ragged encoded(Tape tape, HiddenItems input) {
    Var table = Columns.append(tape.parameter(items.table()), tape.parameter(whole));
    Var e = Segmented.gather(table, input.visible()).rows();
    Var in = Elements.add(e, positions.of(tape, input.visiblePositions()).rows());
    Var dropped = Stochastic.dropout(in, settings.dropout(), "input");
    return encoder.apply(new Ragged(dropped, input.visible())).map(encoded::apply);
  }

  /** What is made of hidden places, {@code [hidden, latent]}. */
  private Var decoded(Tape tape, HiddenItems input) {
    Var visible = between.apply(encoded(tape, input).rows());
    Var table = Columns.append(visible, tape.parameter(mask));
    Var g = Segmented.gather(table, input.all()).rows();
    Var in = Elements.add(g, decoderPositions.of(tape, input.allPositions()).rows());
    Ragged states = decoder.apply(new Ragged(in, input.all()));
    return last.apply(Segmented.gather(states.rows(), input.places()).rows());
  }

  @Override
  public Course course(
      Scope scope, Interactions train, Sequences examples, NegativeSampler unused) {
    Masking masking = Masking.of(settings.mask(), BinaryMatrix.of(train));
    return () ->
        List.of(new Phase<>("all", scope.parameters(), examples, step -> loss(step, masking)));
  }

  @Override
  public Var loss(Step<Sequences.Batch> step, NegativeSampler unused) {
    return loss(step, Masking.uniform());
  }

  private Var loss(Step<Sequences.Batch> step, Masking masking) {
    Tape tape = step.tape();
    Var table = tape.parameter(items.table());
    double ratio = settings.maskRatio().at(step.number());
    step.record("maskRatio", ratio);
    HiddenItems input =
        HiddenItems.draw(
            tape,
            step.batch(),
            masking,
            ratio,
            settings.lastOnly(),
            table.rows(),
            settings.maxLength());
    return CatalogueLoss.softmax(
        decoded(tape, input), table, tape.parameter(biases), input.targets());
  }

  @Override
  public Var encode(Tape tape, Ragged.Ids histories) {
    int count = items.table().value().rows();
    return decoded(tape, HiddenItems.behind(tape, histories, count, settings.maxLength()));
  }

  /** The decoder has a row more than the encoder: the mask behind the history. */
  @Override
  public List<String> rows(Glimpse glimpse, List<String> names) {
    int rows = glimpse.rows().size() - 1;
    return RowNames.behindWhole(
        glimpse.name().startsWith(DECODER)
            ? RowNames.andNext(names, rows)
            : RowNames.last(names, rows));
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
