package org.refold.nn;

import org.refold.kernel.Matrix;

/**
 * One time step of recurrent layers for several sequences at once, of {@link Arithmetic}: what is
 * no product. Gates lie beside each other in one row: r, z, n of a GRU, i, f, g, o of an LSTM.
 */
public interface GatedCells {

  /**
   * The rows of a step.
   *
   * @param from the first row among the sums
   * @param to after the last
   * @param before the first row of the states that the step begins with
   * @param after the first row of the states that it ends with
   */
  record Span(int from, int to, int before, int after) {}

  /**
   * A step of a GRU in the form of PyTorch and cuDNN: {@code r, z = s(a + p), n = tanh(a_n + r
   * p_n), h' = (1 - z) n + z h}.
   *
   * @param sums a, {@code [rows, 3 units]}; become r, z, n. Modified.
   * @param recurrent p, {@code [rows, 3 units]}. Not modified.
   * @param states {@code [states, units]}. Modified where the step ends.
   */
  void gru(Matrix sums, Matrix recurrent, Matrix states, Span step);

  /**
   * The way back of {@link #gru}.
   *
   * @param gates r, z, n; become the gradient of a. Modified.
   * @param recurrent p; becomes its own gradient. Modified.
   * @param slopes gradients of the states; the share that goes past the gates is added where the
   *     step begins. Modified.
   */
  void gruBack(Matrix gates, Matrix recurrent, Matrix states, Matrix slopes, Span step);

  /**
   * The first half of a step of a GRU in its first form: {@code r, z = s(a + p)} and {@code r h}.
   *
   * @param sums a, {@code [rows, 3 units]}; r, z take their places. Modified.
   * @param recurrent p, {@code [rows, 3 units]}. Not modified.
   * @param reset {@code [rows, units]}, receives r h. Modified.
   */
  void resetGates(Matrix sums, Matrix recurrent, Matrix states, Matrix reset, Span step);

  /**
   * The second half: {@code n = tanh(a_n + p_n), h' = (1 - z) h + z n}.
   *
   * @param sums r, z, a_n; n takes its place. Modified.
   * @param candidate its last third is p_n, the product with r h. Not modified.
   */
  void candidate(Matrix sums, Matrix candidate, Matrix states, Span step);

  /**
   * The way back of {@link #candidate}.
   *
   * @param gates r, z, n. Not modified.
   * @param candidate receives 0, 0 and the gradient of a_n and p_n. Modified.
   * @param slopes gradients of the states. Not modified.
   */
  void candidateBack(Matrix gates, Matrix candidate, Matrix slopes, Span step);

  /**
   * The way back of {@link #resetGates}, after that of the second half.
   *
   * @param gates r, z, n; become the gradient of a. Modified.
   * @param candidate what {@link #candidateBack} left. Not modified.
   * @param ofReset {@code [rows, units]}, the gradient of r h. Not modified.
   * @param recurrent receives the gradients of p_r and p_z, and 0. Modified.
   * @param slopes as in {@link #gruBack}. Modified.
   */
  void resetGatesBack(
      Matrix gates,
      Matrix candidate,
      Matrix ofReset,
      Matrix recurrent,
      Matrix states,
      Matrix slopes,
      Span step);

  /**
   * A step of an LSTM: {@code i, f, o = s(a + p), g = tanh(a_g + p_g), c' = f c + i g, h' = o tanh
   * c'}.
   *
   * @param sums a, {@code [rows, 4 units]}; become i, f, g, o. Modified.
   * @param recurrent p, {@code [rows, 4 units]}. Not modified.
   * @param memories c, {@code [states, units]}. Modified where the step ends.
   * @param states h, {@code [states, units]}. Modified where the step ends.
   */
  void lstm(Matrix sums, Matrix recurrent, Matrix memories, Matrix states, Span step);

  /**
   * The way back of {@link #lstm}.
   *
   * @param gates i, f, g, o; become the gradient of a and of p. Modified.
   * @param slopes gradients of the states. Not modified.
   * @param memorySlopes gradients of the memories, complete where the step ends; the share of those
   *     that it begins with is added there. Modified.
   */
  void lstmBack(Matrix gates, Matrix memories, Matrix slopes, Matrix memorySlopes, Span step);
}
