package org.refold.nn.op;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/**
 * An operation on matrices of given shapes, so that tests can run it in either precision with the
 * same numbers.
 *
 * @param name for reports
 * @param shapes rows and columns of each input
 * @param body calls the operation
 */
record Case(String name, List<Shape> shapes, Body body) {

  /** Calls the operation on inputs of the shapes asked for. */
  interface Body {
    Var apply(Tape tape, Var[] inputs);
  }

  record Shape(int rows, int columns) {}

  static Case operation(String name, Body body, int... rowsAndColumns) {
    List<Shape> shapes = new ArrayList<>();
    for (int k = 0; k < rowsAndColumns.length; k += 2) {
      shapes.add(new Shape(rowsAndColumns[k], rowsAndColumns[k + 1]));
    }
    return new Case(name, shapes, body);
  }

  /** Inputs with numbers between -1.2 and 1.2, the same in both precisions to rounding. */
  List<Parameter> inputs(Precision precision, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Parameter> inputs = new ArrayList<>();
    for (Shape shape : shapes) {
      Matrix matrix = Matrix.zeros(precision, shape.rows(), shape.columns());
      for (int row = 0; row < shape.rows(); row++) {
        for (int column = 0; column < shape.columns(); column++) {
          matrix.set(row, column, (float) (2.4 * random.nextDouble() - 1.2));
        }
      }
      inputs.add(Parameter.of("input " + inputs.size(), Parameter.Role.WEIGHT, matrix));
    }
    return inputs;
  }

  /** One number made of the output: a sum with fixed weights, so that no entry can hide. */
  Var weighted(Tape tape, List<Parameter> inputs) {
    tape.begin(Mode.TRAINING, 5, 3);
    Var y = body.apply(tape, inputs.stream().map(tape::parameter).toArray(Var[]::new));
    if (y.rows() == 1 && y.columns() == 1) {
      return Elements.scale(0.7, y);
    }
    Matrix left = Matrix.zeros(tape.precision(), 1, y.rows());
    Matrix right = Matrix.zeros(tape.precision(), y.columns(), 1);
    for (int row = 0; row < y.rows(); row++) {
      left.set(0, row, Math.cos(row + 1));
    }
    for (int column = 0; column < y.columns(); column++) {
      right.set(column, 0, Math.sin(3 * column + 1));
    }
    return Products.multiply(Products.multiply(tape.constant(left), y), tape.constant(right));
  }

  @Override
  public String toString() {
    return name;
  }

  /** A batch [4, 7] of uneven rows, one of them empty, with values that are not all one. */
  static SparseRows batch() {
    SparseRows batch = SparseRows.ofOnes(7, new int[] {0, 2, 3, 6}, new int[] {1}, new int[] {});
    batch.addRow(new int[] {0, 1, 2, 4, 6}, new float[] {0.5f, 2, 1, 1.5f, 3}, 0, 5);
    return batch;
  }
}
