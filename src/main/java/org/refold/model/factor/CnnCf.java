package org.refold.model.factor;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Arrays;
import java.util.Map;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.kernel.Streams;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.recommend.Fitting;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.OptimizerChoice;
import org.refold.train.Phase;
import org.refold.train.RateDecay;
import org.refold.train.Schedule;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.TrainingPlan;
import org.refold.train.batch.Examples;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Triples;
import org.refold.train.neural.NeuralFit;
import org.refold.train.neural.PairFeatures;
import org.refold.train.neural.PairNetwork;
import org.refold.train.neural.PairRecommender;

/**
 * CNN-CF (ConvNCF): a convolutional network over the map of all products of a user's and an item's
 * numbers.
 *
 * <pre>
 *   E = p_u q_i'  [latent, latent],   log2(latent) times relu(convolution 2 x 2, stride 2),   z = w.e + b
 *   loss = mean over triples of [ -log s(z_ui - z_uj) + l2 (|p_u|^2 + |q_i|^2 + |q_j|^2) ]
 *        + (filterL2 |filters and their biases|^2 + outputL2 (|w|^2 + b^2)) / batch
 * </pre>
 *
 * <p>p and q are vectors of {@code latent} numbers, a power of 2; i is in the history of u and j is
 * not, s is the logistic function. X. He, X. Du, X. Wang, F. Tian, J. Tang, T.-S. Chua: Outer
 * Product-based Neural Collaborative Filtering, IJCAI 2018, section 3. M. Ferrari Dacrema et al.,
 * CIKM 2020, find that its gain does not come from the order of dimensions; {@code
 * dimensions=permuted} puts those of pre-trained vectors into another one.
 *
 * <p>A user who was not in training is folded in by 20 steps of Adam on the user's own vector, with
 * the rest as it is, by binary cross-entropy: iterative, and the loss is not convex.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>sizes</td><td>64 numbers, 32 channels</td><td>the same</td>
 *     <td>32 and 16, which is 15 times less work</td></tr>
 * <tr><td>first vectors</td><td>of BPR</td><td>of BPR, or truncated normal, 0.01</td>
 *     <td>of {@link Bpr}, {@code pretrainingEpochs}; with 0 as the code, from where hardly anything
 *     moves</td></tr>
 * <tr><td>loss</td><td>a sum over the batch</td><td>the same; w also has the filters' penalty</td>
 *     <td>the same over the size of the batch, to which AdaGrad is blind; w has its own alone</td></tr>
 * <tr><td>first epoch</td><td>not said</td><td>rate 0.01 and no penalty, else numbers are lost</td>
 *     <td>the rate rises from a fifth over the first epoch, which has no penalty</td></tr>
 * <tr><td>last batch</td><td>not said</td><td>left out</td><td>smaller</td></tr>
 * </table>
 *
 * <p>Cost: 618,000 operations a triple at 32 numbers and 16 channels, 18 million at 64 and 32, and
 * a third of it for each item that is scored: meant for sampled candidates.
 *
 * @param latent numbers of a vector, a power of 2
 * @param channels of each convolution
 * @param l2 weight of squares of vectors, at each triple
 * @param filterL2 weight of squares of filters, at each batch
 * @param outputL2 weight of squares of the output layer, at each batch
 * @param pretrainingEpochs of {@code bpr}, whose vectors are the first; 0 to draw them
 * @param dimensions the order of dimensions of pre-trained vectors
 * @param training how it is trained
 */
@RecordBuilder
public record CnnCf(
    int latent,
    int channels,
    double l2,
    double filterL2,
    double outputL2,
    int pretrainingEpochs,
    Dimensions dimensions,
    Training training)
    implements PairRecommender, Trainable<CnnCf>, CnnCfBuilder.With {

  /** The order of the dimensions of pre-trained vectors. */
  public enum Dimensions {
    /** As they come. */
    LEARNED,
    /** In a random one, the same for all vectors. */
    PERMUTED
  }

  /**
   * @throws BadInputException if a setting is out of its range
   */
  public CnnCf {
    if (latent < 2 || Integer.bitCount(latent) != 1) {
      throw new BadInputException(
          "latent is %s, but each convolution halves the map: choose a power of 2, such as 32"
              .formatted(Integer.toString(latent)));
    }
    Check.atLeast(1, "channels", channels, "typical: 16-32");
    Check.notNegative("l2", l2, "paper's code: 0.01");
    Check.notNegative("filterL2", filterL2, "paper's code: 1");
    Check.notNegative("outputL2", outputL2, "paper's code: 10");
    Check.atLeast(0, "pretrainingEpochs", pretrainingEpochs, "typical: 20-500");
  }

  /** 32 factors and 16 channels, pre-trained. */
  public CnnCf() {
    this(
        32,
        16,
        0.01,
        1,
        10,
        40,
        Dimensions.LEARNED,
        Training.adam(0.05, 512, 20).withOptimizer(OptimizerChoice.adaGrad()));
  }

  @Override
  public String name() {
    return "cnn-cf";
  }

  @Override
  public CnnCf with(Training other) {
    return withTraining(other);
  }

  /** One for each triple. */
  @Override
  public int negatives() {
    return 1;
  }

  @Override
  public CnnCfNetwork network(Sizes sizes, Scope scope, PairFeatures features) {
    return new CnnCfNetwork(sizes, scope, latent, channels);
  }

  /** The vectors are those of {@code bpr}, unless a fit has a start of its own. */
  @Override
  public Scope scope(Interactions train, Fitting fitting) {
    FactorFit.check(this, latent, train);
    Scope.Source drawn = NeuralFit.source(fitting);
    if (fitting.start().isPresent() || pretrainingEpochs == 0) {
      return NeuralFit.freeing(drawn);
    }
    int[] order = new int[latent];
    Arrays.setAll(order, k -> k);
    if (dimensions == Dimensions.PERMUTED) {
      Streams.shuffle(order, Streams.of(fitting.seed(), "order of dimensions"));
    }
    Bpr bpr = new Bpr().withLatent(latent).withEpochs(pretrainingEpochs);
    return NeuralFit.freeing(
        new Pretraining(this, train, fitting)
            .by(
                bpr::fit,
                model ->
                    Map.of(
                        "users", ordered(model.factors().users(), order),
                        "items", ordered(model.factors().items(), order)))
            .or(drawn));
  }

  private static Matrix ordered(Matrix vectors, int[] order) {
    Matrix ordered = Matrix.floats(vectors.rows(), order.length);
    for (int row = 0; row < vectors.rows(); row++) {
      for (int k = 0; k < order.length; k++) {
        ordered.set(row, k, vectors.get(row, order[k]));
      }
    }
    return ordered;
  }

  @Override
  public Phase<?> phase(PairNetwork network, Scope scope, Interactions train) {
    CnnCfNetwork net = (CnnCfNetwork) network;
    return new Phase<>(
        "all",
        scope.parameters(),
        new Triples(train, NegativeSampler.uniform(train)),
        step -> net.loss(this, step.tape(), step.batch(), step.epoch()));
  }

  /** The rate rises over the first epoch, unless it is to fall in some way. */
  @Override
  public TrainingPlan plan(Examples<?> examples) {
    TrainingPlan plan = training.plan(0, examples);
    double rate = training.learningRate();
    return training.rateDecay().shape() == RateDecay.Shape.NONE
        ? plan.withLearningRate(
            Schedule.linear(rate / 5, rate, examples.batches(training.batchSize())))
        : plan;
  }
}
