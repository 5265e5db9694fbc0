package org.refold.evaluate;

import java.util.List;
import org.refold.evaluate.metric.Metric;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;

/**
 * The results of one segment of users or items.
 *
 * @param name which one, for a person: {@code "20-99"}, {@code "tail"}
 * @param users how many users have a held-out item in it
 * @param results one for each metric; empty where there is no such user
 */
public record Segment(String name, int users, List<MetricResult> results) {

  /** Keeps the results as they are. */
  public Segment {
    results = List.copyOf(results);
  }

  /**
   * The result of one metric.
   *
   * @throws BadInputException if there is none
   */
  public MetricResult metric(Metric metric) {
    return results.stream()
        .filter(result -> result.metric().equals(metric))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    users == 0
                        ? "the segment %s has no result: no user has a held-out item in it"
                            .formatted(name)
                        : "the segment %s has no %s; %s"
                            .formatted(
                                name,
                                metric.name(),
                                Suggestions.hint(
                                    metric.name(),
                                    results.stream().map(r -> r.metric().name()).toList()))));
  }
}
