package org.refold.data.sets;

import java.util.Arrays;

/**
 * When ratings are given. As in MovieLens-1M users arrive over some 34 months, three quarters of
 * them in the first seven; most rate everything within an hour of arriving, with many ratings in
 * the same second, and some come back, now and then, for months.
 */
final class SyntheticTimes {

  /** 1 January 2000, 00:00 UTC. */
  static final long START = 946_684_800L;

  private static final double DAY = 86_400;
  private static final double LAST_DAY = 1_038;

  /** Day of arrival against the share of users that have arrived. */
  private static final SyntheticCurve ARRIVALS =
      new SyntheticCurve(
          0, 0, 0.1, 38.5, 0.25, 93, 0.5, 160, 0.75, 209, 0.9, 222, 0.998, 320, 1, 938);

  private static final double RETURNS = 0.42;
  private static final double SAME_SECOND = 0.44;
  private static final double SECONDS_BETWEEN = 45;

  private SyntheticTimes() {}

  /**
   * @param user in order of arrival
   * @param size how many times
   * @return seconds since 1970, ascending: {@code [size]}
   */
  static long[] of(int user, int userCount, int size, long seed) {
    SyntheticDraws draws = SyntheticDraws.of(seed, "times", user);
    double now = ARRIVALS.at((user + draws.uniform()) / userCount) * DAY;
    int[] visits = visits(size, draws);
    long[] times = new long[size];
    int k = 0;
    for (int visit = 0; visit < visits.length; visit++) {
      if (visit > 0) {
        double pause = DAY * StrictMath.exp(1.2 + 2.2 * draws.gaussian());
        double latest = (LAST_DAY * DAY - now) / (visits.length - visit + 1);
        now += Math.max(3_700, Math.min(pause, latest));
      }
      double pace = SECONDS_BETWEEN * StrictMath.exp(0.7 * draws.gaussian());
      for (int end = k + visits[visit]; k < end; k++) {
        times[k] = START + (long) now;
        now += draws.happens(SAME_SECOND) ? 0 : pace * draws.exponential();
      }
    }
    return times;
  }

  /** How many ratings each visit brings; the first brings most. */
  private static int[] visits(int size, SyntheticDraws draws) {
    if (!draws.happens(RETURNS)) {
      return new int[] {size};
    }
    int wanted = 1 + (int) Math.ceil(StrictMath.exp(1.3 + 1.25 * draws.gaussian()));
    int count = Math.max(1, Math.min(wanted, size / 6));
    int[] visits = new int[count];
    Arrays.fill(visits, 1);
    int rest = size - count;
    int first = count == 1 ? rest : (int) (rest * (0.35 + 0.6 * draws.uniform()));
    visits[0] += first;
    for (int k = first; k < rest; k++) {
      visits[1 + draws.below(count - 1)]++;
    }
    return visits;
  }
}
