package org.refold.recommend;

import java.nio.file.Path;
import java.time.Duration;
import org.refold.settings.BadInputException;

/**
 * Where the state of a training is kept, so that it can be stopped and resumed. If the file is
 * there when a fit begins, the fit resumes where it ended, and comes to the same bits as if it had
 * never stopped; a file of another run is refused. It is written at the end of an epoch if the
 * interval has passed, when training is stopped, and at its end: a fit that finds its own end in
 * the file trains no more.
 *
 * @param file written whole or not at all; trainings of several stages add the stage to the name
 * @param interval the least time between two files
 */
public record Checkpoints(Path file, Duration interval) {

  /**
   * @throws BadInputException if the interval is negative
   */
  public Checkpoints {
    if (interval.isNegative()) {
      throw new BadInputException(
          "the interval of checkpoints is " + interval + ", but must not be negative");
    }
  }

  /** A file, at most every minute. */
  public static Checkpoints in(Path file) {
    return new Checkpoints(file, Duration.ofMinutes(1));
  }

  /** The file of a stage. */
  public Path fileOf(String stage) {
    return stage.isEmpty() ? file : file.resolveSibling(file.getFileName() + "." + stage);
  }
}
