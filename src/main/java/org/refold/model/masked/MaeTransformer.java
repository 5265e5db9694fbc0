package org.refold.model.masked;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.nn.layer.Initialization;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.layer.TransformerStack;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.Schedule;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.SequenceRecommender;

/**
 * A masked autoencoder of histories: the encoder sees the visible items only, a small decoder
 * predicts the hidden ones from their places.
 *
 * <pre>
 *   visible: a history without a share maskRatio of its items, behind a row [CLS]
 *   e = dropout(E[i] + P[position from the end]);  h = LN(blocks(e))     [visible + 1, d]
 *   g = h W + c at visible places, a mask vector at hidden ones, + Q[position]
 *   f = LN(block(g)) E' + b                                              [hidden, items]
 *   loss = mean over hidden places of -log softmax(f)_item
 *   scores = f at a hidden place behind the history
 * </pre>
 *
 * <p>Blocks are normalised first, bidirectional, with GELU and inner width 4 d. After K. He et al.:
 * Masked Autoencoders Are Scalable Vision Learners, CVPR 2022, sections 3 and 4; for histories the
 * definition is ours.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper (images)</th><th>here</th></tr>
 * <tr><td>encoder</td><td>visible patches and [CLS]</td><td>visible items and [CLS]</td></tr>
 * <tr><td>kept</td><td>floor(T (1 - ratio)), ratio .75</td><td>the same, ratio .5; a mask by
 *     popularity keeps that share on average</td></tr>
 * <tr><td>last item</td><td>-</td><td>hidden alone in a share of histories</td></tr>
 * <tr><td>decoder</td><td>8 blocks, positions again</td><td>1 block, positions again</td></tr>
 * <tr><td>loss</td><td>mean square of hidden patches</td><td>cross-entropy of hidden items</td></tr>
 * <tr><td>vector of a user</td><td>[CLS]</td><td>that of the place behind the history</td></tr>
 * <tr><td>optimiser</td><td>AdamW, warm-up, 800 epochs</td><td>Adam 0.001, patience 20</td></tr>
 * </table>
 *
 * @param latent d, units of an item and of a state; heads divide them
 * @param blocks of the encoder
 * @param heads of attention
 * @param maxLength the last items of a history that count
 * @param dropout of the input, of shares of attention, and in blocks, in [0, 1)
 * @param maskRatio share of a history that is hidden, in [0, 1) at each step
 * @param mask how likely an item is to be hidden
 * @param lastOnly share of histories of which the last item alone is hidden
 * @param firstWeights how tables and layers are drawn that training starts from
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record MaeTransformer(
    int latent,
    int blocks,
    int heads,
    int maxLength,
    double dropout,
    Schedule maskRatio,
    Mask mask,
    double lastOnly,
    Initialization firstWeights,
    double l2,
    Training training)
    implements SequenceRecommender, Trainable<MaeTransformer>, MaeTransformerBuilder.With {

  /**
   * @throws BadInputException if a setting is out of its range
   */
  public MaeTransformer {
    TransformerStack.check(latent, blocks, heads);
    Check.atLeast(1, "maxLength", maxLength, "typical: 50-200 items");
    Check.rate("dropout", dropout, "typical: 0.1");
    Mask.checkRatio(maskRatio);
    Check.shareOrNone("lastOnly", lastOnly);
    if (lastOnly == 0 && maskRatio.at(0) == 0 && maskRatio.at(Integer.MAX_VALUE) == 0) {
      throw new BadInputException(
          "maskRatio and lastOnly are both 0, so that nothing is hidden and nothing is learned; set"
              + " one of them, typical: maskRatio 0.5");
    }
    Check.notNegative("l2", l2, "typical: 0");
  }

  /** Small layers, half of a history hidden. */
  public MaeTransformer() {
    this(
        64,
        2,
        2,
        200,
        0.1,
        Schedule.constant(0.5),
        Mask.uniform(),
        0.2,
        Initialization.normal(0.02),
        0,
        Training.adam(1e-3, 128, 200).withPatience(20));
  }

  @Override
  public String name() {
    return "mae-transformer";
  }

  @Override
  public MaeTransformer with(Training other) {
    return withTraining(other);
  }

  @Override
  public Sequences.Targets targets() {
    return Sequences.Targets.SAME_ITEM;
  }

  @Override
  public long numbersOfPlace() {
    return 48L * latent * (blocks + 1);
  }

  @Override
  public MaeNetwork network(Sizes sizes, Scope scope) {
    return new MaeNetwork(this, sizes, scope);
  }
}
