package org.refold.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Segments;
import org.refold.evaluate.SegmentsBy;
import org.refold.recommend.Model;

/**
 * What came of an experiment.
 *
 * @param experiment what was done
 * @param model the fitted model
 * @param evaluation what was measured
 * @param segments the same taken apart, where the experiment asks for it
 * @param fitSeconds wall time of the fit, with validation
 */
public record Outcome(
    Experiment experiment,
    Model model,
    Evaluation evaluation,
    Map<SegmentsBy, Segments> segments,
    double fitSeconds) {

  /** Copies the map. */
  public Outcome {
    segments = Collections.unmodifiableMap(new LinkedHashMap<>(segments));
  }

  /** The name of the recommender. */
  public String name() {
    return experiment.recommender().name();
  }
}
