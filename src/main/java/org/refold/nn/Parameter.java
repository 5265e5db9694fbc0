package org.refold.nn;

import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;

/** A matrix that training changes: its value, and the gradient of the current step. */
public final class Parameter {

  /** What a parameter is to its layer; regularisation asks. */
  public enum Role {
    /** Multiplies something; regularised. */
    WEIGHT,
    /** Is added to something or scales a normalised value; as a rule not regularised. */
    BIAS
  }

  private final String name;
  private final Role role;
  private final Matrix value;
  private final Gradient gradient;
  private boolean frozen;

  private Parameter(String name, Role role, Matrix value) {
    this.name = name;
    this.role = role;
    this.value = value;
    this.gradient =
        Gradient.owning(() -> Matrix.zeros(value.precision(), value.rows(), value.columns()));
  }

  /**
   * A parameter around a matrix, which it changes from now on.
   *
   * @param name unique in its model: checkpoints, messages and random streams go by it
   * @param role weight or bias
   * @param value the initial value, kept
   */
  public static Parameter of(String name, Role role, Matrix value) {
    return new Parameter(name, role, value);
  }

  /**
   * A weight matrix {@code [rows, columns]} of floats with random numbers.
   *
   * @param name unique in its model; the random stream is derived from it and the seed
   * @param rows as a rule the units that come in, which initialisers call fan-in
   * @param columns as a rule the units that go out, fan-out
   * @param initializer how the numbers are drawn
   * @param seed of the run
   */
  public static Parameter weight(
      String name, int rows, int columns, Initializer initializer, long seed) {
    return drawn(name, Role.WEIGHT, Precision.FLOAT, rows, columns, initializer, seed);
  }

  /** A bias {@code [1, columns]} of floats with random numbers; see {@link #weight}. */
  public static Parameter bias(String name, int columns, Initializer initializer, long seed) {
    return drawn(name, Role.BIAS, Precision.FLOAT, 1, columns, initializer, seed);
  }

  /** A parameter of any role and precision with random numbers; see {@link #weight}. */
  public static Parameter drawn(
      String name,
      Role role,
      Precision precision,
      int rows,
      int columns,
      Initializer initializer,
      long seed) {
    Matrix value = Matrix.zeros(precision, rows, columns);
    initializer.fill(value, seed, name);
    return new Parameter(name, role, value);
  }

  /** Unique in its model. */
  public String name() {
    return name;
  }

  /** Weight or bias. */
  public Role role() {
    return role;
  }

  /** The current value, which optimisers change in place. */
  public Matrix value() {
    return value;
  }

  /** The gradient of the current step. */
  public Gradient gradient() {
    return gradient;
  }

  /**
   * Keeps the value as it is from the next pass on: on a tape the parameter is a constant, without
   * memory for a gradient and without work for it, and optimisers leave it alone, weight decay
   * included. What they remember of it stays.
   */
  public void freeze() {
    frozen = true;
    gradient.release();
  }

  /** Lets training change the value again, from the next pass on. */
  public void unfreeze() {
    frozen = false;
  }

  /** Whether training leaves the value as it is. */
  public boolean isFrozen() {
    return frozen;
  }

  @Override
  public String toString() {
    return name + " [" + value.rows() + ", " + value.columns() + "]";
  }
}
