package org.refold.train.batch;

import java.util.Arrays;
import org.refold.train.batch.Sequences.Windows;

/** The windows of histories, which stand one behind the other in a long list. */
final class WindowList {

  private final Windows kind;
  private final int length;
  private final int offset;
  private int[] users = new int[16];
  private int[] starts = new int[16];
  private int[] lengths = new int[16];
  private int count;

  /**
   * @param kind which windows of a long history there are
   * @param length the most places of a window
   * @param offset how far the target is from its place
   */
  WindowList(Windows kind, int length, int offset) {
    this.kind = kind;
    this.length = length;
    this.offset = offset;
  }

  /** Adds the windows of the history {@code from <= position < to}, the last one first. */
  void add(int user, int from, int to) {
    int end = to - offset;
    while (end > from) {
      int start = Math.max(from, end - length);
      addWindow(user, start, end - start);
      if (start == from || kind == Windows.LAST) {
        return;
      }
      end = kind == Windows.DISJOINT ? start : nextEnd(from, start);
    }
  }

  /** Half a window back, but whole: the first window begins with the history. */
  private int nextEnd(int from, int start) {
    return Math.max(from, start - Math.max(1, length / 2)) + length;
  }

  private void addWindow(int user, int start, int places) {
    if (count == users.length) {
      users = Arrays.copyOf(users, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
      lengths = Arrays.copyOf(lengths, 2 * count);
    }
    users[count] = user;
    starts[count] = start;
    lengths[count] = places;
    count++;
  }

  int[] users() {
    return Arrays.copyOf(users, count);
  }

  int[] starts() {
    return Arrays.copyOf(starts, count);
  }

  int[] lengths() {
    return Arrays.copyOf(lengths, count);
  }
}
