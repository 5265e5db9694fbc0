package org.refold.kernel;

/** Plain loops, one weight after the other. */
final class ScalarUpdates implements Updates {

  private static final float GROWTH = 1.2f;
  private static final float SHRINKAGE = 0.5f;

  @Override
  public void adam(AdamStep step, float[] w, float[] g, float[] m, float[] v, int from, int to) {
    for (int k = from; k < to; k++) {
      float gradient = g[k] + step.l2() * w[k];
      m[k] += (1 - step.beta1()) * (gradient - m[k]);
      v[k] += (1 - step.beta2()) * (gradient * gradient - v[k]);
      float root = (float) Math.sqrt(v[k]);
      w[k] -= step.stepSize() * m[k] / (step.rootScale() * root + step.epsilon());
    }
  }

  @Override
  public void adaGrad(
      float rate, float epsilon, float l2, float[] w, float[] g, float[] s, int from, int to) {
    for (int k = from; k < to; k++) {
      float gradient = g[k] + l2 * w[k];
      s[k] += gradient * gradient;
      w[k] -= rate * gradient / ((float) Math.sqrt(s[k]) + epsilon);
    }
  }

  @Override
  public void momentum(
      float rate, float mu, float l2, float[] w, float[] g, float[] v, int from, int to) {
    for (int k = from; k < to; k++) {
      v[k] = mu * v[k] + (g[k] + l2 * w[k]);
      w[k] -= rate * v[k];
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
      int from,
      int to) {
    for (int k = from; k < to; k++) {
      float turn = g[k] * previous[k];
      float gradient = g[k];
      if (turn > 0) {
        steps[k] = Math.min(steps[k] * GROWTH, largest);
      } else if (turn < 0) {
        steps[k] = Math.max(steps[k] * SHRINKAGE, smallest);
        gradient = 0;
      }
      w[k] -= Math.signum(gradient) * steps[k];
      previous[k] = gradient;
    }
  }
}
