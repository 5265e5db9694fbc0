package org.refold.train;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.OptionalInt;
import org.refold.settings.Check;

/**
 * How a system is trained by {@linkplain Pass passes} over its data: a part of its
 * hyper-parameters. With validation data the model gets the weights of the epoch that was best on
 * them, otherwise those of the last epoch.
 *
 * @param epochs passes over the data, at most
 * @param learningRate of the first epoch
 * @param rateDecay how the learning rate falls over the epochs
 * @param patience epochs without a better validation metric before training ends
 */
@RecordBuilder
public record Passes(int epochs, double learningRate, RateDecay rateDecay, int patience)
    implements PassesBuilder.With {

  /**
   * A system that is trained by passes, with what is often changed of them.
   *
   * @param <R> the system's own class
   */
  public interface Trained<R> {

    /** How it is trained. */
    Passes passes();

    /** The same, trained in another way. */
    R with(Passes other);

    /** The same with another number of passes over the data, at most. */
    default R withEpochs(int epochs) {
      return with(passes().withEpochs(epochs));
    }

    /** The same with another learning rate. */
    default R withLearningRate(double rate) {
      return with(passes().withLearningRate(rate));
    }

    /** The same with a learning rate that falls in another way. */
    default R withRateDecay(RateDecay decay) {
      return with(passes().withRateDecay(decay));
    }

    /** The same with another number of epochs to wait for a better validation metric. */
    default R withPatience(int epochs) {
      return with(passes().withPatience(epochs));
    }
  }

  /**
   * @throws org.refold.settings.BadInputException if a setting is out of its range
   */
  public Passes {
    Check.atLeast(1, "epochs", epochs, "typical: 20-100");
    Check.positive("learningRate", learningRate, "typical: 0.001-0.1");
    Check.atLeast(1, "patience", patience, "typical: 5-50 epochs");
  }

  /** Passes whose learning rate falls by a factor each epoch; 1 for a constant one. */
  public static Passes of(int epochs, double learningRate, double factor) {
    RateDecay decay = factor == 1 ? RateDecay.none() : RateDecay.steps(factor, 1);
    return new Passes(epochs, learningRate, decay, epochs);
  }

  /** What the loop is to do: each epoch is one call of the pass. */
  public TrainingPlan plan(Pass pass) {
    return new TrainingPlan(
        epochs,
        OptionalInt.empty(),
        rateDecay.from(learningRate, epochs, 1),
        parameters -> new PassOptimizer(parameters, pass),
        patience);
  }
}
