package org.refold.nn.optimizer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.refold.nn.Parameter;

/**
 * Limited-memory BFGS (Nocedal and Wright 2006, algorithms 7.4 and 7.5) with a line search to the
 * strong Wolfe conditions, for full batches: the objective must be the same function at each call.
 * One {@link #step} is one iteration. The learning rate is the first step length that the line
 * search tries; 1 is usual.
 *
 * <p>Vectors are in double, on the heap, also where parameters are floats: {@code 2 memory + 6} of
 * them.
 */
public final class Lbfgs implements Optimizer {

  private static final String NAME = "l-bfgs";

  /** How a change of the parameters changed the gradient. */
  private static final class Pair {
    final double[] change;
    final double[] gradientChange;
    final double curvature;

    Pair(double[] change, double[] gradientChange, double curvature) {
      this.change = change;
      this.gradientChange = gradientChange;
      this.curvature = curvature;
    }
  }

  private final List<Parameter> parameters;
  private final int memory;
  private final FlatVector vector;
  private final Deque<Pair> pairs = new ArrayDeque<>();

  /**
   * An optimiser.
   *
   * @param memory how many past iterations are kept, 10 as a rule
   * @param parameters what to change
   */
  public Lbfgs(int memory, List<Parameter> parameters) {
    if (memory < 1) {
      throw new IllegalArgumentException("memory is " + memory + ", but must be at least 1");
    }
    this.memory = memory;
    this.parameters = List.copyOf(parameters);
    this.vector = new FlatVector(this.parameters);
  }

  @Override
  public double step(double learningRate, Objective objective) {
    double[] start = vector.values();
    double loss = vector.evaluate(objective);
    double[] gradient = vector.gradient();
    double[] direction = direction(gradient);
    double slope = FlatVector.dot(direction, gradient);
    if (slope == 0) {
      return loss;
    }
    if (slope > 0) {
      pairs.clear();
      direction = direction(gradient);
      slope = FlatVector.dot(direction, gradient);
    }
    double first =
        pairs.isEmpty()
            ? Math.min(1, 1 / FlatVector.absoluteSum(gradient)) * learningRate
            : learningRate;
    LineSearch search = new LineSearch(vector, objective, start, direction);
    double length = search.run(loss, slope, first);
    if (length > 0) {
      remember(length, direction, gradient, search.gradient());
    } else {
      pairs.clear();
    }
    vector.moveTo(start, length, direction);
    parameters.forEach(parameter -> parameter.gradient().forget());
    return loss;
  }

  /** Two loops over the pairs: minus the approximate inverse Hessian times the gradient. */
  private double[] direction(double[] gradient) {
    double[] q = gradient.clone();
    double[] weights = new double[pairs.size()];
    int k = pairs.size();
    for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
      Pair pair = newest.next();
      k--;
      weights[k] = FlatVector.dot(pair.change, q) / pair.curvature;
      FlatVector.add(-weights[k], pair.gradientChange, q);
    }
    Pair last = pairs.peekLast();
    double scale =
        last == null
            ? 1
            : last.curvature / FlatVector.dot(last.gradientChange, last.gradientChange);
    FlatVector.scale(-scale, q);
    for (Pair pair : pairs) {
      double weight = FlatVector.dot(pair.gradientChange, q) / pair.curvature;
      FlatVector.add(-weights[k++] - weight, pair.change, q);
    }
    vector.keepFrozen(q);
    return q;
  }

  private void remember(double length, double[] direction, double[] before, double[] after) {
    double[] change = direction.clone();
    FlatVector.scale(length, change);
    double[] gradientChange = after.clone();
    FlatVector.add(-1, before, gradientChange);
    double curvature = FlatVector.dot(change, gradientChange);
    if (curvature > 1e-12 * FlatVector.dot(gradientChange, gradientChange)) {
      if (pairs.size() == memory) {
        pairs.removeFirst();
      }
      pairs.addLast(new Pair(change, gradientChange, curvature));
    }
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeUTF(NAME);
    out.writeInt(parameters.size());
    for (Parameter parameter : parameters) {
      StateFormat.writeShape(parameter, out);
    }
    out.writeInt(pairs.size());
    for (Pair pair : pairs) {
      StateFormat.write(pair.change, 0, pair.change.length, out);
      StateFormat.write(pair.gradientChange, 0, pair.gradientChange.length, out);
      out.writeDouble(pair.curvature);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    StateFormat.expect(NAME, in.readUTF(), "kind of optimiser");
    StateFormat.expect(parameters.size(), in.readInt(), "number of parameters");
    for (Parameter parameter : parameters) {
      StateFormat.expectShape(parameter, in);
    }
    int count = in.readInt();
    List<Pair> read = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      double[] change = new double[vector.length()];
      double[] gradientChange = new double[vector.length()];
      StateFormat.read(change, 0, change.length, in);
      StateFormat.read(gradientChange, 0, gradientChange.length, in);
      read.add(new Pair(change, gradientChange, in.readDouble()));
    }
    pairs.clear();
    pairs.addAll(read);
  }
}
