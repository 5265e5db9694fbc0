package org.refold.cluster;

import java.util.Optional;
import org.refold.data.read.ReadOptions;
import org.refold.data.read.Separator;
import org.refold.settings.BadInputException;

/**
 * A table of who interacted with what, in files that need not fit into memory. An interaction
 * counts once, whatever its value.
 *
 * @param place a file or a folder of files, as the workers see it: {@code .parquet}, or text
 * @param options which columns hold users and items, if their names do not say it; for text also
 *     separator and header, if they are not the usual ones. What else they say is of no use
 */
public record PairTable(String place, ReadOptions options) {

  /**
   * @throws BadInputException if no place is named, or fields are separated by any number of blanks
   */
  public PairTable {
    if (place.isBlank()) {
      throw new BadInputException("the place of the table is empty; give a file or folder");
    }
    if (options.separator().equals(Optional.of(Separator.SPACES))) {
      throw new BadInputException(
          "%s: workers do not read fields that are separated by any number of blanks; write a tab or a comma between them"
              .formatted(place));
    }
  }

  /** A table whose columns have usual names. */
  public static PairTable at(String place) {
    return new PairTable(place, ReadOptions.SNIFF);
  }
}
