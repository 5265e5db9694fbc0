package org.refold.kernel;

/** Plain loops, one weight after the other. */
final class ScalarUpdates implements Updates {

  private static final float GROWTH = 1.2f;
  private static final float SHRINKAGE = 0.5f;

  @Override
  public void adam(
      AdamStep step, float[] w, float[] g, float[] m, float[] v, int start, int from, int to) {
    for (int k = from; k < to; k++) {
      m[start + k] += (1 - step.beta1()) * (g[k] - m[start + k]);
      v[start + k] += (1 - step.beta2()) * (g[k] * g[k] - v[start + k]);
      float root = (float) Math.sqrt(v[start + k]);
      w[k] -= step.stepSize() * m[start + k] / (step.rootScale() * root + step.epsilon());
    }
  }

  @Override
  public void adaGrad(
      float rate, float epsilon, float[] w, float[] g, float[] s, int start, int from, int to) {
    for (int k = from; k < to; k++) {
      s[start + k] += g[k] * g[k];
      w[k] -= rate * g[k] / ((float) Math.sqrt(s[start + k]) + epsilon);
    }
  }

  @Override
  public void momentum(
      float rate, float mu, float[] w, float[] g, float[] v, int start, int from, int to) {
    for (int k = from; k < to; k++) {
      v[start + k] = mu * v[start + k] + g[k];
      w[k] -= rate * v[start + k];
    }
  }

  @Override
  public void rprop(
      float smallest,
      float largest,
      float[] w,
      float[] g,
      float[] previous,
      float[] steps,
      int start,
      int from,
      int to) {
    for (int k = from; k < to; k++) {
      float turn = g[k] * previous[start + k];
      float gradient = g[k];
      if (turn > 0) {
        steps[start + k] = Math.min(steps[start + k] * GROWTH, largest);
      } else if (turn < 0) {
        steps[start + k] = Math.max(steps[start + k] * SHRINKAGE, smallest);
        gradient = 0;
      }
      w[k] -= Math.signum(gradient) * steps[start + k];
      previous[start + k] = gradient;
    }
  }
}
