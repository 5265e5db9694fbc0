package org.refold.kernel.simd;

import static org.refold.kernel.simd.Lanes.WIDTH;
import static org.refold.kernel.simd.Lanes.load;
import static org.refold.kernel.simd.Lanes.splat;
import static org.refold.kernel.simd.Lanes.wholeEnd;
import static org.refold.kernel.simd.Lanes.zero;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.refold.kernel.Linear;

/**
 * Whole vectors here, the rest of a range in plain Java. Sums run in several vectors side by side,
 * so that one addition need not wait for the last.
 */
final class VectorLinear implements Linear {

  private static final int STRIDE = 4 * WIDTH;

  private final Linear rest;

  VectorLinear(Linear rest) {
    this.rest = rest;
  }

  @Override
  public float max(float[] x, int from, int to) {
    FloatVector first = splat(Float.NEGATIVE_INFINITY);
    FloatVector second = first;
    int k = from;
    for (; k <= to - 2 * WIDTH; k += 2 * WIDTH) {
      first = first.max(load(x, k));
      second = second.max(load(x, k + WIDTH));
    }
    for (; k <= to - WIDTH; k += WIDTH) {
      first = first.max(load(x, k));
    }
    float largest = first.max(second).reduceLanes(VectorOperators.MAX);
    return Math.max(largest, rest.max(x, k, to));
  }

  @Override
  public float sum(float[] x, int from, int to) {
    FloatVector a = zero();
    FloatVector b = zero();
    FloatVector c = zero();
    FloatVector d = zero();
    int k = from;
    for (; k <= to - STRIDE; k += STRIDE) {
      a = a.add(load(x, k));
      b = b.add(load(x, k + WIDTH));
      c = c.add(load(x, k + 2 * WIDTH));
      d = d.add(load(x, k + 3 * WIDTH));
    }
    return LaneSums.of(a.add(b).add(c.add(d))) + rest.sum(x, k, to);
  }

  @Override
  public float dot(float[] x, int xAt, float[] y, int yAt, int length) {
    FloatVector a = zero();
    FloatVector b = zero();
    FloatVector c = zero();
    FloatVector d = zero();
    int k = 0;
    for (; k <= length - STRIDE; k += STRIDE) {
      a = load(x, xAt + k).fma(load(y, yAt + k), a);
      b = load(x, xAt + k + WIDTH).fma(load(y, yAt + k + WIDTH), b);
      c = load(x, xAt + k + 2 * WIDTH).fma(load(y, yAt + k + 2 * WIDTH), c);
      d = load(x, xAt + k + 3 * WIDTH).fma(load(y, yAt + k + 3 * WIDTH), d);
    }
    for (; k <= length - WIDTH; k += WIDTH) {
      a = load(x, xAt + k).fma(load(y, yAt + k), a);
    }
    return LaneSums.of(a.add(b).add(c.add(d))) + rest.dot(x, xAt + k, y, yAt + k, length - k);
  }

  @Override
  public float expShiftedSum(float shift, float[] x, float[] y, int from, int to) {
    // one vector at a time: two would exceed what the compiler inlines, and vectors become objects
    FloatVector sums = zero();
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      FloatVector power = Lanes.expBelowMax(load(x, k).sub(shift));
      power.intoArray(y, k);
      sums = sums.add(power);
    }
    return LaneSums.of(sums) + rest.expShiftedSum(shift, x, y, end, to);
  }

  @Override
  public void scale(float alpha, float[] x, int from, int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      load(x, k).mul(alpha).intoArray(x, k);
    }
    rest.scale(alpha, x, end, to);
  }

  @Override
  public void axpy(float alpha, float[] x, int xAt, float[] y, int yAt, int length) {
    FloatVector factor = splat(alpha);
    int end = wholeEnd(0, length);
    for (int k = 0; k < end; k += WIDTH) {
      load(x, xAt + k).fma(factor, load(y, yAt + k)).intoArray(y, yAt + k);
    }
    rest.axpy(alpha, x, xAt + end, y, yAt + end, length - end);
  }

  @Override
  public void axpby(float alpha, float[] x, int xAt, float beta, float[] y, int yAt, int length) {
    FloatVector factor = splat(alpha);
    FloatVector kept = splat(beta);
    int end = wholeEnd(0, length);
    for (int k = 0; k < end; k += WIDTH) {
      load(x, xAt + k).fma(factor, load(y, yAt + k).mul(kept)).intoArray(y, yAt + k);
    }
    rest.axpby(alpha, x, xAt + end, beta, y, yAt + end, length - end);
  }

  @Override
  public void axpbyBoth(
      float alpha, float beta, float[] x, int xAt, float[] y, int yAt, int length) {
    FloatVector factor = splat(alpha);
    FloatVector kept = splat(beta);
    int end = wholeEnd(0, length);
    for (int k = 0; k < end; k += WIDTH) {
      FloatVector a = load(x, xAt + k);
      FloatVector b = load(y, yAt + k);
      b.fma(factor, a.mul(kept)).intoArray(x, xAt + k);
      a.fma(factor, b.mul(kept)).intoArray(y, yAt + k);
    }
    rest.axpbyBoth(alpha, beta, x, xAt + end, y, yAt + end, length - end);
  }

  @Override
  public void multiply(float[] x, float[] y, int from, int to) {
    int end = wholeEnd(from, to);
    for (int k = from; k < end; k += WIDTH) {
      load(y, k).mul(load(x, k)).intoArray(y, k);
    }
    rest.multiply(x, y, end, to);
  }

  @Override
  public void addRows(
      float[] table,
      int tableAt,
      int width,
      int[] rows,
      float[] factors,
      int from,
      int to,
      float[] sum,
      int sumAt) {
    int row = from;
    for (; row <= to - 4; row += 4) {
      addFourRows(table, tableAt, width, rows, factors, row, sum, sumAt);
    }
    if (row <= to - 2) {
      addTwoRows(table, tableAt, width, rows, factors, row, sum, sumAt);
      row += 2;
    }
    if (row < to) {
      axpy(factors[row], table, tableAt + rows[row] * width, sum, sumAt, width);
    }
  }

  /** Four at a time: the sum is read and written once for all of them. */
  private void addFourRows(
      float[] table,
      int tableAt,
      int width,
      int[] rows,
      float[] factors,
      int row,
      float[] sum,
      int sumAt) {
    int end = wholeEnd(0, width);
    int first = tableAt + rows[row] * width;
    int second = tableAt + rows[row + 1] * width;
    int third = tableAt + rows[row + 2] * width;
    int fourth = tableAt + rows[row + 3] * width;
    FloatVector firstFactor = splat(factors[row]);
    FloatVector secondFactor = splat(factors[row + 1]);
    FloatVector thirdFactor = splat(factors[row + 2]);
    FloatVector fourthFactor = splat(factors[row + 3]);
    for (int k = 0; k < end; k += WIDTH) {
      FloatVector total = load(table, first + k).fma(firstFactor, load(sum, sumAt + k));
      total = load(table, second + k).fma(secondFactor, total);
      total = load(table, third + k).fma(thirdFactor, total);
      load(table, fourth + k).fma(fourthFactor, total).intoArray(sum, sumAt + k);
    }
    addRests(table, tableAt, width, rows, factors, row, row + 4, sum, sumAt);
  }

  private void addTwoRows(
      float[] table,
      int tableAt,
      int width,
      int[] rows,
      float[] factors,
      int row,
      float[] sum,
      int sumAt) {
    int end = wholeEnd(0, width);
    int first = tableAt + rows[row] * width;
    int second = tableAt + rows[row + 1] * width;
    FloatVector firstFactor = splat(factors[row]);
    FloatVector secondFactor = splat(factors[row + 1]);
    for (int k = 0; k < end; k += WIDTH) {
      FloatVector total = load(table, first + k).fma(firstFactor, load(sum, sumAt + k));
      load(table, second + k).fma(secondFactor, total).intoArray(sum, sumAt + k);
    }
    addRests(table, tableAt, width, rows, factors, row, row + 2, sum, sumAt);
  }

  /** What is left of rows that are no whole number of vectors. */
  private void addRests(
      float[] table,
      int tableAt,
      int width,
      int[] rows,
      float[] factors,
      int from,
      int to,
      float[] sum,
      int sumAt) {
    int end = wholeEnd(0, width);
    if (end == width) {
      return;
    }
    for (int k = from; k < to; k++) {
      int at = tableAt + rows[k] * width + end;
      rest.axpy(factors[k], table, at, sum, sumAt + end, width - end);
    }
  }

  @Override
  public void dotRows(
      float[] x,
      int xAt,
      int width,
      float[] table,
      int tableAt,
      int stride,
      int[] rows,
      float[] products,
      int from,
      int to) {
    int row = from;
    for (; row <= to - 4; row += 4) {
      dotFourRows(x, xAt, width, table, tableAt, stride, rows, products, row);
    }
    for (; row < to; row++) {
      products[row] = dot(x, xAt, table, tableAt + rows[row] * stride, width);
    }
  }

  /** Four at a time: x is read once for all of them. */
  private void dotFourRows(
      float[] x,
      int xAt,
      int width,
      float[] table,
      int tableAt,
      int stride,
      int[] rows,
      float[] products,
      int row) {
    int end = wholeEnd(0, width);
    int first = tableAt + rows[row] * stride;
    int second = tableAt + rows[row + 1] * stride;
    int third = tableAt + rows[row + 2] * stride;
    int fourth = tableAt + rows[row + 3] * stride;
    FloatVector a = zero();
    FloatVector b = zero();
    FloatVector c = zero();
    FloatVector d = zero();
    for (int k = 0; k < end; k += WIDTH) {
      FloatVector factor = load(x, xAt + k);
      a = load(table, first + k).fma(factor, a);
      b = load(table, second + k).fma(factor, b);
      c = load(table, third + k).fma(factor, c);
      d = load(table, fourth + k).fma(factor, d);
    }
    FloatVector sums = LaneSums.ofFour(a, b, c, d);
    products[row] = LaneSums.first(sums);
    products[row + 1] = LaneSums.second(sums);
    products[row + 2] = LaneSums.third(sums);
    products[row + 3] = LaneSums.fourth(sums);
    if (end < width) {
      for (int k = row; k < row + 4; k++) {
        int at = tableAt + rows[k] * stride + end;
        products[k] += rest.dot(x, xAt + end, table, at, width - end);
      }
    }
  }
}
