package org.refold.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.refold.evaluate.metric.Metric;
import org.refold.settings.Progress;

/** The fits of one search: counts them against the budget, and does none twice. */
final class Trials implements Objective {

  /** So many proposals in a row of what was tried already mean that little else is left. */
  private static final int MOST_REPEATS = 1000;

  private final Space space;
  private final Metric metric;
  private final Budget budget;
  private final Function<SortedMap<String, String>, Tried> fit;
  private final Progress progress;
  private final Map<SortedMap<String, String>, Tried> done = new LinkedHashMap<>();
  private double seconds;
  private double worst;
  private int repeats;

  /**
   * @param fit fits and measures settings, or remembers what they came to
   * @param progress is notified of fits
   */
  Trials(
      Space space,
      Metric metric,
      Budget budget,
      Function<SortedMap<String, String>, Tried> fit,
      Progress progress) {
    this.space = space;
    this.metric = metric;
    this.budget = budget;
    this.fit = fit;
    this.progress = progress;
  }

  @Override
  public double loss(double[] point) {
    SortedMap<String, String> settings = space.at(point);
    Tried tried = done.get(settings);
    if (tried != null) {
      repeats++;
      if (repeats > MOST_REPEATS) {
        throw new Spent();
      }
      return loss(tried);
    }
    if (budget.isSpent(done.size(), seconds)) {
      throw new Spent();
    }
    repeats = 0;
    tried = fit.apply(settings);
    done.put(settings, tried);
    seconds += tried.seconds();
    progress.advance(1, note(tried));
    return loss(tried);
  }

  /** Something finite for failures too: an evolution strategy cannot compute with infinities. */
  private double loss(Tried tried) {
    if (!tried.succeeded()) {
      return worst + 1;
    }
    double loss = metric.better() == Metric.Better.HIGHER ? -tried.value() : tried.value();
    worst = Math.max(worst, loss);
    return loss;
  }

  private String note(Tried tried) {
    String result =
        tried.succeeded()
            ? String.format(Locale.ROOT, "%s %.4f", metric.name(), tried.value())
            : "failed";
    return result + " with " + tried.settings();
  }

  /** All that was tried, in order. */
  List<Tried> trace() {
    return new ArrayList<>(done.values());
  }
}
