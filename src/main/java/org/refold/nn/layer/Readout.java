package org.refold.nn.layer;

import org.refold.kernel.Activation;
import org.refold.kernel.Transpose;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Layers;

/**
 * An output layer {@code y = h W' + b} with a row of weights for each output, so that chosen
 * outputs can be computed alone: W {@code [outputs, units]}, b {@code [1, outputs]}.
 *
 * @param weight W; may be shared with an {@link Embedding}, which ties both
 * @param bias b
 */
public record Readout(Parameter weight, Parameter bias) {

  /**
   * All outputs.
   *
   * @param h {@code [batch, units]}
   * @param f the activation of the outputs
   * @return {@code [batch, outputs]}
   */
  public Var all(Var h, Activation f) {
    Tape tape = h.tape();
    return Layers.dense(h, tape.parameter(weight), Transpose.YES, tape.parameter(bias), f);
  }

  /**
   * Some outputs, before any activation. The cost is that of the outputs asked for.
   *
   * @param h {@code [batch, units]}
   * @param asked {@code [batch, outputs]}; which ones. Its values are not read.
   * @return {@code [1, asked.size()]}, in the order of {@code asked}
   */
  public Var some(Var h, SparseRows asked) {
    Tape tape = h.tape();
    return Layers.observed(h, tape.parameter(weight), tape.parameter(bias), asked);
  }
}
