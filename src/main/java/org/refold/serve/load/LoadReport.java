package org.refold.serve.load;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of a run. The time of a request is that from when it was due until its answer was
 * there: one that had to wait because the server was busy, or its client late, has waited.
 *
 * @param milliseconds the times of requests, ascending, infinite where there was no answer of
 *     status 200: a server does not get quicker by refusing; those of the warm-up are left out
 * @param failures how many requests had no answer of status 200, by the status that came instead,
 *     or by the error where none came; those of the warm-up are left out
 * @param warmUpFailures the same for those of the warm-up
 * @param lateMilliseconds the most that a request was sent after it was due: where this is not far
 *     below the times, it is the client that is measured
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LoadReport(
    double[] milliseconds,
    SortedMap<String, Integer> failures,
    SortedMap<String, Integer> warmUpFailures,
    double lateMilliseconds) {

  /** Sorts a copy of the times. */
  public LoadReport {
    milliseconds = milliseconds.clone();
    Arrays.sort(milliseconds);
    failures = Collections.unmodifiableSortedMap(new TreeMap<>(failures));
    warmUpFailures = Collections.unmodifiableSortedMap(new TreeMap<>(warmUpFailures));
  }

  @Override
  public double[] milliseconds() {
    return milliseconds.clone();
  }

  /** How many requests were timed. */
  public int timed() {
    return milliseconds.length;
  }

  /**
   * The time that a share of all requests does not exceed: one that was measured, not one between.
   *
   * @param share in (0, 1]; 1 for the slowest
   * @return NaN where nothing was timed
   */
  public double quantile(double share) {
    int rank = (int) Math.ceil(share * milliseconds.length);
    return milliseconds.length == 0 ? Double.NaN : milliseconds[Math.max(1, rank) - 1];
  }
}
