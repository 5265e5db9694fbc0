package org.refold.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.refold.evaluate.SegmentsBy;
import picocli.CommandLine.Option;

/** What results are broken down by. */
final class SegmentOptions {

  @Option(
      names = "--segments",
      paramLabel = "history|popularity|cold-start",
      description = {
        "also breaks the results down: by length of history (four groups of users), by popularity"
            + " of",
        "the held-out items (head, middle and tail of the catalogue), by the number of items that"
            + " are",
        "given of a new user (0, 1, 2, 3, 5, 10, all), or by several, by commas"
      })
  private @Nullable String segments;

  @Nullable List<SegmentsBy> given() {
    return segments == null ? null : SegmentsBy.parse(segments);
  }
}
