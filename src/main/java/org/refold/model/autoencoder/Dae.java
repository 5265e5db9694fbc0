package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.kernel.Activation;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.settings.Check;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.neural.HistoryRecommender;
import org.refold.train.neural.Likelihood;

/**
 * A denoising autoencoder: a clean history is reconstructed from a corrupted one.
 *
 * <pre>
 *   x~ = corruption(x / |x|)                        in training only
 *   z  = tanh(... tanh(x~ W1 + b1) ...)             [users, latent]
 *   f  = tanh(... tanh(z V1 + c1) ...) Vn + cn      [users, items]
 *   loss = mean over users of sum over items of w_i l(x_i, f_i),  + l2 / 2 |weights|^2
 *   scores = f
 * </pre>
 *
 * <p>x is [users, items] and binary; l is minus the log of the {@code likelihood}; w_i is the
 * weight that {@code emphasis} gives an entry that was corrupted, or one that was not. P. Vincent,
 * H. Larochelle, Y. Bengio, P.-A. Manzagol: Extracting and Composing Robust Features with Denoising
 * Autoencoders, ICML 2008; with I. Lajoie: Stacked Denoising Autoencoders, JMLR 2010, sections 3.2
 * and 3.3.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>input</td><td>images in [0, 1]</td><td>not checked</td><td>our definition for histories:
 *     divided by their length first</td></tr>
 * <tr><td>corruption</td><td>masking, salt and pepper, Gaussian (3.3)</td><td>not checked</td>
 *     <td>the same; or inverted dropout, which keeps the scale that scoring sees. Masking does not
 *     rescale. Gaussian noise on observed entries only; "one" is the largest entry of a row</td></tr>
 * <tr><td>loss</td><td>cross-entropy or square (2.2)</td><td>not checked</td><td>those, the square
 *     halved; or multinomial</td></tr>
 * <tr><td>emphasis</td><td>alpha on corrupted entries, beta on others (3.3)</td>
 *     <td>not checked</td><td>the same; multinomial: on the terms of the history</td></tr>
 * <tr><td>weights</td><td>tied or not</td><td>not checked</td><td>not tied; Xavier, normal</td></tr>
 * <tr><td>users without history</td><td>none</td><td>none</td><td>left out of training</td></tr>
 * </table>
 *
 * @param hidden units of the encoder's hidden layers; the decoder mirrors them
 * @param latent units of the code
 * @param activation function of all layers but the last
 * @param likelihood how likely a history is under the outputs
 * @param corruption what training does to the input
 * @param emphasis how much corrupted entries count in the loss
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record Dae(
    LayerSizes hidden,
    int latent,
    Activation activation,
    Likelihood likelihood,
    Corruption corruption,
    Emphasis emphasis,
    double l2,
    Training training)
    implements HistoryRecommender, Trainable<Dae>, DaeBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public Dae {
    Check.atLeast(1, "latent", latent, "typical: 50-400 units");
    Check.notNegative("l2", l2, "typical: 4e-5");
  }

  /** One hidden layer, half of each history dropped. */
  public Dae() {
    this(
        LayerSizes.of(),
        200,
        Activation.TANH,
        Likelihood.MULTINOMIAL,
        Corruption.dropout(0.5),
        Emphasis.none(),
        4e-5,
        Training.adam(1e-3, 500, 200));
  }

  @Override
  public String name() {
    return "dae";
  }

  @Override
  public Dae with(Training other) {
    return withTraining(other);
  }

  @Override
  public DenoisingNetwork network(Sizes sizes, Scope scope) {
    return new DenoisingNetwork(
        sizes, scope, hidden, latent, activation, likelihood, corruption, emphasis);
  }
}
