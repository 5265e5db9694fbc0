package org.refold.data.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import org.refold.settings.BadInputException;

/**
 * What is in memory of a stream: the line that is being read, and what came with it. The last line
 * ends in a line feed here, whether it does in the stream or not; a byte order mark of UTF-8 is
 * passed over.
 */
final class ByteWindow implements Closeable {

  private static final int CHUNK = 1 << 17;
  private static final int LONGEST_ROW = 1 << 26;

  private final InputStream in;
  private final String where;
  private byte[] bytes = new byte[CHUNK];
  private int position;
  private int limit;
  private boolean begun;
  private boolean ended;

  /**
   * @param in closed with this
   * @param where the name of the source, for messages
   */
  ByteWindow(InputStream in, String where) {
    this.in = in;
    this.where = where;
  }

  /** Holds what was read; another array after {@link #fill}. */
  byte[] bytes() {
    return bytes;
  }

  /** The first byte of the line. */
  int position() {
    return position;
  }

  /** The byte after the last that was read. */
  int limit() {
    return limit;
  }

  /** Goes on to a line that begins here. */
  void moveTo(int line) {
    position = line;
  }

  /**
   * Moves the line to the front and reads more behind it.
   *
   * @param line its number, for messages
   * @return false if there is no more
   * @throws BadInputException if the line is too long for one
   */
  boolean fill(long line) throws IOException {
    if (!begun) {
      begun = true;
      return begin(line);
    }
    if (ended) {
      return false;
    }
    System.arraycopy(bytes, position, bytes, 0, limit - position);
    limit -= position;
    position = 0;
    if (limit == bytes.length) {
      if (limit >= LONGEST_ROW) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%s, line %d has no end after %d bytes; this is no delimited text, or a quote is"
                    + " not closed",
                where,
                line,
                limit));
      }
      bytes = Arrays.copyOf(bytes, 2 * limit);
    }
    int count = in.read(bytes, limit, bytes.length - limit);
    if (count < 0) {
      ended = true;
      if (limit == 0 || bytes[limit - 1] == '\n') {
        return false;
      }
      bytes[limit++] = '\n';
      return true;
    }
    limit += count;
    return true;
  }

  /** The first filling: enough of it to see the mark. */
  private boolean begin(long line) throws IOException {
    while (limit < 3 && fill(line)) {
      // a stream may give fewer bytes than asked for
    }
    boolean mark =
        limit >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    position = mark ? 3 : 0;
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
