package org.refold.serve;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.kernel.Parallel;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;

/**
 * What a request may cost.
 *
 * @param kilobytes the largest body, in units of 1000 bytes; more is refused with 413
 * @param history the most items of a history; an explanation scores as many histories
 * @param items the largest {@code k}
 * @param seconds the longest that reading a request may take, and then again its answer, waiting
 *     included; a connection that is slower is closed, an answer that is slower is 503
 * @param waiting the most requests that wait for a model; further ones are 503
 * @param threads how many requests are worked on at once, each on one thread
 */
@RecordBuilder
public record Limits(int kilobytes, int history, int items, int seconds, int waiting, int threads)
    implements LimitsBuilder.With {

  /**
   * @throws BadInputException if a limit is out of its range
   */
  public Limits {
    Check.between(1, 100_000, "kilobytes", kilobytes);
    Check.between(1, 1_000_000, "history", history);
    Check.between(1, 1_000_000, "items", items);
    Check.between(1, 3600, "seconds", seconds);
    Check.between(1, 1_000_000, "waiting", waiting);
    Check.between(1, 1024, "threads", threads);
  }

  /** A megabyte, 5,000 items in, 1,000 out, 10 seconds, 256 waiting, a thread a processor. */
  public Limits() {
    this(1000, 5000, 1000, 10, 256, Parallel.threads());
  }

  /** The largest body. */
  int bytes() {
    return kilobytes * 1000;
  }
}
