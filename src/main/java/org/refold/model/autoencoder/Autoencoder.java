package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.kernel.Activation;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.settings.Check;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.neural.HistoryNetwork;
import org.refold.train.neural.HistoryRecommender;
import org.refold.train.neural.Likelihood;

/**
 * A plain autoencoder: a history goes through a narrow layer and is reconstructed, uncorrupted.
 *
 * <pre>
 *   z = tanh(... tanh(x / |x| W1 + b1) ...)        [users, latent]
 *   f = tanh(... tanh(z V1 + c1) ...) Vn + cn      [users, items]
 *   loss = mean over users of -log likelihood(x, f),  + l2 / 2 |weights|^2
 *   scores = f
 * </pre>
 *
 * <p>x is [users, items] and binary. The idea is that of G. Hinton, R. Salakhutdinov: Reducing the
 * Dimensionality of Data with Neural Networks, Science 2006. What keeps it from copying its input
 * is the narrow code alone: it is the zero of an ablation of corruption, {@link Dae} with {@code
 * corruption=none}.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>for histories</td><td>images and documents</td><td>the same</td><td>our definition: the
 *     layers and the training of {@link Dae}</td></tr>
 * <tr><td>first weights</td><td>layer by layer, by restricted Boltzmann machines</td>
 *     <td>the same</td><td>Xavier, normal</td></tr>
 * <tr><td>users without history</td><td>none</td><td>none</td><td>left out of training</td></tr>
 * </table>
 *
 * @param hidden units of the encoder's hidden layers; the decoder mirrors them
 * @param latent units of the code
 * @param activation function of all layers but the last
 * @param likelihood how likely a history is under the outputs
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record Autoencoder(
    LayerSizes hidden,
    int latent,
    Activation activation,
    Likelihood likelihood,
    double l2,
    Training training)
    implements HistoryRecommender, Trainable<Autoencoder>, AutoencoderBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public Autoencoder {
    Check.atLeast(1, "latent", latent, "typical: 50-400 units");
    Check.notNegative("l2", l2, "typical: 4e-5");
  }

  /** The settings of {@link Dae}, as far as there are any. */
  public Autoencoder() {
    this(
        LayerSizes.of(),
        200,
        Activation.TANH,
        Likelihood.MULTINOMIAL,
        4e-5,
        Training.adam(1e-3, 500, 200));
  }

  @Override
  public String name() {
    return "autoencoder";
  }

  @Override
  public Autoencoder with(Training other) {
    return withTraining(other);
  }

  @Override
  public HistoryNetwork network(Sizes sizes, Scope scope) {
    return new DenoisingNetwork(
        sizes, scope, hidden, latent, activation, likelihood, Corruption.none(), Emphasis.none());
  }
}
