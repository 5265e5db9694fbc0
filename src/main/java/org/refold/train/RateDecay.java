package org.refold.train;

import java.util.Locale;
import org.refold.settings.BadInputException;
import org.refold.settings.NamedForms;

/**
 * How a learning rate falls over the epochs of a training, whatever it begins with and however many
 * steps an epoch has: the shape of a {@link Schedule}, as a setting. Its text form is {@code none},
 * {@code linear}, {@code cosine} or {@code steps(0.96,50)}.
 *
 * @param shape the shape
 * @param factor of each stair to the one before; 1 for other shapes
 * @param every the epochs of a stair; 1 for other shapes
 */
public record RateDecay(Shape shape, double factor, int every) {

  /** The shape of a fall. */
  public enum Shape {
    /** It does not fall. */
    NONE,
    /** Along a line to 0 at the end of the last epoch, changing at each step. */
    LINEAR,
    /** Along half a cosine wave to 0 at the end of the last epoch, changing at each step. */
    COSINE,
    /** By a factor every so many epochs. */
    STEPS
  }

  private static final NamedForms FORMS =
      NamedForms.of(
          "way for a learning rate to fall", "none", "linear", "cosine", "steps(0.96,50)");

  /**
   * @throws BadInputException if the factor or the epochs of a stair are not positive, or are given
   *     to another shape
   */
  public RateDecay {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new BadInputException(
          "the factor of the learning rate's steps is %s, but must be more than 0; typical: 0.1-0.99"
              .formatted(ScheduleText.number(factor)));
    }
    if (every < 1) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the learning rate's steps are %d epochs long, but must be 1 or more",
              every));
    }
    if (shape != Shape.STEPS && (factor != 1 || every != 1)) {
      throw FORMS.wrongCount(text(name(shape), factor, every), name(shape));
    }
  }

  /** The learning rate stays as it is. */
  public static RateDecay none() {
    return new RateDecay(Shape.NONE, 1, 1);
  }

  /** Along a line to 0. */
  public static RateDecay linear() {
    return new RateDecay(Shape.LINEAR, 1, 1);
  }

  /** Along half a cosine wave to 0. */
  public static RateDecay cosine() {
    return new RateDecay(Shape.COSINE, 1, 1);
  }

  /**
   * By a factor every so many epochs.
   *
   * @throws BadInputException if a number is not positive
   */
  public static RateDecay steps(double factor, int every) {
    return new RateDecay(Shape.STEPS, factor, every);
  }

  /**
   * Reads the text form.
   *
   * @throws BadInputException if it is none, or a number is out of its range
   */
  public static RateDecay parse(String text) {
    NamedForms.Found found = FORMS.read(text);
    Shape shape = Shape.valueOf(found.name().toUpperCase(Locale.ROOT));
    return shape == Shape.STEPS
        ? steps(found.number(0), found.count(1))
        : new RateDecay(shape, 1, 1);
  }

  private static String name(Shape shape) {
    return shape.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The schedule of a training.
   *
   * @param rate the learning rate of the first step
   * @param epochs of the training, if it is not stopped early
   * @param stepsOfEpoch the steps of an epoch
   */
  public Schedule from(double rate, int epochs, long stepsOfEpoch) {
    long steps = Math.multiplyExact(epochs, stepsOfEpoch);
    return switch (shape) {
      case NONE -> Schedule.constant(rate);
      case LINEAR -> Schedule.linear(rate, 0, steps);
      case COSINE -> Schedule.cosine(rate, 0, steps);
      case STEPS -> Schedule.stepDecay(rate, factor, Math.multiplyExact(every, stepsOfEpoch));
    };
  }

  @Override
  public String toString() {
    return shape == Shape.STEPS ? text(name(shape), factor, every) : name(shape);
  }

  private static String text(String name, double factor, int every) {
    return name + "(" + ScheduleText.number(factor) + "," + every + ")";
  }
}
