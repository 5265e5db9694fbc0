package org.refold.study;

import org.refold.evaluate.Evaluation;
import org.refold.recommend.Model;

/**
 * What came of an experiment.
 *
 * @param experiment what was done
 * @param model the fitted model
 * @param evaluation what was measured
 * @param fitSeconds wall time of the fit, with validation
 */
public record Outcome(
    Experiment experiment, Model model, Evaluation evaluation, double fitSeconds) {

  /** The name of the recommender. */
  public String name() {
    return experiment.recommender().name();
  }
}
