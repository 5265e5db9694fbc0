package org.refold.data.read;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.refold.settings.BadInputException;

/** Notices times in years that data of this kind do not have: units are mixed, or wrong. */
final class TimeCheck {

  /** 1980, in milliseconds. */
  private static final long EARLIEST = 315_532_800_000L;

  /** 2100. */
  private static final long LATEST = 4_102_444_800_000L;

  private final String where;
  private final TimeFormat format;
  private int early;
  private int late;
  private int mixed;
  private long earlyLine;
  private long wrongLine;
  private long wrongTime;

  TimeCheck(String where, TimeFormat format) {
    this.where = where;
    this.format = format;
  }

  /** Looks at one time. */
  void see(long time, long line) {
    if (time < EARLIEST || time >= LATEST) {
      note(time, line);
    }
  }

  private void note(long time, long line) {
    boolean isLate = time >= LATEST;
    boolean isCoarser = !isLate && !format.isDate() && isRightInCoarserUnit(time);
    if (late + mixed == 0 && (isLate || isCoarser)) {
      wrongLine = line;
      wrongTime = time;
    }
    earlyLine = early == 0 && !isLate ? line : earlyLine;
    early += isLate ? 0 : 1;
    late += isLate ? 1 : 0;
    mixed += isCoarser ? 1 : 0;
  }

  private static boolean isRightInCoarserUnit(long time) {
    return LongStream.of(1_000, 1_000_000, 1_000_000_000)
        .anyMatch(factor -> time >= EARLIEST / factor && time < LATEST / factor);
  }

  /**
   * What should be said of all times.
   *
   * @param size how many there were
   * @throws BadInputException if some lie beyond 2100, or would be right in another unit than
   *     others
   */
  Optional<String> verdict(int size) {
    if (late > 0 || (mixed > 0 && early < size)) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s, line %d: in %s, this time would be in the year %d, as %d of %d would lie outside"
                  + " 1980 to 2100; write all times in one unit, set another with --time-format, or"
                  + " leave them out with --time none",
              where,
              wrongLine,
              format,
              year(wrongTime),
              early + late,
              size));
    }
    if (early == 0) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s times lie before 1980, the first in line %d; if they are missing or in another unit"
                + " than %s, mend them, set --time-format, or leave them out with --time none",
            early == size ? "all" : early + " of " + size,
            earlyLine,
            format));
  }

  private static int year(long time) {
    return Instant.ofEpochMilli(time).atZone(ZoneOffset.UTC).getYear();
  }
}
