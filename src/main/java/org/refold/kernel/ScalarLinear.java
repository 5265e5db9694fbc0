package org.refold.kernel;

/** Plain loops; sums run in double. */
final class ScalarLinear implements Linear {

  @Override
  public float max(float[] x, int from, int to) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int k = from; k < to; k++) {
      largest = Math.max(largest, x[k]);
    }
    return largest;
  }

  @Override
  public float sum(float[] x, int from, int to) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += x[k];
    }
    return (float) sum;
  }

  @Override
  public float dot(float[] x, int xAt, float[] y, int yAt, int length) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum += x[xAt + k] * y[yAt + k];
    }
    return (float) sum;
  }

  @Override
  public float expShiftedSum(float shift, float[] x, float[] y, int from, int to) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      float value = FloatMath.exp(x[k] - shift);
      y[k] = value;
      sum += value;
    }
    return (float) sum;
  }

  @Override
  public void scale(float alpha, float[] x, int from, int to) {
    for (int k = from; k < to; k++) {
      x[k] *= alpha;
    }
  }

  @Override
  public void axpy(float alpha, float[] x, int xAt, float[] y, int yAt, int length) {
    for (int k = 0; k < length; k++) {
      y[yAt + k] += alpha * x[xAt + k];
    }
  }

  @Override
  public void axpby(float alpha, float[] x, int xAt, float beta, float[] y, int yAt, int length) {
    for (int k = 0; k < length; k++) {
      y[yAt + k] = beta * y[yAt + k] + alpha * x[xAt + k];
    }
  }

  @Override
  public void axpbyBoth(
      float alpha, float beta, float[] x, int xAt, float[] y, int yAt, int length) {
    for (int k = 0; k < length; k++) {
      float old = x[xAt + k];
      x[xAt + k] = beta * old + alpha * y[yAt + k];
      y[yAt + k] = beta * y[yAt + k] + alpha * old;
    }
  }

  @Override
  public void multiply(float[] x, float[] y, int from, int to) {
    for (int k = from; k < to; k++) {
      y[k] *= x[k];
    }
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
    for (int k = from; k < to; k++) {
      axpy(factors[k], table, tableAt + rows[k] * width, sum, sumAt, width);
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
    for (int k = from; k < to; k++) {
      products[k] = dot(x, xAt, table, tableAt + rows[k] * stride, width);
    }
  }
}
