package org.refold.cli;

import org.refold.serve.Limits;
import picocli.CommandLine.Option;

/** What a request to a server may cost. */
final class LimitOptions {

  private static final Limits USUAL = new Limits();

  @Option(
      names = "--most-kilobytes",
      paramLabel = "N",
      description = "the largest request (${DEFAULT-VALUE})")
  private int kilobytes = USUAL.kilobytes();

  @Option(
      names = "--most-history",
      paramLabel = "N",
      description = "the most items of a history (${DEFAULT-VALUE})")
  private int history = USUAL.history();

  @Option(
      names = "--most-items",
      paramLabel = "N",
      description = "the largest k (${DEFAULT-VALUE})")
  private int items = USUAL.items();

  @Option(
      names = "--most-seconds",
      paramLabel = "N",
      description = "for reading a request, and again for its answer (${DEFAULT-VALUE})")
  private int seconds = USUAL.seconds();

  @Option(
      names = "--most-waiting",
      paramLabel = "N",
      description = "requests that wait for a model; further ones are refused (${DEFAULT-VALUE})")
  private int waiting = USUAL.waiting();

  /**
   * Checked, with as many requests at once as there are threads.
   *
   * @throws org.refold.settings.BadInputException if one is out of its range
   */
  Limits limits() {
    Limits set = new Limits();
    return new Limits(kilobytes, history, items, seconds, waiting, set.threads());
  }
}
