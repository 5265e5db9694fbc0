package org.refold.evaluate.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.refold.data.Vocabulary;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.MetricResult;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.metric.SystemMetric;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;

/**
 * What a model scored with each user, metric by metric: what comparisons are made of. Immutable.
 */
public final class UserValues {

  private final String name;
  private final Vocabulary users;
  private final Map<Metric, double[]> values;

  private UserValues(String name, Vocabulary users, Map<Metric, double[]> values) {
    this.name = name;
    this.users = users;
    this.values = values;
  }

  /**
   * Values from elsewhere, such as a file.
   *
   * @param name the model
   * @param users who they are
   * @param values for each metric {@code [users]}, NaN for users who were left out; copied
   * @throws BadInputException if an array is not as long as there are users
   */
  public static UserValues of(String name, Vocabulary users, Map<Metric, double[]> values) {
    Map<Metric, double[]> copies = new LinkedHashMap<>();
    values.forEach(
        (metric, perUser) -> {
          if (perUser.length != users.size()) {
            throw new BadInputException(
                String.format(
                    Locale.ROOT,
                    "%s has %d values of %s for %d users",
                    name,
                    perUser.length,
                    metric.name(),
                    users.size()));
          }
          copies.put(metric, perUser.clone());
        });
    return new UserValues(name, users, copies);
  }

  /**
   * The values of an evaluation; metrics of the whole system have none and are left out.
   *
   * @param name the model
   */
  public static UserValues of(String name, Evaluation evaluation) {
    Map<Metric, double[]> values = new LinkedHashMap<>();
    for (MetricResult result : evaluation.results()) {
      if (!(result.metric() instanceof SystemMetric)) {
        values.put(result.metric(), result.perUser());
      }
    }
    return new UserValues(name, evaluation.users(), values);
  }

  /**
   * One model trained with several seeds: each user's mean over the seeds in which the user has a
   * value. So a comparison is about the model as it comes out on average, and its intervals are
   * about users; how much seeds matter is what {@link Variation} says. Models that are compared
   * must have the same seeds.
   *
   * @param name the model
   * @param seeds its values, one for each seed, with the same metrics; users may differ where a
   *     seed moves the split
   * @throws BadInputException if there is no seed, or seeds have different metrics
   */
  public static UserValues overSeeds(String name, List<UserValues> seeds) {
    if (seeds.isEmpty()) {
      throw new BadInputException(name + " has no seed to average over");
    }
    Set<String> ids = new LinkedHashSet<>();
    seeds.forEach(seed -> ids.addAll(seed.users.ids()));
    Vocabulary all = Vocabulary.of(ids);
    Map<Metric, double[]> means = new LinkedHashMap<>();
    for (Metric metric : seeds.get(0).values.keySet()) {
      double[] sums = new double[all.size()];
      int[] counts = new int[all.size()];
      for (UserValues seed : seeds) {
        int[] places = seed.users.indicesIn(all);
        double[] perUser = seed.get(metric);
        for (int user = 0; user < perUser.length; user++) {
          if (!Double.isNaN(perUser[user])) {
            sums[places[user]] += perUser[user];
            counts[places[user]]++;
          }
        }
      }
      for (int user = 0; user < sums.length; user++) {
        sums[user] /= counts[user]; // 0 / 0 is the NaN of a user without any value
      }
      means.put(metric, sums);
    }
    return new UserValues(name, all, means);
  }

  /** The model. */
  public String name() {
    return name;
  }

  /** The users, to which values are aligned. */
  public Vocabulary users() {
    return users;
  }

  /** The metrics that have values, in order. */
  public Set<Metric> metrics() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /**
   * The values of a metric.
   *
   * @return {@code [users]}, NaN for users who were left out; a copy
   * @throws BadInputException if there are none
   */
  public double[] of(Metric metric) {
    return get(metric).clone();
  }

  private double[] get(Metric metric) {
    double[] found = values.get(metric);
    if (found == null) {
      List<String> names = new ArrayList<>();
      values.keySet().forEach(known -> names.add(known.name()));
      String why =
          metric instanceof SystemMetric
              ? "it has one value for all users together, which cannot be paired"
              : Suggestions.hint(metric.name(), names);
      throw new BadInputException(
          "%s has no value of %s for each user; %s".formatted(name, metric.name(), why));
    }
    return found;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s: %d metrics of %d users", name, values.size(), users.size());
  }
}
