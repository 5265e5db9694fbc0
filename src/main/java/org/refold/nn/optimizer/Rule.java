package org.refold.nn.optimizer;

/** The formula of an optimiser that changes each number by itself. */
interface Rule {

  /** The kind of optimiser, for saved states. */
  String name();

  /** How many numbers of state each number of a parameter has; all zero at first. */
  int slots();

  /**
   * Whether a gradient of zero changes nothing, or is not to: rows without gradient are skipped.
   */
  boolean skipsRowsWithoutGradient();

  /** What the state is before the first step. */
  default double initialState(int slot) {
    return 0;
  }

  /**
   * The formula for one step.
   *
   * @param step from 1
   * @param learningRate the size of the step
   */
  Update update(long step, double learningRate);

  /** The formula of one step, in either precision. May run on several threads at a time. */
  interface Update {

    /**
     * Changes the numbers {@code from <= k < to} of a row.
     *
     * @param w values. Modified.
     * @param g their gradients; may be overwritten
     * @param from the first
     * @param to after the last
     * @param state by slot, what is remembered of many rows. Modified.
     * @param start where this row begins in it: the state of number k is at {@code start + k}
     */
    void run(float[] w, float[] g, int from, int to, float[][] state, int start);

    /** The same in double. */
    void run(double[] w, double[] g, int from, int to, double[][] state, int start);
  }
}
