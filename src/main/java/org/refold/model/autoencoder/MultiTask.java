package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Dense;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Losses;
import org.refold.settings.Check;
import org.refold.train.Step;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.batch.Histories;
import org.refold.train.batch.UserFeatures;
import org.refold.train.neural.AttributedNetwork;
import org.refold.train.neural.AttributedRecommender;
import org.refold.train.neural.ChoiceLoss;
import org.refold.train.neural.DifferentiableInput;
import org.refold.train.neural.MirroredNetwork;

/**
 * One encoder for several tasks: which items a user has, and who the user is.
 *
 * <pre>
 *   h  = tanh(... tanh(dropout(x / |x|) W1 + b1) ... Wn + bn)   [users, latent], shared
 *   f  = ... tanh(h V1 + c1) ... Vn + cn                        [users, items]
 *   g  = h A + a                                                [users, choices of attributes]
 *   L0 = -sum over users and items of x log softmax(f) / number of interactions
 *   Lt = mean over users whose attribute t is known of -sum over its choices of y log softmax(g_t)
 *   loss = L0 + attributeWeight sum over t of Lt,  or as {@link TaskWeights#UNCERTAINTY} says,
 *          + l2 / 2 |weights|^2
 *   scores = f
 * </pre>
 *
 * <p>A shared bottom: R. Caruana: Multitask Learning, Machine Learning 28, 1997; the tasks are
 * ours. Each loss is a mean over what its task has labels of, so that a long history does not drown
 * the attributes. Attributes are targets only: scores are of histories alone. An attribute is a
 * choice of categories, of decades or of bands of ages; other numbers are no task.
 *
 * <p>The training log has the loss of each task, the weights where they are learned, and {@code
 * agreement}: the cosine, over the codes of a batch, of the gradients that items and attributes
 * send into h. Below 0 the tasks pull the encoder apart.
 *
 * <p>An {@code attributeWeight} of 0 is the single task, {@link MultDae} with a loss per
 * interaction; then data need no attributes.
 *
 * @param hidden units of the encoder's hidden layers; the decoder mirrors them
 * @param latent units of the code
 * @param activation function of the hidden layers and the code
 * @param taskWeights how the losses become one
 * @param attributeWeight what each attribute weighs against the items; 0 for none
 * @param dropout share of a history that training drops, in [0, 1)
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained
 */
@RecordBuilder
public record MultiTask(
    LayerSizes hidden,
    int latent,
    Activation activation,
    TaskWeights taskWeights,
    double attributeWeight,
    double dropout,
    double l2,
    Training training)
    implements AttributedRecommender, Trainable<MultiTask>, MultiTaskBuilder.With {

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public MultiTask {
    Check.atLeast(1, "latent", latent, "typical: 50-400 units");
    Check.notNegative("attributeWeight", attributeWeight, "typical: 0.1-1, 0 for none");
    Check.rate("dropout", dropout, "typical: 0.5");
    Check.notNegative("l2", l2, "typical: 0");
  }

  /** The layers of Mult-DAE, and attributes that weigh as much as items. */
  public MultiTask() {
    this(
        LayerSizes.of(600),
        200,
        Activation.TANH,
        TaskWeights.FIXED,
        1,
        0.5,
        0,
        Training.adam(1e-3, 500, 200));
  }

  @Override
  public String name() {
    return "multi-task";
  }

  @Override
  public boolean readsAttributes() {
    return attributeWeight > 0;
  }

  @Override
  public MultiTask with(Training other) {
    return withTraining(other);
  }

  @Override
  public Net network(Sizes sizes, Scope scope, UserFeatures users) {
    return new Net(sizes, scope, users);
  }

  /** The equations. */
  final class Net extends MirroredNetwork implements AttributedNetwork, DifferentiableInput {

    private final UserFeatures users;
    private final @Nullable Dense attributes;
    private final @Nullable Parameter logVariances;

    Net(Sizes n, Scope s, UserFeatures users) {
      super(s, n.items(), hidden, latent, activation, activation);
      this.users = users;
      boolean several = readsAttributes();
      int choices = users.rows().count();
      attributes =
          several
              ? s.dense(
                  "attributes", latent, choices, Activation.IDENTITY, Initializer.xavierNormal())
              : null;
      logVariances =
          several && taskWeights == TaskWeights.UNCERTAINTY
              ? s.bias("log variances", 1 + users.columns().size(), Initializer.zeros())
              : null;
    }

    @Override
    public UserFeatures users() {
      return users;
    }

    @Override
    public Var encode(Tape tape, SparseRows histories, SparseRows unread) {
      return encode(tape, histories);
    }

    @Override
    public Var loss(Step<Histories.Batch> step) {
      return loss(step.tape(), step.batch(), step::record);
    }

    /**
     * The loss of a batch.
     *
     * @param log is told figures by name
     */
    Var loss(Tape tape, Histories.Batch batch, ObjDoubleConsumer<String> log) {
      SparseRows x = batch.items();
      Var h =
          encoder.apply(tape, Inputs.dropout(tape, Inputs.normalised(tape, x), dropout, "input"));
      if (attributes == null) {
        return ofItems(h, x);
      }
      Agreement agreement = new Agreement(cosine -> log.accept("agreement", cosine));
      Var all = ofItems(agreement.use(h), x);
      log.accept("items", all.item());
      Var choices = attributes.apply(agreement.use(h));
      for (UserFeatures.Column column : users.columns()) {
        Var loss = ChoiceLoss.of(choices, users.choices(tape, batch.users(), column), column);
        log.accept(column.name(), loss.item());
        all = Columns.join(all, loss);
      }
      return logVariances == null
          ? TaskLosses.fixed(all, attributeWeight)
          : TaskLosses.uncertain(all, tape.parameter(logVariances), users.columns(), log);
    }

    /** A mean over interactions. */
    private Var ofItems(Var h, SparseRows x) {
      return Elements.scale((double) x.rows() / x.size(), Losses.multinomial(decode(h), x));
    }
  }
}
