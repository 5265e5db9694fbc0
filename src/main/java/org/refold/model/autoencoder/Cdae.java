package org.refold.model.autoencoder;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.kernel.Activation;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.optimizer.AdaGrad;
import org.refold.nn.optimizer.WeightDecay;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.OptimizerChoice;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.TrainingPlan;
import org.refold.train.neural.UserHistoryRecommender;

/**
 * CDAE: a denoising autoencoder whose hidden layer also has a node for the user.
 *
 * <pre>
 *   x~ = x with each item dropped with probability q = dropout, the others divided by 1 - q
 *   z  = h(x~ W + V_u + b)                       [users, latent]
 *   f  = g(z W' + b')                            [users, items]; tied: W' is W, transposed
 *   loss = mean over users of [ sum over items i of l(x_i, f_i)
 *            + l2 / 2 squares of all rows of W, V, W' and all biases that this user touches ]
 *   scores = z W' + b'
 * </pre>
 *
 * <p>x is [users, items] and binary; h is {@code activation}, g {@code outputActivation}; the sum
 * is over the items of the user and {@code negatives} times as many drawn from the others, or over
 * all. Y. Wu, C. DuBois, A. Zheng, M. Ester: Collaborative Denoising Auto-Encoders for Top-N
 * Recommender Systems, WSDM 2016, section 3. Its variants M1 to M4 are {@link CdaeVariant}.
 *
 * <p>A user of the training data is scored with the node and the history of training. For a new
 * one, of whom the paper does not speak, the node is the mean of all trained nodes: hidden units
 * then work where they worked in training, whatever the nodes have in common. (With nodes of zero,
 * NDCG@100 of new users of MovieLens-1M differed by less than 0.0002.)
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>input</td><td>scaled by 1 / (1 - q)</td><td>the same, or unscaled</td><td>scaled; q = 1
 *     leaves only the node, as in the code</td></tr>
 * <tr><td>loss</td><td>square or logistic</td><td>square loss not halved</td><td>halved</td></tr>
 * <tr><td>negatives</td><td>5 an item</td><td>uniform, with replacement, not of the history</td>
 *     <td>as the code</td></tr>
 * <tr><td>penalty</td><td>half the squares of all parameters</td><td>of those a step touches</td>
 *     <td>as the code, once for each user and touched item</td></tr>
 * <tr><td>first weights</td><td>not said</td><td>uniform up to 4 sqrt(6 / (items + latent)), biases
 *     0</td><td>as the code</td></tr>
 * <tr><td>optimiser</td><td>AdaGrad</td><td>item after item: g / (1 + sqrt(1e-4 + sum of g^2)),
 *     rate 0.1</td><td>the same rule, a step for {@code batchSize} users on the sum of their
 *     gradients; or Adam, or plain gradients, on their mean</td></tr>
 * <tr><td>users without history</td><td>none</td><td>none</td><td>left out of training, scored as
 *     new users</td></tr>
 * </table>
 *
 * @param latent hidden units
 * @param activation function h of the hidden units
 * @param outputActivation function g of the outputs
 * @param loss of one output; the logistic one needs {@code outputActivation} SIGMOID
 * @param tying whether the decoder has weights of its own
 * @param dropout q, the share of the history that training drops, in [0, 1]
 * @param outputItems the items that the loss sums over
 * @param negatives items drawn for each item of the history, if they are sampled
 * @param l2 weight of half the squares of what a user touches
 * @param training how it is trained: {@code adagrad} as the authors' code has it, {@code adam}, or
 *     {@code sgd}
 */
@RecordBuilder
public record Cdae(
    int latent,
    Activation activation,
    Activation outputActivation,
    PointwiseLoss loss,
    Tying tying,
    double dropout,
    OutputItems outputItems,
    int negatives,
    double l2,
    Training training)
    implements UserHistoryRecommender, Trainable<Cdae>, CdaeBuilder.With {

  /** The sum of squared gradients that the authors' code begins with. */
  private static final double FIRST_SQUARE = 1e-4;

  /**
   * @throws BadInputException if a setting is out of its range, or settings do not go together
   */
  public Cdae {
    Check.atLeast(1, "latent", latent, "typical: 50-200 units");
    if (dropout != 1) {
      Check.rate("dropout", dropout, "or exactly 1 to leave the history out; paper: 0.5");
    }
    Check.atLeast(1, "negatives", negatives, "paper: 5 for each item of the history");
    Check.notNegative("l2", l2, "typical: 0.01");
    if (loss == PointwiseLoss.LOGISTIC && outputActivation != Activation.SIGMOID) {
      throw new BadInputException(
          "outputActivation is %s, but the logistic loss needs probabilities: choose sigmoid, or loss square"
              .formatted(outputActivation));
    }
    if (training.optimizer().isFullBatch()) {
      throw new BadInputException(
          "optimizer is %s, but cdae is trained on batches of users: choose adagrad, adam or sgd"
              .formatted(training.optimizer()));
    }
  }

  /** Variant M4 with 50 units. */
  public Cdae() {
    this(
        50,
        Activation.SIGMOID,
        Activation.SIGMOID,
        PointwiseLoss.LOGISTIC,
        Tying.UNTIED,
        0.5,
        OutputItems.SAMPLED,
        5,
        0.01,
        Training.adam(0.1, 32, 50).withOptimizer(OptimizerChoice.adaGrad()));
  }

  /** The same with the functions and the loss of one of the paper's variants. */
  public Cdae like(CdaeVariant variant) {
    return with(
        b ->
            b.activation(variant.activation())
                .outputActivation(variant.outputActivation())
                .loss(variant.loss()));
  }

  @Override
  public String name() {
    return "cdae";
  }

  @Override
  public Cdae with(Training other) {
    return withTraining(other);
  }

  @Override
  public CdaeNetwork network(Sizes sizes, Scope scope) {
    return new CdaeNetwork(this, sizes, scope);
  }

  /**
   * AdaGrad as the authors have it, {@code learningRate g / (1 + sqrt(sum of g^2))} for the
   * gradient g of a sum over users: the loss here is a mean over users, so both terms are divided
   * by their number.
   */
  @Override
  public TrainingPlan plan(int examples) {
    TrainingPlan plan = training.plan(0, examples);
    if (training.optimizer().kind() != OptimizerChoice.Kind.ADAGRAD) {
      return plan;
    }
    double users = training.batchSize();
    return plan.withOptimizer(
        new AdaGrad(FIRST_SQUARE / (users * users), 1 / users, WeightDecay.NONE)::over);
  }
}
