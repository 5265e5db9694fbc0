package org.refold.model.masked;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;
import org.refold.data.SideInformation;
import org.refold.data.Vocabulary;
import org.refold.kernel.Activation;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Losses;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.Schedule;
import org.refold.train.Step;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.HashedContent;
import org.refold.train.batch.Histories;
import org.refold.train.batch.SideFeatures;
import org.refold.train.batch.UserFeatures;
import org.refold.train.neural.AttributedNetwork;
import org.refold.train.neural.AttributedRecommender;

/**
 * A masked autoencoder of several modalities: a history, what is said of its items, and attributes
 * of the user. Each is masked, and what is hidden is predicted from what is visible.
 *
 * <pre>
 *   H, V = the hidden and the visible part of the history x, by the mask at rho(t)
 *   x~   = V / |V|;  x / |x| when scoring                       [users, items]
 *   c~   = x~ C, or 0 for a share modalityDropout of users      [users, contentColumns]
 *   a~   = a, or "unknown" for such a share                     [users, attributes]
 *   h    = encoder with x~ W + c~ M + a~ U + b in its first layer;  f = decoder(h)
 *   loss = mean over users of -sum over i in H of log softmax(f)_i
 *          + modalityWeight sum over attributes of the mean, over users whose own are hidden,
 *            of -log softmax(h A)_choice,  + l2 / 2 |weights|^2
 *   scores = f
 * </pre>
 *
 * <p>C has a row for each item: shares of its categories, of its decade and of the words of its
 * title, see {@link HashedContent}. A history shows the content of its visible items only. a is as
 * in {@link UserFeatures}; choices are its categories and bands. M and U begin at 0; with {@code
 * side=none} it is {@link MaeMlp}, to the bit.
 *
 * <p>After R. Bachmann, D. Mizrahi, A. Atanov, A. Zamir: MultiMAE, ECCV 2022, which masks and
 * predicts several modalities of an image, and K. Zhou and others: S3-Rec, CIKM 2020, which weighs
 * attributes with .2; the form is ours. Hidden content is not predicted by itself: the hidden items
 * have it.
 *
 * @param hidden units of the encoder's hidden layers; the decoder mirrors them
 * @param latent units of the code
 * @param activation function of all layers but the last
 * @param side whose attributes are read: of items, as content, and of users
 * @param contentColumns that the content of items is hashed to
 * @param maskRatio rho, a share in [0, 1) at each step
 * @param mask how likely an item is to be hidden
 * @param modalityDropout share of users of whom training hides a whole modality, in [0, 1)
 * @param modalityWeight of the loss of attributes, against that of items
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record MaeModal(
    LayerSizes hidden,
    int latent,
    Activation activation,
    SideFeatures.Use side,
    int contentColumns,
    Schedule maskRatio,
    Mask mask,
    double modalityDropout,
    double modalityWeight,
    double l2,
    Training training)
    implements AttributedRecommender, Trainable<MaeModal>, MaeModalBuilder.With {

  /**
   * @throws BadInputException if a setting is out of its range
   */
  public MaeModal {
    Check.atLeast(1, "latent", latent, "typical: 50-400 units");
    Check.atLeast(1, "contentColumns", contentColumns, "typical: 256-4096");
    Mask.checkRatio(maskRatio);
    Check.rate("modalityDropout", modalityDropout, "typical: 0.3");
    Check.notNegative("modalityWeight", modalityWeight, "typical: 0.2");
    Check.notNegative("l2", l2, "typical: 2e-5");
  }

  /** Layers and mask of {@link MaeMlp}, and all that is known. */
  public MaeModal() {
    this(
        LayerSizes.of(600),
        200,
        Activation.TANH,
        SideFeatures.Use.BOTH,
        512,
        Schedule.constant(0.5),
        Mask.uniform(),
        0.3,
        0.2,
        2e-5,
        Training.adam(1e-3, 500, 200));
  }

  @Override
  public String name() {
    return "mae-modal";
  }

  @Override
  public boolean readsAttributes() {
    return side.isOfUsers();
  }

  @Override
  public MaeModal with(Training other) {
    return withTraining(other);
  }

  @Override
  public Net network(Sizes sizes, Scope scope, UserFeatures users) {
    return new Net(sizes, scope, users);
  }

  /** The equations. */
  final class Net extends MaskedNetwork implements AttributedNetwork {

    private final UserFeatures users;
    private final @Nullable AttributeInput attributes;
    private final @Nullable ContentInput content;

    Net(Sizes n, Scope s, UserFeatures users) {
      super(
          s,
          n.items(),
          hidden,
          latent,
          activation,
          maskRatio,
          mask,
          InputScale.RENORMALISE,
          LossOver.HIDDEN);
      this.users = users;
      int first = hidden.between(n.items(), latent).get(1);
      attributes = side.isOfUsers() ? new AttributeInput(s, users, latent, first) : null;
      content = side.isOfItems() ? new ContentInput(s, n.items(), contentColumns, first) : null;
    }

    @Override
    public void prepare(SideInformation known, Vocabulary items) {
      if (content != null) {
        content.fill(known, items);
      }
    }

    @Override
    public UserFeatures users() {
      return users;
    }

    @Override
    Var loss(Step<Histories.Batch> step, Masking.Parts parts) {
      SparseRows who = step.batch().users();
      return loss(step.tape(), parts, who, users.rows(step.tape(), who, modalityDropout));
    }

    /** That of users {@code who}, of whose attributes {@code known} was read. */
    Var loss(Tape tape, Masking.Parts parts, SparseRows who, SparseRows known) {
      Var h = encode(tape, parts.visible(), known);
      Var items = Losses.multinomial(decode(h), parts.hidden());
      return attributes == null ? items : attributes.addTo(items, modalityWeight, h, who, known);
    }

    @Override
    public Var encode(Tape tape, SparseRows histories, SparseRows known) {
      SparseRows x = Inputs.normalised(tape, histories);
      Var more = attributes == null ? null : attributes.apply(tape, known);
      if (content != null) {
        Var own = content.apply(tape, x, modalityDropout);
        more = more == null ? own : Elements.add(more, own);
      }
      return more == null ? encoder.apply(tape, x) : encoder.apply(tape, x, more);
    }

    @Override
    public Var encode(Tape tape, SparseRows histories) {
      return AttributedNetwork.super.encode(tape, histories);
    }
  }
}
