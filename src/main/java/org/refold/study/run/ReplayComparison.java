package org.refold.study.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.refold.recommend.Epoch;
import org.refold.study.store.DataFingerprint;
import org.refold.study.store.PerUser;
import org.refold.study.store.TrialResult;

/** Compares two results of one trial. */
final class ReplayComparison {

  private ReplayComparison() {}

  /** What differs in data, split, code and machine. */
  static List<String> circumstances(TrialResult before, TrialResult after) {
    List<String> lines = new ArrayList<>();
    compare("data " + before.data().name(), content(before.data()), content(after.data()), lines);
    compare("split", before.split().sha256(), after.split().sha256(), lines);
    compare("configuration", before.identity().config(), after.identity().config(), lines);
    Set<String> names = new TreeSet<>(before.environment().keySet());
    names.addAll(after.environment().keySet());
    for (String name : names) {
      String then = before.environment().getOrDefault(name, "unknown");
      String now = after.environment().getOrDefault(name, "unknown");
      compare(name, then, now, lines);
    }
    return lines;
  }

  private static String content(DataFingerprint data) {
    return String.format(
        Locale.ROOT,
        "%d users x %d items, %d interactions, sha256 %s",
        data.users(),
        data.items(),
        data.interactions(),
        data.sha256());
  }

  private static void compare(String what, Object then, Object now, List<String> lines) {
    if (!then.equals(now)) {
      lines.add("%s: %s then, %s now".formatted(what, then, now));
    }
  }

  /** Where the results first differ, in the order in which they came to be. */
  static Optional<String> difference(TrialResult before, TrialResult after) {
    return failure(before, after)
        .or(() -> epochs(before.training(), after.training()))
        .or(() -> metrics(before.metrics(), after.metrics()))
        .or(() -> segments(before, after))
        .or(() -> users(before.perUser(), after.perUser()));
  }

  private static Optional<String> failure(TrialResult before, TrialResult after) {
    String then = before.failure().map(Object::toString).orElse("");
    String now = after.failure().map(Object::toString).orElse("");
    if (then.equals(now)) {
      return Optional.empty();
    }
    return Optional.of(
        now.isEmpty()
            ? "it failed then (%s) and does not now".formatted(then)
            : then.isEmpty()
                ? "it fails now: " + now
                : "it failed with %s, now with %s".formatted(then, now));
  }

  private static Optional<String> epochs(TrialResult.Training before, TrialResult.Training after) {
    List<Epoch> then = before.epochs();
    List<Epoch> now = after.epochs();
    for (int k = 0; k < Math.min(then.size(), now.size()); k++) {
      Optional<String> difference = epoch(then.get(k), now.get(k));
      if (difference.isPresent()) {
        return difference;
      }
    }
    if (then.size() != now.size()) {
      return Optional.of(
          String.format(Locale.ROOT, "%d epochs then, %d now", then.size(), now.size()));
    }
    if (!before.bestEpoch().equals(after.bestEpoch())) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the best epoch was %d then and is %d now",
              before.bestEpoch().orElse(0),
              after.bestEpoch().orElse(0)));
    }
    return Optional.empty();
  }

  private static Optional<String> epoch(Epoch then, Epoch now) {
    Optional<String> difference = value("the loss", then.loss(), now.loss());
    if (difference.isEmpty()) {
      difference =
          value(
              "the validation",
              then.validation().orElse(Double.NaN),
              now.validation().orElse(Double.NaN));
    }
    if (difference.isEmpty()) {
      difference = notes(then.notes(), now.notes());
    }
    return difference.map(
        what -> String.format(Locale.ROOT, "first in epoch %d: %s", then.number(), what));
  }

  private static Optional<String> notes(Map<String, Double> then, Map<String, Double> now) {
    for (Map.Entry<String, Double> note : then.entrySet()) {
      Optional<String> difference =
          value(note.getKey(), note.getValue(), now.getOrDefault(note.getKey(), Double.NaN));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> metrics(
      Map<String, TrialResult.Score> before, Map<String, TrialResult.Score> after) {
    for (Map.Entry<String, TrialResult.Score> entry : before.entrySet()) {
      TrialResult.Score now = after.get(entry.getKey());
      double mean = now == null ? Double.NaN : now.mean();
      Optional<String> difference = value(entry.getKey(), entry.getValue().mean(), mean);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> segments(TrialResult before, TrialResult after) {
    for (var entry : before.segments().entrySet()) {
      List<TrialResult.Part> now = after.segments().getOrDefault(entry.getKey(), List.of());
      for (int k = 0; k < entry.getValue().size(); k++) {
        TrialResult.Part then = entry.getValue().get(k);
        if (k >= now.size() || !now.get(k).name().equals(then.name())) {
          return Optional.of("there is no segment %s now".formatted(then.name()));
        }
        Optional<String> difference = metrics(then.metrics(), now.get(k).metrics());
        if (difference.isPresent()) {
          return difference.map(what -> "in the segment %s, %s".formatted(then.name(), what));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> users(PerUser before, PerUser after) {
    if (!before.users().equals(after.users())) {
      return Optional.of("other users were measured");
    }
    for (Map.Entry<String, double[]> entry : before.values().entrySet()) {
      double[] now = after.of(entry.getKey());
      for (int k = 0; k < now.length; k++) {
        String what = entry.getKey() + " of user " + before.users().get(k);
        Optional<String> difference = value(what, entry.getValue()[k], now[k]);
        if (difference.isPresent()) {
          return difference;
        }
      }
    }
    return Optional.empty();
  }

  /** Bits are compared: any two NaN are equal, 0 and -0 are not. */
  private static Optional<String> value(String what, double then, double now) {
    return Double.doubleToLongBits(then) == Double.doubleToLongBits(now)
        ? Optional.empty()
        : Optional.of("%s is %s then, %s now".formatted(what, then, now));
  }
}
