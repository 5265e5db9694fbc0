package org.refold.model.autoencoder;

import org.refold.kernel.Activation;
import org.refold.nn.layer.Initialization;
import org.refold.nn.layer.LayerSizes;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;

/**
 * The hyper-parameters that {@link IAutoRec} and {@link UAutoRec} share.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>code of the authors</th><th>here</th></tr>
 * <tr><td>loss</td><td>equation 2</td><td>half the squared error: its lambda is half of ours</td>
 *     <td>equation 2 divided by the number of rows, in every batch</td></tr>
 * <tr><td>lambda</td><td>tuned between 0.001 and 1000</td><td>100 or 200 on MovieLens-1M</td>
 *     <td>{@code l2}, shared out over batches: code that adds the whole penalty to the summed error
 *     of each batch of n out of N rows has a lambda of n / N times ours</td></tr>
 * <tr><td>biases</td><td>without penalty</td><td>without penalty</td><td>without penalty</td></tr>
 * <tr><td>optimiser</td><td>RProp</td><td>500 steps of L-BFGS for items, of RProp for users</td>
 *     <td>Adam on mini-batches; {@code rprop} and {@code l-bfgs} on all rows by choice</td></tr>
 * <tr><td>f, g</td><td>identity, sigmoid</td><td>identity, sigmoid</td>
 *     <td>the same; a bounded f is stretched to the bounds of the ratings</td></tr>
 * <tr><td>dropout</td><td>none</td><td>not checked</td>
 *     <td>none; of the input ratings ({@code dropout}) and of the code ({@code codeDropout}) by
 *     choice, both inverted</td></tr>
 * <tr><td>start</td><td>not said</td><td>not checked</td>
 *     <td>weights of variance 2 / (in + out) or by {@code firstWeights}, hidden biases of standard deviation
 *     0.001, output biases 0</td></tr>
 * <tr><td>predictions</td><td>not said</td><td>clipped to the bounds of the training ratings</td>
 *     <td>clipped to them</td></tr>
 * <tr><td>no rating</td><td>3</td><td>not checked</td><td>the middle of the scale: 3 between 1 and 5</td></tr>
 * <tr><td>several layers</td><td>500, 250, 500, greedily pre-trained</td><td>not checked</td>
 *     <td>{@code hidden=500x250x500}, trained at once</td></tr>
 * </table>
 */
sealed interface AutoRec permits IAutoRec, UAutoRec {

  /** Units of the hidden layers, one layer at least. */
  LayerSizes hidden();

  /** g, the function of hidden units. */
  Activation activation();

  /** f, the function of output units. */
  Activation outputActivation();

  /** Share of the input ratings that training drops; the output has all of them. */
  double dropout();

  /** Share of the units of the last hidden layer that training drops. */
  double codeDropout();

  /** Weight of half the squared length of the weights in the loss over all rows. */
  double l2();

  /** How the weights are drawn that training starts from. */
  Initialization firstWeights();

  /**
   * Checks settings, for the constructors of the records.
   *
   * @throws BadInputException if one is out of its range
   */
  static void check(LayerSizes hidden, double dropout, double codeDropout, double l2) {
    if (hidden.units().isEmpty()) {
      throw new BadInputException("hidden is none, but one layer is needed at least, such as 500");
    }
    Check.rate("dropout", dropout, "paper: 0");
    Check.rate("codeDropout", codeDropout, "paper: 0");
    Check.notNegative("l2", l2, "typical: 10-1000");
  }
}
