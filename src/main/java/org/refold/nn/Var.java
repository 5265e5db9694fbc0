package org.refold.nn;

import org.jspecify.annotations.Nullable;
import org.refold.kernel.Matrix;

/**
 * A matrix on the tape: what an operation made of others, or a parameter or constant that was
 * brought in. Lives until the tape begins its next step.
 */
public final class Var {

  private final Tape tape;
  private final Matrix value;
  private final @Nullable Gradient gradient;
  private boolean kept;
  private boolean spent;

  Var(Tape tape, Matrix value, @Nullable Gradient gradient) {
    this.tape = tape;
    this.value = value;
    this.gradient = gradient;
  }

  /** The tape this is on. */
  public Tape tape() {
    return tape;
  }

  /** The number of rows: users, in a batch of them. */
  public int rows() {
    return value.rows();
  }

  /** The number of columns: units. */
  public int columns() {
    return value.columns();
  }

  /**
   * The numbers.
   *
   * @throws IllegalStateException if an operation has used them up, see {@link #spend}
   */
  public Matrix value() {
    if (spent) {
      throw new IllegalStateException(
          "these numbers were overwritten by their own gradient: a loss took this matrix as its"
              + " last user; read or use it before the loss");
    }
    return value;
  }

  /** The one number of a matrix {@code [1, 1]}, such as a loss. */
  public double item() {
    if (value.size() != 1) {
      throw new IllegalStateException("a matrix " + rows() + " x " + columns() + " is no number");
    }
    return value().get(0, 0);
  }

  /** Whether anything that training changes went into this. */
  public boolean needsGradient() {
    return gradient != null;
  }

  /**
   * For operations: the gradient, complete by the time the backward part of the operation that made
   * this runs.
   *
   * @throws IllegalStateException if no gradient is recorded for this
   */
  public Gradient gradient() {
    if (gradient == null) {
      throw new IllegalStateException("no gradient is recorded for this matrix");
    }
    return gradient;
  }

  /** For operations: adds a term to the gradient of an input, if anybody wants it. */
  public void accumulate(Gradient.Contribution term) {
    if (gradient != null) {
      gradient.add(term);
    }
  }

  /** For operations: adds a term to some rows of the gradient; see {@link Gradient#addRows}. */
  public void accumulateRows(int[] rows, int count, Gradient.Contribution term) {
    if (gradient != null) {
      gradient.addRows(rows, count, term);
    }
  }

  /**
   * For losses on large matrices: takes the memory of the numbers to write their gradient there, if
   * they have no other reader; other memory of this shape if they have.
   */
  public Matrix spend() {
    if (kept || spent) {
      return tape.scratch(rows(), columns());
    }
    spent = true;
    return value;
  }

  /** For operations: says that the numbers are read later, so that no loss overwrites them. */
  public Var keep() {
    kept = true;
    return this;
  }

  /**
   * For operations: adds a term to the gradient that fills a whole matrix of the tape. The first of
   * them becomes the gradient, without a copy.
   *
   * @param term as a rule from {@link #spend}. Not to be used afterwards.
   */
  public void accumulateTaking(Matrix term) {
    if (gradient != null) {
      gradient.take(term);
    }
  }
}
