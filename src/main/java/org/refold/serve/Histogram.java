package org.refold.serve;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** How many requests took how long, in buckets that Prometheus reads. */
final class Histogram {

  /** Upper bounds, in seconds; a last one has no bound. */
  private static final List<Double> BOUNDS =
      List.of(0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

  private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.size() + 1);
  private final LongAdder nanoseconds = new LongAdder();

  void add(long nanos) {
    int bucket = 0;
    while (bucket < BOUNDS.size() && nanos > BOUNDS.get(bucket) * 1e9) {
      bucket++;
    }
    counts.incrementAndGet(bucket);
    nanoseconds.add(nanos);
  }

  /**
   * Writes the lines of one histogram.
   *
   * @param labels such as {@code path="/recommend"}
   */
  void write(String name, String labels, StringBuilder text) {
    long sum = 0;
    for (int bucket = 0; bucket <= BOUNDS.size(); bucket++) {
      sum += counts.get(bucket);
      String bound = bucket < BOUNDS.size() ? BOUNDS.get(bucket).toString() : "+Inf";
      line(text, "%s_bucket{%s,le=\"%s\"} %d", name, labels, bound, sum);
    }
    line(text, "%s_sum{%s} %.6f", name, labels, nanoseconds.sum() / 1e9);
    line(text, "%s_count{%s} %d", name, labels, sum);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
