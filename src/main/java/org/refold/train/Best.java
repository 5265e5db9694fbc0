package org.refold.train;

import java.util.ArrayList;
import java.util.List;
import org.refold.evaluate.Metric;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Parameter;

/** The best epoch so far, and a copy of its weights. */
final class Best {

  private final List<Parameter> parameters;
  private final List<Matrix> copies = new ArrayList<>();
  private final Metric metric;
  private int epoch;
  private double value = Double.NaN;

  Best(List<Parameter> parameters, Metric metric) {
    this.parameters = parameters;
    this.metric = metric;
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
    boolean better =
        metric.better() == Metric.Better.HIGHER ? candidateValue > value : candidateValue < value;
    if (epoch == 0 || better) {
      epoch = candidate;
      value = candidateValue;
      keep();
    }
  }

  private void keep() {
    for (int k = 0; k < parameters.size(); k++) {
      Matrix now = parameters.get(k).value();
      if (k == copies.size()) {
        copies.add(Matrix.zeros(now.precision(), now.rows(), now.columns()));
      }
      copy(now, copies.get(k));
    }
  }

  /** Puts the weights of the best epoch back, and forgets the copy. */
  void restore() {
    for (int k = 0; k < copies.size(); k++) {
      copy(copies.get(k), parameters.get(k).value());
      copies.get(k).close();
    }
    copies.clear();
  }

  private static void copy(Matrix from, Matrix to) {
    if (from.precision() == Precision.FLOAT) {
      float[] row = new float[from.columns()];
      for (int r = 0; r < from.rows(); r++) {
        from.readRow(r, row);
        to.writeRow(r, row);
      }
    } else {
      double[] row = new double[from.columns()];
      for (int r = 0; r < from.rows(); r++) {
        from.readRow(r, row);
        to.writeRow(r, row);
      }
    }
  }
}
