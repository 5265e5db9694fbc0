package org.refold.train;

/** A number that changes with the steps of a training. */
@FunctionalInterface
public interface Schedule {

  /**
   * The number at a step.
   *
   * @param step from 0
   */
  double at(long step);

  /** Always the same. */
  static Schedule constant(double value) {
    return step -> value;
  }

  /** A straight line that stays at its end once it is reached. */
  static Schedule linear(double from, double to, long steps) {
    return step -> step >= steps ? to : from + (to - from) * step / steps;
  }
}
