package org.refold.model.autoencoder;

import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.kernel.Precision;
import org.refold.nn.optimizer.AdaGrad;
import org.refold.nn.optimizer.Adam;
import org.refold.nn.optimizer.Sgd;
import org.refold.nn.optimizer.WeightDecay;
import org.refold.recommend.Changed;
import org.refold.recommend.Check;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.Training;
import org.refold.train.TrainingLog;

/**
 * CDAE: a denoising autoencoder whose hidden layer also hears who the user is.
 *
 * <pre>
 *   x~ = x with each item dropped with probability q = dropout, the others divided by 1 - q
 *   z  = h(x~ W + V_u + b)                       [users, latent]
 *   f  = g(z W' + b')                            [users, items]; tied: W' is W, turned
 *   loss = mean over users of [ sum over items i of l(x_i, f_i)
 *            + l2 / 2 squares of all rows of W, V, W' and all biases that this user touches ]
 *   scores = z W' + b'
 * </pre>
 *
 * <p>x is [users, items] and binary; h is {@code activation}, g {@code outputActivation}; the sum
 * is over the items of the user and {@code negatives} times as many drawn from the others, or over
 * all. Y. Wu, C. DuBois, A. Zheng, M. Ester: Collaborative Denoising Auto-Encoders for Top-N
 * Recommender Systems, WSDM 2016, section 3. Its variants M1 to M4 are {@link Variant}.
 *
 * <p>A user of the training data is scored with the node and the history of training. For a new
 * one, of whom the paper does not speak, the node is the mean of all trained nodes: hidden units
 * then work where they worked in training, whatever the nodes have in common. (With nodes of zero,
 * NDCG@100 of new users of MovieLens-1M differed by less than 0.0002.)
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>input</td><td>corrupted with q, scaled by 1 / (1 - q)</td><td>the same, or unscaled</td>
 *     <td>scaled; q = 1 leaves only the node, as in the code</td></tr>
 * <tr><td>hidden layer</td><td>50 units; identity or logistic function</td><td>the same</td>
 *     <td>the same, or any other function</td></tr>
 * <tr><td>loss</td><td>square or logistic; 5 negatives an item</td>
 *     <td>square loss not halved; the logistic loss has the logistic function inside</td>
 *     <td>square loss halved</td></tr>
 * <tr><td>negatives</td><td>sampled</td><td>uniform, with replacement, not of the history</td>
 *     <td>as the code</td></tr>
 * <tr><td>penalty</td><td>half the squares of all parameters</td>
 *     <td>at each step, of the parameters touched by it</td>
 *     <td>as the code, once for each user and touched item</td></tr>
 * <tr><td>first weights</td><td>not said</td>
 *     <td>uniform up to 4 sqrt(6 / (items + latent)), biases 0</td><td>as the code</td></tr>
 * <tr><td>optimiser</td><td>stochastic gradients with AdaGrad</td>
 *     <td>item after item: rate g / (beta + sqrt(1e-4 + sum of g^2)), beta 1, rate 0.1</td>
 *     <td>the same rule, one step for {@code batchSize} users on the sum of their gradients; or Adam, or plain
 *     gradients, on their mean</td></tr>
 * <tr><td>tying</td><td>either; untied is better but for M2</td><td>either</td>
 *     <td>either; untied</td></tr>
 * <tr><td>users without history</td><td>none</td><td>none</td>
 *     <td>left out of training, scored as new users</td></tr>
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
 * @param optimizer how the loss is made small
 * @param learningRate its step size
 * @param l2 weight of half the squares of what a user touches
 * @param batchSize users of a training step
 * @param epochs passes over the users, at most
 * @param patience epochs without a better validation score before training stops
 */
public record Cdae(
    int latent,
    Activation activation,
    Activation outputActivation,
    PointwiseLoss loss,
    Tying tying,
    double dropout,
    OutputItems outputItems,
    int negatives,
    CdaeOptimizer optimizer,
    double learningRate,
    double l2,
    int batchSize,
    int epochs,
    int patience)
    implements Recommender {

  /** The four combinations of the paper's section 5.3. */
  public enum Variant {
    /** Identity, identity, square loss. */
    M1(Activation.IDENTITY, Activation.IDENTITY, PointwiseLoss.SQUARE),
    /** Identity, logistic function, logistic loss. */
    M2(Activation.IDENTITY, Activation.SIGMOID, PointwiseLoss.LOGISTIC),
    /** Logistic function, identity, square loss. */
    M3(Activation.SIGMOID, Activation.IDENTITY, PointwiseLoss.SQUARE),
    /** Logistic function, logistic function, logistic loss: the best in the paper. */
    M4(Activation.SIGMOID, Activation.SIGMOID, PointwiseLoss.LOGISTIC);

    private final Activation activation;
    private final Activation outputActivation;
    private final PointwiseLoss loss;

    Variant(Activation activation, Activation outputActivation, PointwiseLoss loss) {
      this.activation = activation;
      this.outputActivation = outputActivation;
      this.loss = loss;
    }
  }

  /** The sum of squared gradients that the authors' code begins with. */
  private static final double FIRST_SQUARE = 1e-4;

  /**
   * @throws BadInputException if a setting is out of its range, or settings do not go together
   */
  public Cdae {
    Check.atLeast(1, "latent", latent, "usual are 50 to 200 units");
    if (dropout != 1) {
      Check.rate("dropout", dropout, "or exactly 1 to leave the history out; usual is 0.5");
    }
    Check.atLeast(1, "negatives", negatives, "usual are 5 for each item of the history");
    Check.positive("learningRate", learningRate, "usual is 0.1");
    Check.notNegative("l2", l2, "usual is 0.01");
    Check.atLeast(1, "batchSize", batchSize, "usual are 1 to 100 users");
    Check.atLeast(1, "epochs", epochs, "usual are 20 to 100");
    Check.atLeast(1, "patience", patience, "usual are 5 to 50 epochs");
    if (loss == PointwiseLoss.LOGISTIC && outputActivation != Activation.SIGMOID) {
      throw new BadInputException(
          "outputActivation is %s, but the logistic loss needs probabilities: choose sigmoid, or loss square"
              .formatted(outputActivation));
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
        CdaeOptimizer.ADAGRAD,
        0.1,
        0.01,
        32,
        50,
        50);
  }

  /** The same with the functions and the loss of one of the paper's variants. */
  public Cdae like(Variant variant) {
    return new Cdae(
        latent,
        variant.activation,
        variant.outputActivation,
        variant.loss,
        tying,
        dropout,
        outputItems,
        negatives,
        optimizer,
        learningRate,
        l2,
        batchSize,
        epochs,
        patience);
  }

  /** The same with another number of hidden units. */
  public Cdae withLatent(int units) {
    return Changed.with(this, "latent", units);
  }

  /** The same with another function of the hidden units. */
  public Cdae withActivation(Activation function) {
    return Changed.with(this, "activation", function);
  }

  /** The same with another output mapping. */
  public Cdae withOutputActivation(Activation function) {
    return Changed.with(this, "outputActivation", function);
  }

  /** The same with another loss. */
  public Cdae withLoss(PointwiseLoss other) {
    return Changed.with(this, "loss", other);
  }

  /** The same with tied or untied weights. */
  public Cdae withTying(Tying other) {
    return Changed.with(this, "tying", other);
  }

  /** The same with another share of the history dropped in training. */
  public Cdae withDropout(double share) {
    return Changed.with(this, "dropout", share);
  }

  /** The same with a loss over other items. */
  public Cdae withOutputItems(OutputItems other) {
    return Changed.with(this, "outputItems", other);
  }

  /** The same with another number of items drawn for each of the history. */
  public Cdae withNegatives(int number) {
    return Changed.with(this, "negatives", number);
  }

  /** The same with another optimiser. */
  public Cdae withOptimizer(CdaeOptimizer method) {
    return Changed.with(this, "optimizer", method);
  }

  /** The same with another step size. */
  public Cdae withLearningRate(double rate) {
    return Changed.with(this, "learningRate", rate);
  }

  /** The same with another weight of half the squared lengths. */
  public Cdae withL2(double weight) {
    return Changed.with(this, "l2", weight);
  }

  /** The same with another number of users in a step. */
  public Cdae withBatchSize(int users) {
    return Changed.with(this, "batchSize", users);
  }

  /** The same with another number of passes over the users. */
  public Cdae withEpochs(int most) {
    return Changed.with(this, "epochs", most);
  }

  /** The same with another number of epochs to wait for a better validation score. */
  public Cdae withPatience(int most) {
    return Changed.with(this, "patience", most);
  }

  @Override
  public String name() {
    return "cdae";
  }

  @Override
  public CdaeModel fit(Interactions train, Fitting fitting) {
    Check.notEmpty(this, train);
    CdaeNetwork network =
        new CdaeNetwork(this, train, new Mlp.Start(Precision.FLOAT, fitting.seed()));
    TrainingLog history = training().fit(this, train, network, fitting);
    return new CdaeModel(network, train, history);
  }

  Training training() {
    return Training.of(epochs, batchSize)
        .withLearningRate(learningRate)
        .withOptimizer(
            switch (optimizer) {
              case ADAGRAD -> adaGrad()::over;
              case ADAM -> new Adam()::over;
              case SGD -> new Sgd()::over;
            })
        .withPatience(patience);
  }

  /**
   * AdaGrad as the authors have it, {@code learningRate g / (1 + sqrt(sum of g^2))} for the
   * gradient g of a sum over users: the loss here is a mean over users, so both terms are divided
   * by their number.
   */
  private AdaGrad adaGrad() {
    double users = batchSize;
    return new AdaGrad(FIRST_SQUARE / (users * users), 1 / users, WeightDecay.NONE);
  }
}
