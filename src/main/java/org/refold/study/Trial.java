package org.refold.study;

/**
 * One fit of a study.
 *
 * @param arm what is fitted
 * @param seed of the fit, and of the split where the study says so
 * @param fold which fold of a cross-validation is tested on, from 1; 0 where the split is one
 */
public record Trial(Arm arm, long seed, int fold) {

  /** A trial on a split that is one. */
  public Trial(Arm arm, long seed) {
    this(arm, seed, 0);
  }

  /** Everything but the arm. */
  public Replicate replicate() {
    return new Replicate(seed, fold);
  }

  @Override
  public String toString() {
    return arm.label() + ", seed " + seed + (fold == 0 ? "" : ", fold " + fold);
  }
}
