package org.refold.nn.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.refold.nn.Parameter;

/**
 * Changes parameters so that a loss falls. An optimiser is made for a list of parameters and keeps
 * its state for them.
 */
public interface Optimizer {

  /** Computes a loss, and adds its gradients to the parameters. */
  @FunctionalInterface
  interface Objective {
    /**
     * Runs the network forward and backward at the current values of the parameters.
     *
     * @return the loss
     */
    double lossAndGradients();
  }

  /**
   * One step. {@linkplain Parameter#isFrozen Frozen} parameters stay as they are. Gradients are
   * forgotten before each call of the objective and at the end.
   *
   * @param learningRate the size of the step, in the optimiser's own sense
   * @param objective called once by stochastic methods, several times by full-batch methods, which
   *     need it to be the same function at each call
   * @return the loss before the step
   */
  double step(double learningRate, Objective objective);

  /** The parameters that are changed, in the order given. */
  List<Parameter> parameters();

  /**
   * Writes everything that later steps depend on, except the parameters themselves.
   *
   * @throws IOException from the output
   */
  void save(DataOutput out) throws IOException;

  /**
   * Reads what {@link #save} wrote: steps after that equal those of the saved optimiser bit for
   * bit.
   *
   * @throws IOException from the input, or if it was saved by another kind of optimiser or for
   *     parameters of other names or shapes; the state is then undefined
   */
  void restore(DataInput in) throws IOException;
}
