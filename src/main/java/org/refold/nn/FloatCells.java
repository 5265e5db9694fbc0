package org.refold.nn;

import org.refold.kernel.Activation;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;

/**
 * Single precision, fast: the rows of a step stay in cache. They stay on the calling thread, since
 * sequences are what threads share. The first form of the GRU takes the plain loops.
 */
final class FloatCells extends PlainCells {

  static final GatedCells INSTANCE = new FloatCells();

  private FloatCells() {}

  private static float[] read(int slot, Matrix matrix, int from, int rows) {
    float[] numbers = Floats.mine().array(slot, rows * matrix.columns());
    matrix.readRows(from, from + rows, numbers, 0);
    return numbers;
  }

  private static void addTo(Matrix sums, int from, int rows, float[] terms) {
    int length = rows * sums.columns();
    float[] all = read(4, sums, from, rows);
    Kernels.axpy(1, all, 0, terms, 0, length);
    sums.writeRows(from, from + rows, terms, 0);
  }

  @Override
  public void gru(Matrix sums, Matrix recurrent, Matrix states, Span step) {
    int d = states.columns();
    int rows = step.to() - step.from();
    float[] a = read(0, sums, step.from(), rows);
    float[] p = read(1, recurrent, step.from(), rows);
    float[] h = read(2, states, step.before(), rows);
    for (int row = 0; row < rows; row++) {
      int at = 3 * d * row;
      Kernels.axpy(1, p, at, a, at, 2 * d);
      Kernels.activate(Activation.SIGMOID, a, a, at, at + 2 * d);
      for (int k = 0; k < d; k++) {
        p[at + 2 * d + k] *= a[at + k];
      }
      Kernels.axpy(1, p, at + 2 * d, a, at + 2 * d, d);
      Kernels.activate(Activation.TANH, a, a, at + 2 * d, at + 3 * d);
      mix(a, at, h, d * row, d);
    }
    sums.writeRows(step.from(), step.to(), a, 0);
    states.writeRows(step.after(), step.after() + rows, h, 0);
  }

  /** {@code h = (1 - z) n + z h}. */
  private static void mix(float[] gates, int at, float[] h, int hAt, int d) {
    for (int k = 0; k < d; k++) {
      float n = gates[at + 2 * d + k];
      h[hAt + k] = n + gates[at + d + k] * (h[hAt + k] - n);
    }
  }

  @Override
  public void gruBack(Matrix gates, Matrix recurrent, Matrix states, Matrix slopes, Span step) {
    int d = states.columns();
    int rows = step.to() - step.from();
    float[] g = read(0, gates, step.from(), rows);
    float[] p = read(1, recurrent, step.from(), rows);
    float[] h = read(2, states, step.before(), rows);
    float[] dh = read(3, slopes, step.after(), rows);
    for (int row = 0; row < rows; row++) {
      gruBackOfRow(g, p, 3 * d * row, h, dh, d * row, d);
    }
    gates.writeRows(step.from(), step.to(), g, 0);
    recurrent.writeRows(step.from(), step.to(), p, 0);
    addTo(slopes, step.before(), rows, dh);
  }

  private static void gruBackOfRow(
      float[] g, float[] p, int at, float[] h, float[] dh, int hAt, int d) {
    for (int k = 0; k < d; k++) {
      float r = g[at + k];
      float z = g[at + d + k];
      float n = g[at + 2 * d + k];
      float slope = dh[hAt + k];
      float ofN = slope * (1 - z) * (1 - n * n);
      float ofR = ofN * p[at + 2 * d + k] * r * (1 - r);
      float ofZ = slope * (h[hAt + k] - n) * z * (1 - z);
      g[at + k] = ofR;
      g[at + d + k] = ofZ;
      g[at + 2 * d + k] = ofN;
      p[at + k] = ofR;
      p[at + d + k] = ofZ;
      p[at + 2 * d + k] = ofN * r;
      dh[hAt + k] = slope * z;
    }
  }

  @Override
  public void lstm(Matrix sums, Matrix recurrent, Matrix memories, Matrix states, Span step) {
    int d = states.columns();
    int rows = step.to() - step.from();
    float[] a = read(0, sums, step.from(), rows);
    float[] p = read(1, recurrent, step.from(), rows);
    float[] c = read(2, memories, step.before(), rows);
    float[] h = Floats.mine().array(3, rows * d);
    Kernels.axpy(1, p, 0, a, 0, rows * 4 * d);
    for (int row = 0; row < rows; row++) {
      int at = 4 * d * row;
      Kernels.activate(Activation.SIGMOID, a, a, at, at + 2 * d);
      Kernels.activate(Activation.TANH, a, a, at + 2 * d, at + 3 * d);
      Kernels.activate(Activation.SIGMOID, a, a, at + 3 * d, at + 4 * d);
      for (int k = 0; k < d; k++) {
        c[d * row + k] = a[at + d + k] * c[d * row + k] + a[at + k] * a[at + 2 * d + k];
      }
    }
    Kernels.activate(Activation.TANH, c, h, 0, rows * d);
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < d; k++) {
        h[d * row + k] *= a[4 * d * row + 3 * d + k];
      }
    }
    sums.writeRows(step.from(), step.to(), a, 0);
    memories.writeRows(step.after(), step.after() + rows, c, 0);
    states.writeRows(step.after(), step.after() + rows, h, 0);
  }

  @Override
  public void lstmBack(
      Matrix gates, Matrix memories, Matrix slopes, Matrix memorySlopes, Span step) {
    int d = slopes.columns();
    int rows = step.to() - step.from();
    float[] gate = read(0, gates, step.from(), rows);
    float[] c = read(1, memories, step.before(), rows);
    float[] dh = read(2, slopes, step.after(), rows);
    float[] dc = read(3, memorySlopes, step.after(), rows);
    float[] t = read(4, memories, step.after(), rows);
    Kernels.activate(Activation.TANH, t, t, 0, rows * d);
    for (int row = 0; row < rows; row++) {
      lstmBackOfRow(gate, 4 * d * row, c, t, dh, dc, d * row, d);
    }
    gates.writeRows(step.from(), step.to(), gate, 0);
    addTo(memorySlopes, step.before(), rows, dc);
  }

  private static void lstmBackOfRow(
      float[] gate, int at, float[] c, float[] t, float[] dh, float[] dc, int hAt, int d) {
    for (int k = 0; k < d; k++) {
      float i = gate[at + k];
      float f = gate[at + d + k];
      float g = gate[at + 2 * d + k];
      float o = gate[at + 3 * d + k];
      float tanh = t[hAt + k];
      float ofMemory = dc[hAt + k] + dh[hAt + k] * o * (1 - tanh * tanh);
      gate[at + k] = ofMemory * g * i * (1 - i);
      gate[at + d + k] = ofMemory * c[hAt + k] * f * (1 - f);
      gate[at + 2 * d + k] = ofMemory * i * (1 - g * g);
      gate[at + 3 * d + k] = dh[hAt + k] * tanh * o * (1 - o);
      dc[hAt + k] = ofMemory * f;
    }
  }
}
