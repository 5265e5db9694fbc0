package org.refold.study.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.refold.study.Trial;
import org.refold.study.store.Json;
import org.refold.study.store.StudyFile;

/**
 * A trial to be run, as it is handed to a {@link TrialExecutor}: text and numbers, so that it may
 * go to another process. With the data set that the plan names it is all that is needed.
 *
 * @param schema the version of the layout
 * @param plan the content of the file of the study's design
 * @param arm the label of the arm
 * @param seed of the fit
 * @param fold which fold of a cross-validation is tested on, from 1; 0 where the split is one
 */
public record TrialTask(String schema, String plan, String arm, long seed, int fold) {

  private static final String SCHEMA = "refold.task/1";

  /** The task of a trial of a study. */
  public static TrialTask of(StudyFile file, Trial trial) {
    String plan = new String(file.bytes(), StandardCharsets.UTF_8);
    return new TrialTask(SCHEMA, plan, trial.arm().label(), trial.seed(), trial.fold());
  }

  /**
   * Reads what {@link #bytes} gave.
   *
   * @throws org.refold.settings.BadInputException if it is no task
   */
  public static TrialTask of(byte[] bytes) {
    try {
      return Json.read(bytes, TrialTask.class, SCHEMA);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be read", e);
    }
  }

  /** The task as bytes. */
  public byte[] bytes() {
    return Json.indented(this);
  }

  /**
   * The trial.
   *
   * @param file the study's, see {@link #file}
   */
  Trial trial(StudyFile file) {
    return new Trial(file.study().arm(arm), seed, fold);
  }

  /**
   * The study.
   *
   * @throws org.refold.settings.BadInputException if the plan is none that this version knows
   */
  public StudyFile file() {
    try {
      return StudyFile.of(plan.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be read", e);
    }
  }
}
