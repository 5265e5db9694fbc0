package org.refold.nn.layer;

import org.refold.kernel.Matrix;
import org.refold.nn.Initializer;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.BatchNormal;

/**
 * Batch normalisation (Ioffe and Szegedy 2015): each unit is shifted and scaled to mean 0 and
 * variance 1 over the rows of a batch, then multiplied by a gain and shifted, both learned.
 *
 * <p>Training goes by the statistics of the batch and keeps, at each gradient, running averages of
 * them, {@code running = (1 - momentum) running + momentum batch}, that of the variance without
 * bias; scoring goes by these averages, so that a row has one output whatever it is scored with.
 * The averages are parameters that no optimiser changes: they are saved with a model, and go back
 * with the others to the best epoch. A layer whose gain is frozen does as in scoring, and keeps its
 * averages.
 */
public final class BatchNorm {

  /** Added to the variance as a rule. */
  static final double EPSILON = 1e-3;

  /** What a batch weighs in the running averages as a rule. */
  static final double MOMENTUM = 0.1;

  private final Parameter gain;
  private final Parameter shift;
  private final Parameter mean;
  private final Parameter variance;
  private final double epsilon;
  private final double momentum;

  BatchNorm(Scope scope, String name, int units, double epsilon, double momentum) {
    this.epsilon = epsilon;
    this.momentum = momentum;
    this.gain = scope.bias(name + " gain", units, Initializer.constant(1));
    this.shift = scope.bias(name + " shift", units, Initializer.zeros());
    this.mean = scope.bias(name + " running mean", units, Initializer.zeros());
    this.variance = scope.bias(name + " running variance", units, Initializer.constant(1));
    mean.freeze();
    variance.freeze();
  }

  /**
   * The normalised rows.
   *
   * @param x {@code [batch, units]}
   * @return {@code [batch, units]}
   */
  public Var apply(Var x) {
    Tape tape = x.tape();
    Var gains = tape.parameter(gain);
    Var shifts = tape.parameter(shift);
    if (tape.mode() == Mode.SCORING || gain.isFrozen()) {
      return BatchNormal.by(
          x, gains, shifts, tape.parameter(mean), tape.parameter(variance), epsilon);
    }
    return BatchNormal.ofBatch(
        x, gains, shifts, epsilon, statistics -> remember(statistics, x.rows()));
  }

  private void remember(Matrix statistics, int rows) {
    if (rows > 1) { // of one row there is no variance
      double unbiased = rows / (rows - 1.0);
      for (int k = 0; k < statistics.columns(); k++) {
        average(mean.value(), k, statistics.get(0, k));
        average(variance.value(), k, statistics.get(1, k) * unbiased);
      }
    }
  }

  private void average(Matrix running, int unit, double batch) {
    running.set(0, unit, (1 - momentum) * running.get(0, unit) + momentum * batch);
  }
}
