package org.refold.study.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Segments;
import org.refold.evaluate.SegmentsBy;
import org.refold.recommend.Fitted;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.recommend.TrainingLog;
import org.refold.study.Arm;
import org.refold.study.Trial;
import org.refold.study.store.ResultFile;

/**
 * What came of an experiment.
 *
 * @param experiment what was done
 * @param model the fitted model, which the caller closes
 * @param log how its training went
 * @param evaluation what was measured
 * @param segments the same broken down, where the experiment asks for it
 * @param fitSeconds wall time of the fit, with validation
 */
public record Outcome(
    Experiment experiment,
    Model model,
    TrainingLog log,
    Evaluation evaluation,
    Map<SegmentsBy, Segments> segments,
    double fitSeconds)
    implements AutoCloseable {

  /** Copies the map. */
  public Outcome {
    segments = Collections.unmodifiableMap(new LinkedHashMap<>(segments));
  }

  /** The name of the recommender. */
  public String name() {
    return experiment.recommender().name();
  }

  /**
   * Writes this as a result file.
   *
   * @param file the JSON file; the values by user go to {@code FILE.users.csv.gz} beside it
   * @throws IOException if a file cannot be written
   */
  public void writeTo(Path file) throws IOException {
    Trial trial = new Trial(Arm.of(experiment.recommender()), experiment.seed());
    TrialRun run = TrialRun.of(trial, experiment);
    ResultFile.write(TrialRecorder.finished(trial, run.key(), run.split(), this), file);
  }

  /**
   * Writes the model, with where its training data came from.
   *
   * @param folder must not exist, or be a model file, which is replaced
   * @throws IOException if it cannot be written
   */
  public void saveModel(Path folder) throws IOException {
    ModelFile.write(folder, new Fitted<>(model, log), experiment.origin());
  }

  /** Frees the model. */
  @Override
  public void close() {
    model.close();
  }
}
