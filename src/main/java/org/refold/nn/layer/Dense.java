package org.refold.nn.layer;

import java.util.List;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Layers;

/**
 * A dense layer {@code y = f(x W + b)}, x {@code [batch, in]}, W {@code [in, out]}, b {@code [1,
 * out]}. Unless told otherwise, biases are drawn from a normal distribution of standard deviation
 * 0.001, cut at two of them.
 */
public final class Dense {

  /** How biases are drawn as a rule. */
  static final Initializer BIASES = Initializer.truncatedNormal(0.001);

  private final Parameter weight;
  private final Parameter bias;
  private final Activation f;

  Dense(
      Scope scope,
      String name,
      int in,
      int out,
      Activation f,
      Initializer weights,
      Initializer biases) {
    this.weight = scope.weight(name, in, out, weights);
    this.bias = scope.bias(name + " bias", out, biases);
    this.f = f;
  }

  /** W. */
  public Parameter weight() {
    return weight;
  }

  /** b. */
  public Parameter bias() {
    return bias;
  }

  /** W and b. */
  public List<Parameter> parameters() {
    return List.of(weight, bias);
  }

  /** The output {@code [batch, out]} for a dense batch. */
  public Var apply(Var x) {
    Tape tape = x.tape();
    return Layers.dense(x, tape.parameter(weight), tape.parameter(bias), f);
  }

  /** The output {@code [batch, out]} for a sparse batch: a sum of rows of W. */
  public Var apply(Tape tape, SparseRows x) {
    return Layers.sparse(x, tape.parameter(weight), tape.parameter(bias), f);
  }

  /** The output {@code f(x W + b + more)} for a sparse batch and {@code [batch, out]} besides. */
  Var apply(Tape tape, SparseRows x, Var more) {
    Var own = Layers.sparse(x, tape.parameter(weight), tape.parameter(bias), Activation.IDENTITY);
    return Elements.activate(Elements.add(own, more), f);
  }
}
