package org.refold.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.refold.evaluate.metric.Metric;
import org.refold.kernel.Matrix;
import org.refold.nn.Parameter;

/** The best epoch so far, and a copy of its weights. */
final class BestWeights implements Saved {

  private final List<Parameter> parameters;
  private final List<Matrix> copies = new ArrayList<>();
  private final Metric.Better better;
  private int epoch;
  private double value;

  BestWeights(List<Parameter> parameters, Metric.Better better) {
    this.parameters = parameters;
    this.better = better;
  }

  /** The epoch, from 1; 0 before the first. */
  int epoch() {
    return epoch;
  }

  /** The metric of that epoch. */
  double value() {
    return value;
  }

  /** Keeps the weights as they are if the epoch was better than all before. */
  void consider(int candidate, double candidateValue) {
    if (epoch == 0 || isBetter(candidateValue)) {
      epoch = candidate;
      value = candidateValue;
      makeRoom();
      for (int k = 0; k < copies.size(); k++) {
        Weights.copy(parameters.get(k).value(), copies.get(k));
      }
    }
  }

  private boolean isBetter(double candidate) {
    return better == Metric.Better.HIGHER ? candidate > value : candidate < value;
  }

  private void makeRoom() {
    for (int k = copies.size(); k < parameters.size(); k++) {
      Matrix now = parameters.get(k).value();
      copies.add(Matrix.zeros(now.precision(), now.rows(), now.columns()));
    }
  }

  /** Puts the weights of the best epoch back, if there is one. */
  void putBack() {
    for (int k = 0; k < copies.size(); k++) {
      Weights.copy(copies.get(k), parameters.get(k).value());
    }
  }

  /** Gives the memory of the copies back. */
  void close() {
    copies.forEach(Matrix::close);
    copies.clear();
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(epoch);
    out.writeDouble(value);
    for (Matrix copy : copies) {
      Weights.write(copy, out);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    epoch = in.readInt();
    value = in.readDouble();
    if (epoch > 0) {
      makeRoom();
      for (Matrix copy : copies) {
        Weights.read(copy, in);
      }
    }
  }
}
