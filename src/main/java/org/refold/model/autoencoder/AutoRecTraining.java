package org.refold.model.autoencoder;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.Rmse;
import org.refold.nn.Parameter;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;
import org.refold.nn.optimizer.Adam;
import org.refold.nn.optimizer.Lbfgs;
import org.refold.nn.optimizer.RProp;
import org.refold.nn.optimizer.WeightDecay;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.train.Network;
import org.refold.train.Schedule;
import org.refold.train.Step;
import org.refold.train.Training;
import org.refold.train.TrainingLog;

/**
 * How an AutoRec is trained: the loss of a batch is {@code mean over its rows of squared errors +
 * l2 / (2 rows) |weights|^2}, so that over all rows it is that of the paper divided by their
 * number, whatever the size of batches.
 */
final class AutoRecTraining<M extends Model> implements Network {

  /** Past iterations that L-BFGS keeps, as in SciPy's. */
  private static final int MEMORY = 10;

  /** The history of a model in training. */
  private static final TrainingLog UNFINISHED =
      new TrainingLog(List.of(), 0, Optional.empty(), TrainingLog.Ending.COMPLETED);

  private final AutoRec<?> settings;
  private final Interactions rows;
  private final String unit;
  private final AutoRecNetwork network;
  private final Function<TrainingLog, M> model;

  /**
   * @param rows the training ratings, [items, users] or [users, items]
   * @param unit what a row is, in the plural
   * @param model makes a model of the parameters as they are
   */
  AutoRecTraining(
      AutoRec<?> settings,
      Interactions rows,
      String unit,
      AutoRecNetwork network,
      Function<TrainingLog, M> model) {
    this.settings = settings;
    this.rows = rows;
    this.unit = unit;
    this.network = network;
    this.model = model;
  }

  /** Trains, and makes a model of the weights of the best epoch. */
  M fit(Interactions train, Fitting fitting) {
    return model.apply(training().fit(settings, train, this, fitting));
  }

  private Training training() {
    double decay = settings.l2() / rows.userCount();
    Training training =
        switch (settings.optimizer()) {
          case ADAM ->
              Training.of(settings.epochs(), settings.batchSize())
                  .withLearningRate(learningRate())
                  .withOptimizer(new Adam().withDecay(WeightDecay.coupled(decay))::over);
          case RPROP ->
              Training.ofFullBatches(settings.epochs())
                  .withLearningRate(settings.learningRate())
                  .withOptimizer(new RProp().withDecay(WeightDecay.coupled(decay))::over);
          case L_BFGS ->
              Training.ofFullBatches(settings.epochs())
                  .withLearningRate(1)
                  .withOptimizer(parameters -> new Lbfgs(MEMORY, parameters));
        };
    return training.withPatience(settings.patience());
  }

  private Schedule learningRate() {
    long batches = (examples() + settings.batchSize() - 1L) / settings.batchSize();
    return settings.rateDecay().from(settings.learningRate(), settings.epochs(), batches);
  }

  @Override
  public int examples() {
    return rows.userCount();
  }

  @Override
  public String unit() {
    return unit;
  }

  @Override
  public List<Parameter> parameters() {
    return network.parameters();
  }

  /** L-BFGS must see the penalty; the others add its gradient to that of the error themselves. */
  @Override
  public Var loss(Step step) {
    Var error = network.squaredError(step.tape(), step.values(rows));
    Var mean = Elements.scale(1.0 / step.size(), error);
    if (settings.optimizer() != AutoRecOptimizer.L_BFGS) {
      return mean;
    }
    Var penalty = network.penalty(step.tape(), settings.l2() / rows.userCount());
    return Elements.add(mean, penalty);
  }

  @Override
  public Model model() {
    return model.apply(UNFINISHED);
  }

  @Override
  public Metric validationMetric() {
    return new Rmse();
  }
}
