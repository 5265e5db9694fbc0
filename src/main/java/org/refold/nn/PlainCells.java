package org.refold.nn;

import org.refold.kernel.Matrix;

/** Plain loops in double, for matrices of either precision. */
class PlainCells implements GatedCells {

  static final GatedCells INSTANCE = new PlainCells();

  /** What to do with one row: its number among the sums, among the states before, and after. */
  private interface Loop {
    void run(int row, int before, int after, Rows work);
  }

  private static void each(Span step, int units, Loop loop) {
    Rows.each(
        step.to() - step.from(),
        4 * units,
        (k, work) -> loop.run(step.from() + k, step.before() + k, step.after() + k, work));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Override
  public void gru(Matrix sums, Matrix recurrent, Matrix states, Span step) {
    int d = states.columns();
    each(
        step,
        d,
        (row, before, after, work) -> {
          double[] a = work.read(1, sums, row);
          double[] p = work.read(2, recurrent, row);
          double[] h = work.read(3, states, before);
          for (int k = 0; k < d; k++) {
            a[k] = sigmoid(a[k] + p[k]);
            a[d + k] = sigmoid(a[d + k] + p[d + k]);
            a[2 * d + k] = Math.tanh(a[2 * d + k] + a[k] * p[2 * d + k]);
            h[k] = (1 - a[d + k]) * a[2 * d + k] + a[d + k] * h[k];
          }
          work.write(a, sums, row);
          work.write(h, states, after);
        });
  }

  @Override
  public void gruBack(Matrix gates, Matrix recurrent, Matrix states, Matrix slopes, Span step) {
    int d = states.columns();
    each(
        step,
        d,
        (row, before, after, work) -> {
          double[] g = work.read(1, gates, row);
          double[] p = work.read(2, recurrent, row);
          double[] h = work.read(3, states, before);
          double[] dh = work.read(4, slopes, after);
          for (int k = 0; k < d; k++) {
            double r = g[k];
            double z = g[d + k];
            double n = g[2 * d + k];
            double ofN = dh[k] * (1 - z) * (1 - n * n);
            g[k] = ofN * p[2 * d + k] * r * (1 - r);
            g[d + k] = dh[k] * (h[k] - n) * z * (1 - z);
            g[2 * d + k] = ofN;
            p[k] = g[k];
            p[d + k] = g[d + k];
            p[2 * d + k] = ofN * r;
            dh[k] *= z;
          }
          work.write(g, gates, row);
          work.write(p, recurrent, row);
          work.writeSum(dh, 1, slopes, before, 5);
        });
  }

  @Override
  public void resetGates(Matrix sums, Matrix recurrent, Matrix states, Matrix reset, Span step) {
    int d = states.columns();
    each(
        step,
        d,
        (row, before, after, work) -> {
          double[] a = work.read(1, sums, row);
          double[] p = work.read(2, recurrent, row);
          double[] h = work.read(3, states, before);
          for (int k = 0; k < d; k++) {
            a[k] = sigmoid(a[k] + p[k]);
            a[d + k] = sigmoid(a[d + k] + p[d + k]);
            h[k] *= a[k];
          }
          work.write(a, sums, row);
          work.write(h, reset, row);
        });
  }

  @Override
  public void candidate(Matrix sums, Matrix candidate, Matrix states, Span step) {
    int d = states.columns();
    each(
        step,
        d,
        (row, before, after, work) -> {
          double[] a = work.read(1, sums, row);
          double[] p = work.read(2, candidate, row);
          double[] h = work.read(3, states, before);
          for (int k = 0; k < d; k++) {
            a[2 * d + k] = Math.tanh(a[2 * d + k] + p[2 * d + k]);
            h[k] = (1 - a[d + k]) * h[k] + a[d + k] * a[2 * d + k];
          }
          work.write(a, sums, row);
          work.write(h, states, after);
        });
  }

  @Override
  public void candidateBack(Matrix gates, Matrix candidate, Matrix slopes, Span step) {
    int d = slopes.columns();
    each(
        step,
        d,
        (row, before, after, work) -> {
          double[] g = work.read(1, gates, row);
          double[] ofCandidate = work.zeros(2, 3 * d);
          double[] dh = work.read(3, slopes, after);
          for (int k = 0; k < d; k++) {
            ofCandidate[2 * d + k] = dh[k] * g[d + k] * (1 - g[2 * d + k] * g[2 * d + k]);
          }
          work.write(ofCandidate, candidate, row);
        });
  }

  @Override
  public void resetGatesBack(
      Matrix gates,
      Matrix candidate,
      Matrix ofReset,
      Matrix recurrent,
      Matrix states,
      Matrix slopes,
      Span step) {
    int d = states.columns();
    each(
        step,
        d,
        (row, before, after, work) -> {
          double[] g = work.read(1, gates, row);
          double[] c = work.read(2, candidate, row);
          double[] w = work.read(3, ofReset, row);
          double[] h = work.read(4, states, before);
          double[] dh = work.read(5, slopes, after);
          double[] p = work.zeros(6, 3 * d);
          for (int k = 0; k < d; k++) {
            double r = g[k];
            double z = g[d + k];
            p[k] = w[k] * h[k] * r * (1 - r);
            p[d + k] = dh[k] * (g[2 * d + k] - h[k]) * z * (1 - z);
            dh[k] = dh[k] * (1 - z) + r * w[k];
            g[k] = p[k];
            g[d + k] = p[d + k];
            g[2 * d + k] = c[2 * d + k];
          }
          work.write(g, gates, row);
          work.write(p, recurrent, row);
          work.writeSum(dh, 1, slopes, before, 7);
        });
  }

  @Override
  public void lstm(Matrix sums, Matrix recurrent, Matrix memories, Matrix states, Span step) {
    int d = states.columns();
    each(
        step,
        d,
        (row, before, after, work) -> {
          double[] a = work.read(1, sums, row);
          double[] p = work.read(2, recurrent, row);
          double[] c = work.read(3, memories, before);
          double[] h = work.scratch(4, d);
          for (int k = 0; k < d; k++) {
            a[k] = sigmoid(a[k] + p[k]);
            a[d + k] = sigmoid(a[d + k] + p[d + k]);
            a[2 * d + k] = Math.tanh(a[2 * d + k] + p[2 * d + k]);
            a[3 * d + k] = sigmoid(a[3 * d + k] + p[3 * d + k]);
            c[k] = a[d + k] * c[k] + a[k] * a[2 * d + k];
            h[k] = a[3 * d + k] * Math.tanh(c[k]);
          }
          work.write(a, sums, row);
          work.write(c, memories, after);
          work.write(h, states, after);
        });
  }

  @Override
  public void lstmBack(
      Matrix gates, Matrix memories, Matrix slopes, Matrix memorySlopes, Span step) {
    int d = slopes.columns();
    each(
        step,
        d,
        (row, before, after, work) -> {
          double[] gate = work.read(1, gates, row);
          double[] c = work.read(2, memories, before);
          double[] next = work.read(3, memories, after);
          double[] dh = work.read(4, slopes, after);
          double[] dc = work.read(5, memorySlopes, after);
          for (int k = 0; k < d; k++) {
            double i = gate[k];
            double f = gate[d + k];
            double g = gate[2 * d + k];
            double o = gate[3 * d + k];
            double t = Math.tanh(next[k]);
            double ofMemory = dc[k] + dh[k] * o * (1 - t * t);
            gate[k] = ofMemory * g * i * (1 - i);
            gate[d + k] = ofMemory * c[k] * f * (1 - f);
            gate[2 * d + k] = ofMemory * i * (1 - g * g);
            gate[3 * d + k] = dh[k] * t * o * (1 - o);
            dc[k] = ofMemory * f;
          }
          work.write(gate, gates, row);
          work.writeSum(dc, 1, memorySlopes, before, 6);
        });
  }
}
