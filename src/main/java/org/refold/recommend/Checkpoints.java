package org.refold.recommend;

import java.nio.file.Path;
import java.time.Duration;
import org.refold.settings.BadInputException;

/**
 * Where the state of a training is kept, so that it can be stopped and resumed. If the file is
 * there when a fit begins, the fit resumes where it ended, and comes to the same bits as if it had
 * never stopped; a damaged file and one of another run are refused, or passed over. It is written
 * at the end of an epoch if the interval has passed, when training is stopped, and at its end: a
 * fit that finds its own end in the file trains no more.
 *
 * @param file written whole or not at all; trainings of several stages add the stage to the name
 * @param interval the least time between two files
 * @param forgiving whether a file that cannot be used is passed over, with a note, and the training
 *     begins anew
 */
public record Checkpoints(Path file, Duration interval, boolean forgiving) {

  /**
   * @throws BadInputException if the interval is negative
   */
  public Checkpoints {
    if (interval.isNegative()) {
      throw new BadInputException(
          "the interval of checkpoints is " + interval + ", but must not be negative");
    }
  }

  /** Such as refuse a file that cannot be used. */
  public Checkpoints(Path file, Duration interval) {
    this(file, interval, false);
  }

  /** A file, at most every minute. */
  public static Checkpoints in(Path file) {
    return new Checkpoints(file, Duration.ofMinutes(1));
  }

  /** The same; a file that cannot be used is passed over. */
  public static Checkpoints inOrAnew(Path file) {
    return new Checkpoints(file, Duration.ofMinutes(1), true);
  }

  /** The same for a training within the training. */
  public Checkpoints within(String stage) {
    return new Checkpoints(fileOf(stage), interval, forgiving);
  }

  /** The file of a stage. */
  public Path fileOf(String stage) {
    return stage.isEmpty() ? file : file.resolveSibling(file.getFileName() + "." + stage);
  }
}
