package org.refold.kernel;

/** Plain loops, one number after the other. */
final class ScalarElementwise implements Elementwise {

  @Override
  public void exp(float[] x, float[] y, int from, int to) {
    for (int k = from; k < to; k++) {
      y[k] = FloatMath.exp(x[k]);
    }
  }

  @Override
  public void tanh(float[] x, float[] y, int from, int to) {
    for (int k = from; k < to; k++) {
      y[k] = FloatMath.tanh(x[k]);
    }
  }

  @Override
  public void sigmoid(float[] x, float[] y, int from, int to) {
    for (int k = from; k < to; k++) {
      y[k] = FloatMath.sigmoid(x[k]);
    }
  }

  @Override
  public void relu(float[] x, float[] y, int from, int to) {
    for (int k = from; k < to; k++) {
      y[k] = Math.max(x[k], 0);
    }
  }

  @Override
  public void elu(float scale, float alpha, float[] x, float[] y, int from, int to) {
    for (int k = from; k < to; k++) {
      float value = x[k];
      y[k] = scale * (value > 0 ? value : alpha * FloatMath.expm1OfNegative(value));
    }
  }

  @Override
  public void softplus(float[] x, float[] y, int from, int to) {
    for (int k = from; k < to; k++) {
      y[k] = FloatMath.softplus(x[k]);
    }
  }

  @Override
  public void gate(float slope, float cubic, float[] x, float[] y, int from, int to) {
    for (int k = from; k < to; k++) {
      float value = x[k];
      y[k] = value * FloatMath.sigmoid(slope * (value + cubic * value * value * value));
    }
  }

  @Override
  public void tanhGradient(float[] y, float[] g, int from, int to) {
    for (int k = from; k < to; k++) {
      g[k] *= 1 - y[k] * y[k];
    }
  }

  @Override
  public void sigmoidGradient(float[] y, float[] g, int from, int to) {
    for (int k = from; k < to; k++) {
      g[k] *= y[k] * (1 - y[k]);
    }
  }

  @Override
  public void reluGradient(float[] y, float[] g, int from, int to) {
    for (int k = from; k < to; k++) {
      g[k] = y[k] > 0 ? g[k] : 0;
    }
  }

  @Override
  public void eluGradient(float scale, float alpha, float[] y, float[] g, int from, int to) {
    for (int k = from; k < to; k++) {
      g[k] *= y[k] > 0 ? scale : y[k] + scale * alpha;
    }
  }

  @Override
  public void softplusGradient(float[] y, float[] g, int from, int to) {
    for (int k = from; k < to; k++) {
      g[k] *= 1 - FloatMath.exp(-y[k]);
    }
  }

  @Override
  public void gateGradient(float slope, float cubic, float[] x, float[] g, int from, int to) {
    for (int k = from; k < to; k++) {
      float value = x[k];
      float square = value * value;
      float gate = FloatMath.sigmoid(slope * (value + cubic * square * value));
      g[k] *= gate + value * gate * (1 - gate) * slope * (1 + 3 * cubic * square);
    }
  }
}
