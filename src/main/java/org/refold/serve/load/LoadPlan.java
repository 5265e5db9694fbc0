package org.refold.serve.load;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.refold.kernel.Streams;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;

/**
 * When requests are sent: at random times of a Poisson process, as those of many people who know
 * nothing of each other.
 *
 * @param rate requests a second, on average
 * @param seconds how long requests are counted
 * @param warmUp seconds before that, in which code is being compiled
 * @param seed of the times
 */
@RecordBuilder
public record LoadPlan(double rate, int seconds, int warmUp, long seed)
    implements LoadPlanBuilder.With {

  private static final int MOST_REQUESTS = 10_000_000;

  /**
   * @throws BadInputException if a setting is out of its range
   */
  public LoadPlan {
    Check.positive("rate", rate, "requests a second, such as 200");
    Check.atLeast(1, "seconds", seconds);
    Check.atLeast(0, "warmUp", warmUp);
    Check.atLeast(1, "rate * seconds", (long) (rate * seconds), "one request at least");
    Check.between(
        0, MOST_REQUESTS, "rate * (seconds + warmUp)", (long) (rate * ((long) seconds + warmUp)));
  }

  /** 200 requests a second for half a minute, after ten seconds. */
  public LoadPlan() {
    this(200, 30, 10, 42);
  }

  /** The times of all requests, in nanoseconds from the start, ascending. */
  long[] times() {
    SplittableRandom random = Streams.of(seed, "arrivals of requests");
    double end = 1e9 * ((long) seconds + warmUp);
    long[] times = new long[16];
    int count = 0;
    for (double at = gap(random); at < end; at += gap(random)) {
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
      }
      times[count++] = (long) at;
    }
    return Arrays.copyOf(times, count);
  }

  private double gap(SplittableRandom random) {
    return -1e9 / rate * StrictMath.log(1 - random.nextDouble());
  }
}
