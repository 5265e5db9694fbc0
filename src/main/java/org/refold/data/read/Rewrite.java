package org.refold.data.read;

import java.util.List;
import java.util.Optional;

/**
 * Makes rows of a table of lines that are something else, one line at a time, so that files of any
 * length are read as they come and by the one reader of tables.
 *
 * @see #of
 */
interface Rewrite {

  /** The format that a file has if it needs this, or nothing where its lines are rows already. */
  Optional<Format> format();

  /**
   * The names of the columns, a line without its end; the empty text where lines bring their own.
   */
  default String header() {
    return "";
  }

  /**
   * Rewrites a line.
   *
   * @param line without its end, each byte a character
   * @param number from 1
   * @param out Modified: gets any number of rows, each with its end
   */
  void line(String line, long number, StringBuilder out);

  /**
   * What a file needs first, going by its first lines; nothing where they are a table.
   *
   * @throws org.refold.settings.BadInputException if they are neither a table nor something of
   *     which one can be made
   */
  static Optional<Rewrite> of(Head head) {
    if (head.endsLinesInReturns()) {
      return Optional.of(new PlainLines(0, ""));
    }
    List<String> lines = head.lines();
    Foreign.refuse(head.where(), lines);
    return PlainLines.of(head.allLines())
        .or(() -> JsonLines.of(head.where(), lines))
        .or(() -> UserRows.of(lines))
        .or(() -> NetflixBlocks.of(lines))
        .or(() -> JesterMatrix.of(lines));
  }
}
