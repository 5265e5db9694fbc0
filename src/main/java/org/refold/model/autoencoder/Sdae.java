package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.refold.kernel.Activation;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Dense;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Sums;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.Phase;
import org.refold.train.Step;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.Histories;
import org.refold.train.neural.Course;
import org.refold.train.neural.HistoryRecommender;
import org.refold.train.neural.Likelihood;

/**
 * A stacked denoising autoencoder: each layer is first trained to denoise the output of the layers
 * below, then the whole is trained as {@link Dae}.
 *
 * <pre>
 *   stage 1:      f = tanh(corruption(x / |x|) W1 + b1) Vn + cn, loss of the likelihood
 *   stage k > 1:  h = tanh(... tanh(x / |x| W1 + b1) ...)     k - 1 layers, clean and frozen
 *                 g = tanh(tanh(layerCorruption(h) Wk + bk) V + c)
 *                 loss = mean over users of |h - g|^2
 *   then:         the loss of {@link Dae}, all layers, the input alone corrupted
 * </pre>
 *
 * <p>V, c are those of the layer that mirrors layer k in the decoder, which so starts from what its
 * stage learned. h [users, units of layer k - 1] is made anew for each batch. P. Vincent, H.
 * Larochelle, I. Lajoie, Y. Bengio, P.-A. Manzagol: Stacked Denoising Autoencoders, JMLR 2010,
 * section 3.4.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>purpose</td><td>a start for classifiers (3.4)</td><td>not checked</td><td>our definition:
 *     a start for a deep autoencoder of histories</td></tr>
 * <tr><td>stages</td><td>each on the clean output of those below</td><td>not checked</td>
 *     <td>the same; above the first by square loss, summed over units</td></tr>
 * <tr><td>expectation</td><td>helps with sigmoid units and plain gradients</td><td>not checked</td>
 *     <td>with Xavier and Adam rarely: {@code pretrainEpochs=0} is the plain deep network</td></tr>
 * <tr><td>users without history</td><td>none</td><td>none</td><td>left out of training</td></tr>
 * </table>
 *
 * @param hidden units of the encoder's hidden layers; the decoder mirrors them
 * @param latent units of the code
 * @param activation function of all layers but the last
 * @param likelihood how likely a history is under the outputs
 * @param corruption what training does to the input
 * @param layerCorruption what stages above the first do to the units below; not salt and pepper
 * @param pretrainEpochs passes over the data in each stage; 0 for no pre-training
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained, the stages too
 */
@RecordBuilder
public record Sdae(
    LayerSizes hidden,
    int latent,
    Activation activation,
    Likelihood likelihood,
    Corruption corruption,
    Corruption layerCorruption,
    int pretrainEpochs,
    double l2,
    Training training)
    implements HistoryRecommender, Trainable<Sdae>, SdaeBuilder.With {

  /**
   * @throws BadInputException if a setting is out of its range
   */
  public Sdae {
    Check.atLeast(1, "latent", latent, "typical: 50-400 units");
    Check.atLeast(0, "pretrainEpochs", pretrainEpochs, "typical: 20, or 0 for none");
    Check.notNegative("l2", l2, "typical: 4e-5");
    if (layerCorruption.kind() == Corruption.Kind.SALT_PEPPER) {
      throw new BadInputException(
          "layerCorruption is %s, but hidden units are not 0 or 1: choose gaussian(0.1) or mask(0.3)"
              .formatted(layerCorruption));
    }
  }

  /** The layers of Mult-DAE, 20 epochs a stage. */
  public Sdae() {
    this(
        LayerSizes.of(600),
        200,
        Activation.TANH,
        Likelihood.MULTINOMIAL,
        Corruption.dropout(0.5),
        new Corruption(Corruption.Kind.GAUSSIAN, 0.1),
        20,
        4e-5,
        Training.adam(1e-3, 500, 200));
  }

  @Override
  public String name() {
    return "sdae";
  }

  @Override
  public Sdae with(Training other) {
    return withTraining(other);
  }

  @Override
  public Net network(Sizes sizes, Scope scope) {
    return new Net(sizes, scope);
  }

  /** The equations. */
  final class Net extends DenoisingNetwork {

    Net(Sizes n, Scope s) {
      super(n, s, hidden, latent, activation, likelihood, corruption, Emphasis.none());
    }

    @Override
    public Course course(Scope scope, Histories examples) {
      Course whole = super.course(scope, examples);
      int stages = pretrainEpochs == 0 ? 0 : encoder.layers().size();
      return new Course() {
        @Override
        public List<Phase<?>> phases() {
          return whole.phases();
        }

        @Override
        public List<Stage> pretraining() {
          return IntStream.range(0, stages).mapToObj(k -> stage(k, examples)).toList();
        }
      };
    }

    private Dense mirrorOf(int layer) {
      List<Dense> layers = decoder.layers();
      return layers.get(layers.size() - 1 - layer);
    }

    private Course.Stage stage(int layer, Histories examples) {
      String name = "layer " + (layer + 1);
      List<Parameter> trained =
          Stream.of(encoder.layers().get(layer), mirrorOf(layer))
              .flatMap(each -> each.parameters().stream())
              .toList();
      List<Phase<?>> phases = new ArrayList<>();
      phases.add(new Phase<>(name, trained, examples, step -> lossOf(layer, step)));
      return new Course.Stage(name, pretrainEpochs, phases);
    }

    /** The loss of a stage, counted from 0: summed over what it rebuilds, mean over users. */
    private Var lossOf(int layer, Step<Histories.Batch> step) {
      Tape tape = step.tape();
      List<Dense> layers = encoder.layers();
      if (layer == 0) {
        Var code = layers.get(0).apply(tape, corrupted(tape, step.batch().items()));
        return likelihood.negativeLog(mirrorOf(0).apply(code), step.batch().items());
      }
      Var clean = layers.get(0).apply(tape, Inputs.normalised(tape, step.batch().items()));
      for (Dense below : layers.subList(1, layer)) {
        clean = below.apply(clean);
      }
      Var code = layers.get(layer).apply(layerCorruption.of(clean, "layer input"));
      Var error = Elements.subtract(mirrorOf(layer).apply(code), clean);
      return Sums.squares(2.0 / step.size(), List.of(error));
    }
  }
}
