package org.refold.model.masked;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.kernel.Activation;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Entries;
import org.refold.nn.op.Inputs;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.Schedule;
import org.refold.train.Step;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.Histories;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.neural.HistoryRecommender;
import org.refold.train.neural.Likelihood;

/**
 * A masked autoencoder of dense layers: part of a history is hidden, and predicted from the rest.
 *
 * <pre>
 *   H, V = the hidden and the visible part of the history x, by the mask at rho(t)
 *   x~   = V / |V|, or V / |x| / (1 - rho)             [users, items]; x / |x| when scoring
 *   f    = decoder(encoder(x~))                        as in Mult-DAE
 *   loss = mean over users of -sum over i in H of log softmax(f)_i
 *          or of sum over i in H and zeros of -log likelihood(x_i, f_i),  + l2 / 2 |weights|^2
 *   scores = f
 * </pre>
 *
 * <p>rho(t) is {@code maskRatio} at training step t = 0, 1, ...; zeros are items outside of x: all
 * of them, or {@code negatives} drawn for each hidden item. If all or none of two or more items
 * would be hidden, one at random is moved. The idea is that of K. He et al.: Masked Autoencoders
 * Are Scalable Vision Learners, CVPR 2022.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>what is masked</td><td>3/4 of the patches of an image</td><td>the same</td><td>our
 *     definition: part of a history, half by default; no figure is published</td></tr>
 * <tr><td>loss</td><td>on the hidden part</td><td>the same</td><td>the same; {@code lossOver=all}
 *     with {@code scale=dropout} is Mult-DAE, to the bit</td></tr>
 * <tr><td>target</td><td>pixels</td><td>pixels</td><td>ones and zeros; ratings are not read</td></tr>
 * <tr><td>users without history</td><td>none</td><td>none</td><td>left out of training</td></tr>
 * </table>
 *
 * <p>A pointwise loss over all entries learns how popular items are, not what was hidden; above a
 * ratio of 0.8 short histories have one visible item.
 *
 * @param hidden units of the encoder's hidden layers; the decoder mirrors them
 * @param latent units of the code
 * @param activation function of all layers but the last
 * @param maskRatio rho, a share in [0, 1) at each step
 * @param mask how likely an item is to be hidden
 * @param negatives zeros for each hidden item, 0 for all; only the likelihoods that tell ones from
 *     zeros hide zeros, the multinomial has no term for them
 * @param likelihood how likely the hidden part is under the outputs
 * @param lossOver the entries that the loss sums over
 * @param softmaxOver the items in the denominator of the multinomial likelihood
 * @param scale how the visible part enters
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record MaeMlp(
    LayerSizes hidden,
    int latent,
    Activation activation,
    Schedule maskRatio,
    Mask mask,
    int negatives,
    Likelihood likelihood,
    LossOver lossOver,
    SoftmaxOver softmaxOver,
    InputScale scale,
    double l2,
    Training training)
    implements HistoryRecommender, Trainable<MaeMlp>, MaeMlpBuilder.With {

  /** Takes an item out of a softmax in single precision. */
  private static final double NO_LOGIT = -1e9;

  /**
   * @throws BadInputException if a setting is out of its range
   */
  public MaeMlp {
    Check.atLeast(1, "latent", latent, "typical: 50-400 units");
    Mask.checkRatio(maskRatio);
    Check.atLeast(0, "negatives", negatives, "0 for all items outside of a history");
    Check.notNegative("l2", l2, "typical: 2e-5");
  }

  /** Half of each history is hidden, and that half predicted; layers as in Mult-DAE. */
  public MaeMlp() {
    this(
        LayerSizes.of(600),
        200,
        Activation.TANH,
        Schedule.constant(0.5),
        Mask.uniform(),
        0,
        Likelihood.MULTINOMIAL,
        LossOver.HIDDEN,
        SoftmaxOver.ALL,
        InputScale.RENORMALISE,
        2e-5,
        Training.adam(1e-3, 500, 200));
  }

  @Override
  public String name() {
    return "mae-mlp";
  }

  @Override
  public MaeMlp with(Training other) {
    return withTraining(other);
  }

  @Override
  public Net network(Sizes sizes, Scope scope) {
    return new Net(sizes, scope);
  }

  /** The equations. */
  final class Net extends MaskedNetwork {

    Net(Sizes n, Scope s) {
      super(s, n.items(), hidden, latent, activation, maskRatio, mask, scale, lossOver);
    }

    @Override
    Var loss(Step<Histories.Batch> step, Masking.Parts parts) {
      Tape tape = step.tape();
      SparseRows x = step.batch().items();
      SparseRows in = parts.visible();
      Var f =
          decode(
              encoder.apply(tape, scale == InputScale.DROPOUT ? in : Inputs.normalised(tape, in)));
      return lossOver == LossOver.ALL ? likelihood.negativeLog(f, x) : ofHidden(f, x, parts);
    }

    /** The loss of what was hidden: summed over items, mean over users. */
    Var ofHidden(Var f, SparseRows x, Masking.Parts parts) {
      if (likelihood == Likelihood.MULTINOMIAL) {
        boolean all = softmaxOver == SoftmaxOver.ALL;
        Var logits = all ? f : Entries.replaced(f, parts.visible(), NO_LOGIT);
        return likelihood.negativeLog(logits, parts.hidden());
      }
      if (negatives > 0) {
        SparseRows targets = NegativeSampler.draw(f.tape(), x, parts.hidden(), negatives);
        return likelihood.negativeLogOfEntries(Entries.of(f, targets), targets);
      }
      return parts.lossOfRest(likelihood, f);
    }
  }
}
