package org.refold.data.read;

import java.util.Arrays;

/** Where the fields of a line begin and end, without the blanks and quotes around them. */
final class FieldBounds {

  private final boolean quotes;
  private int[] from = new int[16];
  private int[] to = new int[16];
  private int count;

  /**
   * @param quotes whether quotes around a field are none of it
   */
  FieldBounds(boolean quotes) {
    this.quotes = quotes;
  }

  /** How many fields there are. */
  int count() {
    return count;
  }

  /** The first byte of a field. */
  int from(int field) {
    return from[field];
  }

  /** The byte after the last of a field. */
  int to(int field) {
    return to[field];
  }

  /** Forgets the fields. */
  void clear() {
    count = 0;
  }

  /** Adds a field that stands between these bytes. */
  void add(byte[] bytes, int start, int end) {
    int f = start;
    int t = end;
    while (t > f && (bytes[t - 1] == ' ' || bytes[t - 1] == '\r')) {
      t--;
    }
    while (f < t && bytes[f] == ' ') {
      f++;
    }
    if (quotes && t - f >= 2 && bytes[f] == '"' && bytes[t - 1] == '"') {
      f++;
      t--;
    }
    if (count == from.length) {
      from = Arrays.copyOf(from, 2 * count);
      to = Arrays.copyOf(to, 2 * count);
    }
    from[count] = f;
    to[count++] = t;
  }

  /** Writes each doubled quote of a quoted field as one. */
  void unescape(byte[] bytes) {
    for (int k = 0; k < count; k++) {
      boolean quoted = from[k] > 0 && bytes[from[k] - 1] == '"';
      int w = from[k];
      for (int p = from[k]; p < to[k]; p++) {
        bytes[w++] = bytes[p];
        if (quoted && bytes[p] == '"' && p + 1 < to[k] && bytes[p + 1] == '"') {
          p++;
        }
      }
      to[k] = w;
    }
  }
}
