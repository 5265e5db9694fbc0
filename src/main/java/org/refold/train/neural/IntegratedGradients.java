package org.refold.train.neural;

import java.util.ArrayList;
import java.util.List;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Sums;
import org.refold.recommend.Explanation;

/**
 * Integrated gradients of scores (M. Sundararajan, A. Taly, Q. Yan: Axiomatic Attribution for Deep
 * Networks, ICML 2017, section 3) along the straight way from no history to a history:
 *
 * <pre>
 *   part_i = x_i integral over a from 0 to 1 of (df_j / dx_i)(a x),  sum of parts = f_j(x) - f_j(0)
 * </pre>
 *
 * <p>x is the input, the history divided by its length: along the history itself the length divides
 * every step out again. The integral is a mean over midpoints. As the input enters by a product
 * with weights W alone, {@code x_i df/dx_i} is the inner product of row i of W and of its gradient,
 * which the tape has anyway.
 */
final class IntegratedGradients {

  private final DifferentiableInput network;
  private final int steps;

  /**
   * @param steps midpoints, at least 1
   */
  IntegratedGradients(DifferentiableInput network, int steps) {
    this.network = network;
    this.steps = steps;
  }

  /**
   * The parts of the score of an item. Leaves gradients behind.
   *
   * @param history items, each once
   * @param explained an index
   */
  List<Explanation.Part> parts(HistoryModel model, int[] history, int explained) {
    List<Explanation.Part> parts = new ArrayList<>();
    if (history.length == 0) {
      return parts;
    }
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.TRAINING, 0, 0);
      SparseRows input = tape.sparseScratch();
      input.clear(model.items().size());
      Matrix weights = tape.scratch(steps, 1);
      for (int step = 0; step < steps; step++) {
        double share = (step + 0.5) / steps;
        input.startRow();
        for (int item : history) {
          input.add(item, share / Math.sqrt(history.length));
        }
        weights.set(step, 0, 1 / (steps * share)); // x_i instead of the share of it
      }
      Var scores = network.decode(network.codes(tape, input));
      Var one = Columns.slice(scores, explained, explained + 1);
      tape.backward(Sums.sum(Elements.multiply(one, tape.constant(weights))));
      Parameter first = network.inputWeights();
      float[] weight = new float[first.value().columns()];
      float[] gradient = new float[weight.length];
      Matrix gradients = first.gradient().filled();
      for (int item : history) {
        first.value().readRow(item, weight);
        gradients.readRow(item, gradient);
        float part = Kernels.dot(weight, 0, gradient, 0, weight.length);
        parts.add(new Explanation.Part(model.items().id(item), part));
      }
    }
    return parts;
  }
}
