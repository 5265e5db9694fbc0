package org.refold.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.refold.nn.Parameter;
import org.refold.nn.optimizer.Optimizer;

/** Lets the training loop run a {@link Pass}: a step is an epoch, and asks for no gradients. */
final class PassOptimizer implements Optimizer {

  private final List<Parameter> parameters;
  private final Pass pass;
  private int epochs;

  PassOptimizer(List<Parameter> parameters, Pass pass) {
    this.parameters = parameters;
    this.pass = pass;
  }

  @Override
  public double step(double learningRate, Objective objective) {
    epochs++;
    return pass.run(epochs, learningRate);
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(epochs);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    epochs = in.readInt();
  }
}
