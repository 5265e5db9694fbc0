package org.refold.nn;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Matrix;

/**
 * The operations of one pass, in the order in which they ran: what a network computes, written down
 * as a graph.
 *
 * @param operations each reads what earlier ones gave
 * @param result what the pass returned
 */
public record Trace(List<Node> operations, Operand result) {

  /** Copies the list. */
  public Trace {
    operations = List.copyOf(operations);
  }

  /** What an operand of an operation is. */
  public enum Kind {
    /** A parameter, with its name and value. */
    PARAMETER,
    /** A dense matrix that came from outside, with its value. */
    CONSTANT,
    /** A sparse batch that came from outside. */
    SPARSE,
    /** Whole numbers that came from outside, as one column. */
    IDS,
    /** What an operation gave. */
    RESULT
  }

  /**
   * A matrix that operations read or give.
   *
   * @param id from 0; the same matrix has the same number in all places of a trace
   * @param kind where it comes from
   * @param name of a parameter; empty otherwise
   * @param rows how many, in the pass that was traced
   * @param columns how many
   * @param value the numbers of a parameter or constant; nothing otherwise, since memory of results
   *     is reused
   * @param given a copy of the numbers of ids or of a sparse batch from outside, row by row;
   *     nothing otherwise
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared, and made for loops
  public record Operand(
      int id,
      Kind kind,
      String name,
      int rows,
      int columns,
      @Nullable Matrix value,
      double[] given) {

    @Override
    public String toString() {
      return (name.isEmpty() ? "%" + id : name) + " [" + rows + ", " + columns + "]";
    }
  }

  /**
   * One operation.
   *
   * @param name of the operator, as a rule of ONNX
   * @param attributes {@link Long}, {@link Double} or {@link String} by name, sorted
   * @param inputs in the order in which the operator takes them
   * @param output what it gives
   */
  public record Node(
      String name, Map<String, Object> attributes, List<Operand> inputs, Operand output) {

    @Override
    public String toString() {
      return output + " = " + name + (attributes.isEmpty() ? "" : attributes) + inputs;
    }
  }

  /** The operations line by line. */
  @Override
  public String toString() {
    return String.join("\n", operations.stream().map(Node::toString).toList());
  }
}
