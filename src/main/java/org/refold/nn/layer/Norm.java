package org.refold.nn.layer;

import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Normal;

/**
 * Layer normalisation: each row is shifted and scaled to mean 0 and variance 1, then multiplied by
 * a gain and shifted, both learned (Ba, Kiros, Hinton 2016).
 */
public final class Norm {

  /** Added to the variance as a rule. */
  static final double EPSILON = 1e-5;

  private final Parameter gain;
  private final Parameter shift;
  private final double epsilon;

  Norm(Scope scope, String name, int units, double epsilon) {
    this.epsilon = epsilon;
    this.gain = scope.bias(name + " gain", units, Initializer.constant(1));
    this.shift = scope.bias(name + " shift", units, Initializer.zeros());
  }

  /** The normalised rows {@code [batch, units]}. */
  public Var apply(Var x) {
    Tape tape = x.tape();
    return Normal.layer(x, tape.parameter(gain), tape.parameter(shift), epsilon);
  }
}
