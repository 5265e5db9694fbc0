package org.refold.data.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.refold.settings.BadInputException;

/**
 * Splits a stream of bytes into lines and fields without an object per line: after {@link #next},
 * field {@code k} is {@code bytes()[from(k)]} up to before {@code bytes()[to(k)]}. Blank lines are
 * passed over; blanks around a field do not count unless they are quoted. Lines end in LF or CRLF,
 * the last one in nothing if need be. Text that follows the closing quote of a field makes the line
 * a {@linkplain #isTorn torn} one.
 */
final class RowScanner implements Closeable {

  private static final int NO_END = -1;

  private final ByteWindow window;
  private final FieldBounds bounds;
  private final String where;
  private final byte first;
  private final byte second;
  private final int width;
  private final boolean spaces;
  private final boolean quotes;

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
    this.window = new ByteWindow(in, where);
    this.where = where;
    this.spaces = separator == Separator.SPACES;
    this.width = separator.text().length();
    this.first = (byte) separator.text().charAt(0);
    this.second = (byte) separator.text().charAt(width - 1);
    this.quotes = quoting == Quoting.DOUBLE_QUOTES;
    this.bounds = new FieldBounds(quotes);
  }

  /**
   * Goes to the next line that is not blank.
   *
   * @return false after the last
   * @throws BadInputException if a quote is never closed, or a line is no line
   */
  boolean next() throws IOException {
    do {
      int end = scan();
      while (end == NO_END) {
        if (!window.fill(nextLine)) {
          return endOfInput();
        }
        end = scan();
      }
      line = nextLine;
      lineBreaks = newlinesInside(end);
      nextLine += 1 + lineBreaks;
      window.moveTo(end);
    } while (bounds.count() == 0);
    if (escapes) {
      bounds.unescape(window.bytes());
    }
    return true;
  }

  private boolean endOfInput() {
    if (window.position() < window.limit()) {
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

  /** Finds the fields of the line at the position; the position after it, or {@link #NO_END}. */
  private int scan() {
    bounds.clear();
    escapes = false;
    torn = false;
    return spaces ? scanSpaces() : scanSeparated();
  }

  private int scanSeparated() {
    byte[] b = window.bytes();
    int limit = window.limit();
    int p = window.position();
    int start = p;
    while (p < limit) {
      byte c = b[p];
      if (c == '\n') {
        bounds.add(b, start, p);
        if (bounds.count() == 1 && bounds.from(0) == bounds.to(0)) {
          bounds.clear(); // a blank line
        }
        return p + 1;
      }
      if (c == first && (width == 1 || (p + 1 < limit && b[p + 1] == second))) {
        bounds.add(b, start, p);
        p += width;
        start = p;
      } else if (c == '"' && quotes && skipBlanks(b, start, p) == p) {
        int after = closingQuote(b, p + 1, limit);
        if (after == NO_END) {
          return NO_END;
        }
        p = skipBlanks(b, after, limit);
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

  private static int skipBlanks(byte[] b, int from, int limit) {
    int p = from;
    while (p < limit && b[p] == ' ') {
      p++;
    }
    return p;
  }

  /** The position after the quote that ends a field; doubled quotes stay inside. */
  private int closingQuote(byte[] b, int from, int limit) {
    int p = from;
    while (p < limit) {
      if (b[p] != '"') {
        p++;
      } else if (p + 1 == limit) {
        return NO_END; // what follows decides
      } else if (b[p + 1] == '"') {
        escapes = true;
        p += 2;
      } else {
        return p + 1;
      }
    }
    return NO_END;
  }

  private int scanSpaces() {
    byte[] b = window.bytes();
    int limit = window.limit();
    int p = window.position();
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
      bounds.add(b, start, p);
    }
    return NO_END;
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  private int newlinesInside(int end) {
    int count = 0;
    if (quotes) {
      for (int p = window.position(); p < end - 1; p++) {
        count += window.bytes()[p] == '\n' ? 1 : 0;
      }
    }
    return count;
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
    return bounds.count();
  }

  /** Holds the line; valid until the next. */
  byte[] bytes() {
    return window.bytes();
  }

  /** The first byte of a field. */
  int from(int field) {
    return bounds.from(field);
  }

  /** The byte after the last of a field. */
  int to(int field) {
    return bounds.to(field);
  }

  /** A field as text. */
  String text(int field, Charset charset) {
    return new String(bytes(), from(field), to(field) - from(field), charset);
  }

  /** All fields as texts. */
  List<String> texts(Charset charset) {
    return IntStream.range(0, fields()).mapToObj(field -> text(field, charset)).toList();
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
    window.close();
  }
}
