package org.refold.nn;

import org.jspecify.annotations.Nullable;
import org.refold.kernel.Matrix;

/**
 * One operation on its way onto a tape: its name, what goes in, its attributes, and last what comes
 * out with the way back. Each tape has one of these and lends it to one operation after the other,
 * so that names cost nothing in training; they are only read while the tape is {@linkplain
 * Tape#trace traced}.
 *
 * <p>Names and attributes are those of ONNX where it has the operator ({@code Gemm}, {@code Tanh},
 * {@code LayerNormalization}).
 */
public final class Operation {

  private final Tape tape;
  private @Nullable String name;
  private boolean needsGradient;
  private @Nullable Tracer tracer;

  Operation(Tape tape) {
    this.tape = tape;
  }

  Operation begin(String operator) {
    name = operator;
    needsGradient = false;
    if (tracer != null) {
      tracer.begin(operator);
    }
    return this;
  }

  void tracedBy(@Nullable Tracer newTracer) {
    tracer = newTracer;
  }

  /** Adds inputs, in the order in which the operator takes them. */
  public Operation on(Var... inputs) {
    for (Var input : inputs) {
      needsGradient |= input.needsGradient();
      if (tracer != null) {
        tracer.input(input);
      }
    }
    return this;
  }

  /** Adds an input that is a sparse batch, which needs no gradient. */
  public Operation on(SparseRows input) {
    if (tracer != null) {
      tracer.input(input);
    }
    return this;
  }

  /** Adds an input of whole numbers, which needs no gradient. */
  public Operation on(Ragged.Ids input) {
    if (tracer != null) {
      tracer.input(input);
    }
    return this;
  }

  /** Tells of an attribute that is a whole number. */
  public Operation with(String attribute, long value) {
    if (tracer != null) {
      tracer.attribute(attribute, value);
    }
    return this;
  }

  /** Tells of an attribute that is a real number. */
  public Operation with(String attribute, double value) {
    if (tracer != null) {
      tracer.attribute(attribute, value);
    }
    return this;
  }

  /** Tells of an attribute that is a word. */
  public Operation with(String attribute, String value) {
    if (tracer != null) {
      tracer.attribute(attribute, value);
    }
    return this;
  }

  /**
   * Tells that a second operator works on what the first one gives, fused into the same loop: a
   * trace has both. Attributes that follow belong to the second.
   */
  public Operation then(String operator) {
    if (tracer != null) {
      tracer.then(operator);
    }
    return this;
  }

  /**
   * Puts the result on the tape. It needs a gradient if one of the inputs does; otherwise the way
   * back is forgotten.
   *
   * @param value the numbers, computed
   * @param backward adds terms to the gradients of the inputs
   * @throws IllegalStateException if an input is the result of an operation begun after this one
   */
  public Var gives(Matrix value, Tape.Backward backward) {
    if (name == null) {
      throw new IllegalStateException(
          "another operation was begun and ended in between; compute the inputs of an operation"
              + " before it begins");
    }
    Var output = tape.record(value, needsGradient, backward);
    if (tracer != null) {
      tracer.output(output);
    }
    name = null;
    return output;
  }
}
