package org.refold.data.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A text whose lines are rewritten while it is read; bytes and characters are one to one. */
final class RewrittenStream extends InputStream {

  private static final int BLOCK = 1 << 16;
  private static final String MARK = "\u00EF\u00BB\u00BF";

  private final BufferedReader in;
  private final Rewrite rewrite;
  private final StringBuilder text = new StringBuilder();
  private byte[] pending;
  private int at;
  private long number;
  private boolean ended;

  RewrittenStream(InputStream in, Rewrite rewrite) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1), BLOCK);
    this.rewrite = rewrite;
    String header = rewrite.header();
    this.pending = header.isEmpty() ? new byte[0] : bytes(header + "\n");
  }

  /** The text without the byte order mark of UTF-8, if it begins with one. */
  static String withoutMark(String text) {
    return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private boolean fill() throws IOException {
    while (at == pending.length && !ended) {
      text.setLength(0);
      while (text.length() < BLOCK && !ended) {
        String line = in.readLine();
        if (line == null) {
          ended = true;
        } else {
          rewrite.line(number == 0 ? withoutMark(line) : line, ++number, text);
        }
      }
      pending = bytes(text.toString());
      at = 0;
    }
    return at < pending.length;
  }

  @Override
  public int read() throws IOException {
    return fill() ? pending[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, pending.length - at);
    System.arraycopy(pending, at, into, offset, count);
    at += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
