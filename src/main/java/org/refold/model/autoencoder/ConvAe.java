package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
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
import org.refold.nn.layer.SequenceConvolution;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.CatalogueLoss;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Segmented;
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
 * A convolutional autoencoder: filters look for short runs of items in a history, what each found
 * at best becomes the code, and the code is decoded into the set of items.
 *
 * <pre>
 *   s~  = the history, in training without a share dropout of its items; the gaps close
 *   E   = E[s~]                                                       [T, embedding]
 *   c_w = max over t of relu([E_(t-r), ..., E_(t+r)] W_w + b_w)       w = 2 r + 1 = 1, 3, ..., width
 *   z   = tanh([c_1, c_3, ...] A + a)                                 [users, latent]
 *   f   = z V' + b                                                    [users, items]
 *   loss = mean over users of -sum over the items of the history of log softmax(f),
 *          + l2 / 2 |weights|^2;  scores = f
 * </pre>
 *
 * <p>Zeros stand beyond both ends of a history; the maximum is over its own places only, and 0 of
 * an empty one. The order is that of time; without times that of the training data, which means
 * something to width 1 only, as that does not look at it. Windows and the maximum are those of Y.
 * Kim: Convolutional Neural Networks for Sentence Classification, EMNLP 2014, section 2. A filter
 * costs {@code 2 width embedding} operations an item: 150 thousand an item with the widths 1, 3, 5.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>articles on recommenders</th><th>Kim 2014</th><th>here</th></tr>
 * <tr><td>definition</td><td>name the model only</td><td>a classifier of sentences</td>
 *     <td>ours: no figure is published</td></tr>
 * <tr><td>windows</td><td>not said</td><td>3, 4, 5 words, within the sentence</td><td>odd ones,
 *     so that they have a middle; zeros beyond the ends</td></tr>
 * <tr><td>decoder</td><td>not said</td><td>none</td><td>of the set; none that rebuilds the
 *     order</td></tr>
 * <tr><td>corruption</td><td>not said</td><td>dropout of the maxima</td><td>whole items are left
 *     out</td></tr>
 * <tr><td>authors' code</td><td>none</td><td>not checked</td><td>none to follow</td></tr>
 * </table>
 *
 * @param embedding units of an item that is read
 * @param filters of each width
 * @param width items of the widest window, odd
 * @param latent units of the code
 * @param dropout share of the items of a history that training leaves out, in [0, 1)
 * @param maxLength the last items of a history that count
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record ConvAe(
    int embedding,
    int filters,
    int width,
    int latent,
    double dropout,
    int maxLength,
    double l2,
    Training training)
    implements SequenceRecommender, Trainable<ConvAe>, ConvAeBuilder.With {

  /**
   * @throws BadInputException if a setting is out of its range
   */
  public ConvAe {
    Check.atLeast(1, "embedding", embedding, "typical: 64 units");
    Check.atLeast(1, "filters", filters, "typical: 128");
    Check.atLeast(1, "width", width, "typical: 3-7 items");
    if (width % 2 == 0) {
      throw new BadInputException(
          "width is %s, but a window has an item in its middle: choose an odd one, such as 5"
              .formatted(Integer.toString(width)));
    }
    Check.atLeast(1, "latent", latent, "typical: 50-400 units");
    Check.rate("dropout", dropout, "typical: 0.5");
    Check.atLeast(1, "maxLength", maxLength, "typical: 200 items");
    Check.notNegative("l2", l2, "typical: 0");
  }

  /** Windows of one, three and five items, layers of a typical size. */
  public ConvAe() {
    this(64, 128, 5, 200, 0.5, 200, 0, Training.adam(1e-3, 128, 100));
  }

  @Override
  public String name() {
    return "conv-ae";
  }

  @Override
  public ConvAe with(Training other) {
    return withTraining(other);
  }

  @Override
  public Sequences.Targets targets() {
    return Sequences.Targets.SAME_ITEM;
  }

  @Override
  public long numbersOfPlace() {
    int widths = (width + 1) / 2;
    return 3L * widths * ((long) widths * embedding + filters);
  }

  @Override
  public Net network(Sizes sizes, Scope scope) {
    return new Net(sizes, scope);
  }

  /** The equations. */
  final class Net implements SequenceNetwork {

    private final Embedding items;
    private final List<SequenceConvolution> windows = new ArrayList<>();
    private final Dense code;
    private final Readout output;

    Net(Sizes n, Scope s) {
      Initializer xavier = Initializer.xavierNormal();
      items = s.embedding("items", n.items(), embedding, Initializer.normal(0.1));
      for (int w = 1; w <= width; w += 2) {
        String name = "window of " + w;
        windows.add(s.sequenceConvolution(name, embedding, filters, w, Activation.RELU, xavier));
      }
      code = s.dense("code", windows.size() * filters, latent, Activation.TANH, xavier);
      output = s.readout("output", n.items(), latent, xavier);
    }

    @Override
    public Var encode(Tape tape, Ragged.Ids histories) {
      Ragged e = items.of(tape, histories);
      Var found = Segmented.largest(windows.get(0).apply(e));
      for (SequenceConvolution window : windows.subList(1, windows.size())) {
        found = Columns.join(found, Segmented.largest(window.apply(e)));
      }
      return code.apply(found);
    }

    @Override
    public Var loss(Step<Sequences.Batch> step, NegativeSampler unused) {
      Tape tape = step.tape();
      Sequences.Batch batch = step.batch();
      Var z = encode(tape, LeftOut.items(tape, batch, dropout));
      Var table = tape.parameter(output.weight());
      Var bias = tape.parameter(output.bias());
      return CatalogueLoss.softmax(z, table, bias, LeftOut.set(tape, batch, table.rows()));
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
