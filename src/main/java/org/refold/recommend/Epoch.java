package org.refold.recommend;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one epoch came to.
 *
 * @param number from 1
 * @param loss mean over examples, each taken before its step
 * @param validation the validation metric after the epoch, if there are validation data
 * @param learningRate of the last step
 * @param notes means over examples of what the network noted, such as {@code kl} and {@code beta}
 * @param seconds wall time of the epoch, without validation, checkpoints and listeners
 * @param validationSeconds wall time of the validation
 */
public record Epoch(
    int number,
    double loss,
    OptionalDouble validation,
    double learningRate,
    Map<String, Double> notes,
    double seconds,
    double validationSeconds) {

  /** Copies the notes. */
  public Epoch {
    notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
  }
}
