package org.refold.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.refold.settings.BadInputException;
import org.refold.settings.Options;

/** Seeds as a person writes them. */
public final class Seeds {

  private Seeds() {}

  /**
   * Reads how many seeds there are to be, or which.
   *
   * @param text {@code "5"} for the seeds 1 to 5, {@code "7,11"} or {@code "7,"} for these
   * @throws BadInputException if it is neither, or no seed would be left
   */
  public static List<Long> parse(String text) {
    List<Long> numbers = new ArrayList<>();
    for (String part :
        Options.split(text.endsWith(",") ? text.substring(0, text.length() - 1) : text)) {
      try {
        numbers.add(Long.valueOf(part));
      } catch (NumberFormatException e) {
        throw new BadInputException(
            "'%s' are no seeds; write how many, as in 5, or the seeds by commas, as in 7,11"
                .formatted(text),
            e);
      }
    }
    if (text.contains(",")) {
      return numbers;
    }
    long count = numbers.get(0);
    if (count < 1) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "there are to be %d seeds, but a study needs at least 1; 5 show how much they matter",
              count));
    }
    return LongStream.rangeClosed(1, count).boxed().toList();
  }
}
