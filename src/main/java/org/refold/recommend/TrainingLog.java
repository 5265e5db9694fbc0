package org.refold.recommend;

import java.util.List;
import java.util.Optional;

/**
 * How a training went, epoch by epoch.
 *
 * @param epochs those that were completed, in order
 * @param bestEpoch the epoch, from 1, whose weights the model has: the best on validation data; or
 *     the last completed one, after which a training that was stopped may have made further steps,
 *     0 if it was stopped in the first
 * @param metric the full name of the metric that the best epoch was chosen by, if there were
 *     validation data
 * @param ending why training ended
 */
public record TrainingLog(
    List<Epoch> epochs, int bestEpoch, Optional<String> metric, Ending ending) {

  /** Why training ended. */
  public enum Ending {
    /** All epochs are done. */
    COMPLETED,
    /** The validation metric had not become better for as many epochs as patience allows. */
    OUT_OF_PATIENCE,
    /** It was asked to stop, or its thread was interrupted. */
    STOPPED
  }

  /** The log of a closed form, which has no epochs. */
  public static final TrainingLog NONE =
      new TrainingLog(List.of(), 0, Optional.empty(), Ending.COMPLETED);

  /** Copies the list. */
  public TrainingLog {
    epochs = List.copyOf(epochs);
  }

  /** The wall time of each epoch, in seconds, without validation: {@code [epochs]}. */
  public double[] epochSeconds() {
    return epochs.stream().mapToDouble(Epoch::seconds).toArray();
  }

  /**
   * The wall time of all epochs with their validation, in seconds; also of those before a training
   * was cut off and resumed.
   */
  public double seconds() {
    return epochs.stream().mapToDouble(epoch -> epoch.seconds() + epoch.validationSeconds()).sum();
  }

  /** The mean loss of each epoch: {@code [epochs]}. */
  public double[] losses() {
    return epochs.stream().mapToDouble(Epoch::loss).toArray();
  }

  /** The validation metric after each epoch, NaN without validation data: {@code [epochs]}. */
  public double[] validations() {
    return epochs.stream().mapToDouble(e -> e.validation().orElse(Double.NaN)).toArray();
  }

  /** What the network noted under a name in each epoch, NaN where it did not: {@code [epochs]}. */
  public double[] notes(String name) {
    return epochs.stream()
        .mapToDouble(epoch -> epoch.notes().getOrDefault(name, Double.NaN))
        .toArray();
  }
}
