package org.refold.recommend;

/** Is notified of how a training goes, on its thread. What it throws ends the training. */
public interface TrainingListener {

  /**
   * A step is done. Comes often; its time counts as the epoch's.
   *
   * @param step from 0
   * @param loss of the batch, before the step
   */
  default void stepEnds(long step, double loss) {}

  /** An epoch is done and validated. */
  default void epochEnds(Epoch epoch) {}

  /**
   * The training goes on where it was cut off.
   *
   * @param epochs that were done before
   */
  default void resumes(int epochs) {}

  /** The training is done, and the parameters are those of the best epoch. */
  default void trainingEnds(TrainingLog log) {}
}
