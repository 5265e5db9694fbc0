package org.refold.kernel;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Plain loops over matrices, in double, that the tests compare with. */
final class Matrices {

  private Matrices() {}

  static Matrix random(Precision precision, int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Matrix matrix = Matrix.zeros(precision, rows, columns);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        matrix.set(row, column, random.nextInt(-64, 65) / 32.0);
      }
    }
    return matrix;
  }

  /** All numbers, row after row. */
  static double[] numbers(Matrix matrix) {
    double[] numbers = new double[matrix.rows() * matrix.columns()];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = matrix.get(k / matrix.columns(), k % matrix.columns());
    }
    return numbers;
  }

  static double element(Transpose op, Matrix matrix, int row, int column) {
    return op == Transpose.NO ? matrix.get(row, column) : matrix.get(column, row);
  }

  /** {@code alpha op(A) op(B) + beta C}, row after row. */
  static double[] product(
      Transpose opA, Transpose opB, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    int inner = opA == Transpose.NO ? a.columns() : a.rows();
    double[] product = new double[c.rows() * c.columns()];
    for (int row = 0; row < c.rows(); row++) {
      for (int column = 0; column < c.columns(); column++) {
        double sum = 0;
        for (int k = 0; k < inner; k++) {
          sum += element(opA, a, row, k) * element(opB, b, k, column);
        }
        product[row * c.columns() + column] = alpha * sum + beta * c.get(row, column);
      }
    }
    return product;
  }

  /** Runs something on that many threads and puts the number back afterwards. */
  static void onThreads(int threads, Consumer<Integer> body) {
    int before = Parallel.threads();
    Parallel.setThreads(threads);
    try {
      body.accept(threads);
    } finally {
      Parallel.setThreads(before);
    }
  }
}
