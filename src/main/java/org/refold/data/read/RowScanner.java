package org.refold.data.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.refold.settings.BadInputException;

/**
 * Splits a stream of bytes into lines and fields without an object per line: after {@link #next},
 * field {@code k} is {@code bytes()[from(k)]} up to before {@code bytes()[to(k)]}. Blank lines are
 * passed over; blanks around a field do not count unless they are quoted. Lines end in LF or CRLF,
 * the last one in nothing if need be. A byte order mark of UTF-8 is passed over. Text that follows
 * the closing quote of a field makes the line a {@linkplain #isTorn torn} one.
 */
final class RowScanner implements Closeable {

  private static final int CHUNK = 1 << 17;
  private static final int LONGEST_ROW = 1 << 26;
  private static final int NO_END = -1;

  private final InputStream in;
  private final String where;
  private final byte first;
  private final byte second;
  private final int width;
  private final boolean spaces;
  private final boolean quotes;

  private byte[] buffer = new byte[CHUNK];
  private int position;
  private int limit;
  private boolean begun;
  private boolean ended;

  private int[] from = new int[16];
  private int[] to = new int[16];
  private int fields;
  private boolean escapes;
  private boolean torn;
  private int lineBreaks;
  private long line;
  private long nextLine = 1;

  /**
   * @param in closed with this
   * @param where the name of the source, for messages
   */
  RowScanner(InputStream in, String where, Separator separator, Quoting quoting) {
    this.in = in;
    this.where = where;
    this.spaces = separator == Separator.SPACES;
    this.width = separator.text().length();
    this.first = (byte) separator.text().charAt(0);
    this.second = (byte) separator.text().charAt(width - 1);
    this.quotes = quoting == Quoting.DOUBLE_QUOTES;
  }

  /**
   * Goes to the next line that is not blank.
   *
   * @return false after the last
   * @throws BadInputException if a quote is never closed, or a line is no line
   */
  boolean next() throws IOException {
    if (!begun) {
      skipByteOrderMark();
      begun = true;
    }
    do {
      int end = scan();
      while (end == NO_END) {
        if (!fill()) {
          return endOfInput();
        }
        end = scan();
      }
      line = nextLine;
      lineBreaks = newlinesInside(end);
      nextLine += 1 + lineBreaks;
      position = end;
    } while (fields == 0);
    if (escapes) {
      unescape();
    }
    return true;
  }

  private boolean endOfInput() {
    if (position < limit) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s, line %d: a field begins with a quote that is never closed; close it, or read the"
                  + " file without quoting",
              where,
              nextLine));
    }
    return false;
  }

  private void skipByteOrderMark() throws IOException {
    while (limit < 3 && fill()) {
      // a stream may give fewer bytes than asked for
    }
    boolean mark =
        limit >= 3
            && buffer[0] == (byte) 0xEF
            && buffer[1] == (byte) 0xBB
            && buffer[2] == (byte) 0xBF;
    position = mark ? 3 : 0;
  }

  /** Moves what is left to the front and reads more behind it; ends the last line if need be. */
  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    if (limit == buffer.length) {
      if (limit >= LONGEST_ROW) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%s, line %d has no end after %d bytes; this is no delimited text, or a quote is"
                    + " not closed",
                where,
                nextLine,
                limit));
      }
      buffer = Arrays.copyOf(buffer, 2 * limit);
    }
    int count = in.read(buffer, limit, buffer.length - limit);
    if (count < 0) {
      ended = true;
      if (limit == 0 || buffer[limit - 1] == '\n') {
        return false;
      }
      buffer[limit++] = '\n';
      return true;
    }
    limit += count;
    return true;
  }

  /** Finds the fields of the line at the position; the position after it, or {@link #NO_END}. */
  private int scan() {
    fields = 0;
    escapes = false;
    torn = false;
    return spaces ? scanSpaces() : scanSeparated();
  }

  private int scanSeparated() {
    byte[] b = buffer;
    int p = position;
    int start = p;
    while (p < limit) {
      byte c = b[p];
      if (c == '\n') {
        close(start, p);
        if (fields == 1 && from[0] == to[0]) {
          fields = 0; // a blank line
        }
        return p + 1;
      }
      if (c == first && (width == 1 || (p + 1 < limit && b[p + 1] == second))) {
        close(start, p);
        p += width;
        start = p;
      } else if (c == '"' && quotes && isBlank(start, p)) {
        int after = closingQuote(p + 1);
        if (after == NO_END) {
          return NO_END;
        }
        p = skipBlanks(after);
        if (p == limit) {
          return NO_END;
        }
        torn |= b[p] != first && b[p] != '\n' && b[p] != '\r';
      } else {
        p++;
      }
    }
    return NO_END;
  }

  private boolean isBlank(int start, int end) {
    for (int p = start; p < end; p++) {
      if (buffer[p] != ' ') {
        return false;
      }
    }
    return true;
  }

  private int skipBlanks(int from) {
    int p = from;
    while (p < limit && buffer[p] == ' ') {
      p++;
    }
    return p;
  }

  /** The position after the quote that ends a field; doubled quotes stay inside. */
  private int closingQuote(int begin) {
    int p = begin;
    while (p < limit) {
      if (buffer[p] != '"') {
        p++;
      } else if (p + 1 == limit) {
        return NO_END; // what follows decides
      } else if (buffer[p + 1] == '"') {
        escapes = true;
        p += 2;
      } else {
        return p + 1;
      }
    }
    return NO_END;
  }

  private int scanSpaces() {
    byte[] b = buffer;
    int p = position;
    while (p < limit) {
      byte c = b[p];
      if (c == '\n') {
        return p + 1;
      }
      if (isBlank(c)) {
        p++;
        continue;
      }
      int start = p;
      while (p < limit && b[p] != '\n' && !isBlank(b[p])) {
        p++;
      }
      close(start, p);
    }
    return NO_END;
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  /** Ends a field; takes blanks and the quotes around it off. */
  private void close(int start, int end) {
    int f = start;
    int t = end;
    while (t > f && (buffer[t - 1] == ' ' || buffer[t - 1] == '\r')) {
      t--;
    }
    while (f < t && buffer[f] == ' ') {
      f++;
    }
    if (quotes && t - f >= 2 && buffer[f] == '"' && buffer[t - 1] == '"') {
      f++;
      t--;
    }
    if (fields == from.length) {
      from = Arrays.copyOf(from, 2 * fields);
      to = Arrays.copyOf(to, 2 * fields);
    }
    from[fields] = f;
    to[fields++] = t;
  }

  private int newlinesInside(int end) {
    int count = 0;
    if (quotes) {
      for (int p = position; p < end - 1; p++) {
        count += buffer[p] == '\n' ? 1 : 0;
      }
    }
    return count;
  }

  /** Writes each doubled quote of a quoted field as one. */
  private void unescape() {
    for (int k = 0; k < fields; k++) {
      boolean quoted = from[k] > 0 && buffer[from[k] - 1] == '"';
      int w = from[k];
      for (int p = from[k]; p < to[k]; p++) {
        buffer[w++] = buffer[p];
        if (quoted && buffer[p] == '"' && p + 1 < to[k] && buffer[p + 1] == '"') {
          p++;
        }
      }
      to[k] = w;
    }
  }

  /** Gives the first line another number than 1; to be called before {@link #next}. */
  RowScanner startAt(long firstLine) {
    nextLine = firstLine;
    return this;
  }

  /** Whether text follows the closing quote of a field. */
  boolean isTorn() {
    return torn;
  }

  /** How many line breaks stand inside quoted fields of the line. */
  int lineBreaks() {
    return lineBreaks;
  }

  /** How many fields the line has. */
  int fields() {
    return fields;
  }

  /** Holds the line; valid until the next. */
  byte[] bytes() {
    return buffer;
  }

  /** The first byte of a field. */
  int from(int field) {
    return from[field];
  }

  /** The byte after the last of a field. */
  int to(int field) {
    return to[field];
  }

  /** A field as text. */
  String text(int field, Charset charset) {
    return new String(buffer, from[field], to[field] - from[field], charset);
  }

  /** All fields as texts. */
  List<String> texts(Charset charset) {
    return IntStream.range(0, fields).mapToObj(field -> text(field, charset)).toList();
  }

  /** The number of the line, or of its first line if a quoted field has several; from 1. */
  long line() {
    return line;
  }

  /** The name of the source. */
  String where() {
    return where;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
