package org.refold.study;

/**
 * One fit of a study.
 *
 * @param arm what is fitted
 * @param seed of the fit, and of the split where the study says so
 */
public record Trial(Arm arm, long seed) {

  @Override
  public String toString() {
    return arm.label() + ", seed " + seed;
  }
}
