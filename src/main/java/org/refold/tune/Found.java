package org.refold.tune;

import java.util.List;
import java.util.Locale;
import org.refold.evaluate.metric.Metric;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

/**
 * What a search found.
 *
 * @param space where it looked
 * @param metric what it looked for, on the validation part
 * @param trace everything that was tried, in order
 */
public record Found(Space space, Metric metric, List<Tried> trace) {

  /** Copies the trace. */
  public Found {
    trace = List.copyOf(trace);
  }

  /**
   * The best that was tried; of equals the first.
   *
   * @throws BadInputException if every fit failed
   */
  public Tried best() {
    return trace.stream()
        .filter(Tried::succeeded)
        .reduce((a, b) -> isBetter(b, a) ? b : a)
        .orElseThrow(
            () ->
                new BadInputException(
                    String.format(
                        Locale.ROOT,
                        "all %d fits of %s failed, the first because: %s",
                        trace.size(),
                        space,
                        trace.get(0).failure())));
  }

  private boolean isBetter(Tried a, Tried b) {
    return metric.better() == Metric.Better.HIGHER ? a.value() > b.value() : a.value() < b.value();
  }

  /** The recommender with the best settings. */
  public Recommender recommender() {
    return space.recommender(best().settings());
  }

  /** The best value after each fit, NaN before the first that succeeded: {@code [trace]}. */
  public double[] bestSoFar() {
    double[] values = new double[trace.size()];
    for (int k = 0; k < values.length; k++) {
      List<Tried> first = trace.subList(0, k + 1);
      values[k] =
          first.stream().anyMatch(Tried::succeeded)
              ? new Found(space, metric, first).best().value()
              : Double.NaN;
    }
    return values;
  }

  /** Wall time of all fits and validations. */
  public double seconds() {
    return trace.stream().mapToDouble(Tried::seconds).sum();
  }
}
