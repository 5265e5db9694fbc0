package org.refold.data.read;

import java.nio.charset.Charset;
import java.util.Locale;
import org.refold.settings.BadInputException;

/**
 * How a delimited file of interactions is written.
 *
 * @param separator what stands between fields
 * @param quoting whether fields may be quoted
 * @param header whether the first line names the columns
 * @param fields how many fields every line has
 * @param columns which of them are read, and as what
 * @param time how times are written; of no effect where there are none
 * @param charset the encoding of raw ids, one in which ASCII characters are single bytes
 */
public record FileLayout(
    Separator separator,
    Quoting quoting,
    Header header,
    int fields,
    ColumnRoles columns,
    TimeFormat time,
    Charset charset) {

  /**
   * @throws BadInputException if a column lies beyond the last field, or quotes are to go with
   *     {@link Separator#SPACES}
   */
  public FileLayout {
    if (separator == Separator.SPACES && quoting == Quoting.DOUBLE_QUOTES) {
      throw new BadInputException("fields separated by spaces cannot be quoted; leave quoting out");
    }
    if (columns.last() >= fields) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "the columns are %s, but lines separated by %s have %d; name columns that there are",
              columns,
              separator,
              fields));
    }
  }

  /** The same in another encoding. */
  FileLayout withCharset(Charset other) {
    return new FileLayout(separator, quoting, header, fields, columns, time, other);
  }

  /** One line for a person. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d columns separated by %s, %s header, %s%s, %s",
        fields,
        separator,
        header == Header.PRESENT ? "with" : "no",
        columns,
        columns.time().isPresent() ? " in " + time : "",
        charset);
  }
}
