package org.refold.nd4j;

import java.lang.ref.Cleaner;
import java.util.Arrays;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;

/**
 * Our matrices as arrays of ND4J and back.
 *
 * <p>Three traps of ND4J itself: {@code array.data()} ignores order, strides and offsets, so {@code
 * dup('c')} comes first; {@code toString}, {@code Nd4j.write} and {@code Nd4j.writeAsNumpy} are
 * wrong for arrays that are a part of another one, such as some columns of it, likewise; and its
 * numpy files are wrong for transposed arrays, for which there are {@code org.refold.kernel.files}.
 */
public final class NdArrays {

  private static final Cleaner CLEANER = Cleaner.create();

  private NdArrays() {}

  /**
   * A matrix as an array {@code [rows, columns]} on the same memory: what is written to one is read
   * from the other. The view, and whatever ND4J makes of it without a copy, keeps the matrix from
   * being collected as garbage, but not from being closed: a view of what a model or a workspace
   * owns is valid until that is closed, and {@code dup()} of it for ever.
   */
  public static INDArray view(Matrix matrix) {
    Nd4jGate.ready();
    DataType type = type(matrix);
    if (matrix.size() == 0) {
      return Nd4j.create(type, matrix.rows(), matrix.columns());
    }
    DataBuffer buffer =
        Nd4j.createBuffer(
            type == DataType.FLOAT ? matrix.floatPointer() : matrix.doublePointer(),
            matrix.size(),
            type);
    CLEANER.register(buffer, new Keeping(matrix));
    long[] shape = {matrix.rows(), matrix.columns()};
    return Nd4j.create(buffer, shape, new long[] {matrix.columns(), 1}, 0L, 'c');
  }

  /** Numbers as an array of one dimension: a copy, since what is on the heap may move. */
  public static INDArray array(float... numbers) {
    Nd4jGate.ready();
    return Nd4j.createFromArray(numbers);
  }

  /** Numbers as an array of one dimension: a copy, since what is on the heap may move. */
  public static INDArray array(double... numbers) {
    Nd4jGate.ready();
    return Nd4j.createFromArray(numbers);
  }

  /**
   * A copy of an array of any order and strides, which the caller closes: of floats if it has
   * numbers of at most 32 bits with a fraction, else of doubles, to which integers beyond 2^53 are
   * rounded. A single number is 1 x 1, an array of one dimension a row.
   *
   * @throws IllegalArgumentException if it has more than two dimensions or holds texts
   */
  public static Matrix matrix(INDArray array) {
    Nd4jGate.ready();
    long[] shape = array.shape();
    if (shape.length > 2 || !holdsNumbers(array.dataType())) {
      throw new IllegalArgumentException(
          "an array %s of %s cannot be a matrix; give numbers in at most two dimensions, such as"
                  .formatted(Arrays.toString(shape), array.dataType())
              + " array.reshape(rows, columns)");
    }
    boolean floats = array.dataType().isFPType() && array.dataType() != DataType.DOUBLE;
    Matrix matrix =
        Matrix.zeros(
            floats ? Precision.FLOAT : Precision.DOUBLE,
            shape.length < 2 ? 1 : Math.toIntExact(shape[0]),
            shape.length < 1 ? 1 : Math.toIntExact(shape[shape.length - 1]));
    copy(array, matrix);
    return matrix;
  }

  /**
   * Copies an array of any order and strides into a matrix, such as initial weights.
   *
   * @param from not modified
   * @param to of the same shape, or a row for an array of one dimension. Modified.
   * @throws IllegalArgumentException if the shapes differ
   */
  public static void copy(INDArray from, Matrix to) {
    long[] shape = from.shape();
    long rows = shape.length < 2 ? 1 : shape[0];
    long columns = shape.length < 1 ? 1 : shape[shape.length - 1];
    if (shape.length > 2 || rows != to.rows() || columns != to.columns()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "an array %s was to be copied to a matrix of %d x %d; give one of that shape",
              Arrays.toString(shape),
              to.rows(),
              to.columns()));
    }
    if (to.size() > 0) {
      view(to).assign(from.reshape(rows, columns).castTo(type(to)));
    }
  }

  private static boolean holdsNumbers(DataType type) {
    return type == DataType.BOOL || type.isNumerical();
  }

  private static DataType type(Matrix matrix) {
    return matrix.precision() == Precision.FLOAT ? DataType.FLOAT : DataType.DOUBLE;
  }

  /** ND4J makes a pointer of its own from the address, so that the matrix must be held here. */
  private record Keeping(Matrix matrix) implements Runnable {
    @Override
    public void run() {
      // the matrix is held until this has run, that is all
    }
  }
}
