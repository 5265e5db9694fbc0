package org.refold.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects interactions one by one in growing primitive arrays (12 to 24 bytes each) and puts them
 * in order. Not safe for several threads.
 */
public final class InteractionsBuilder {

  /** What becomes of a second interaction of the same user with the same item. */
  public enum Duplicates {
    /** The latest stays (by time, then by order of arrival), the others go and are counted. */
    LAST_WINS,
    /** All stay: a sequence in which items may repeat. */
    KEEP
  }

  private final boolean withValues;
  private final boolean withTimes;
  private int size;
  private int[] userOf = new int[1024];
  private int[] itemOf = new int[1024];
  private float[] values;
  private long[] times;
  private int duplicates;

  /**
   * @param withValues whether each interaction brings a value
   * @param withTimes whether each interaction brings a time
   */
  public InteractionsBuilder(boolean withValues, boolean withTimes) {
    this.withValues = withValues;
    this.withTimes = withTimes;
    this.values = new float[withValues ? 1024 : 0];
    this.times = new long[withTimes ? 1024 : 0];
  }

  /**
   * Adds one interaction.
   *
   * @param value the rating or count; ignored where there are no values
   * @param time milliseconds since 1970; ignored where there are no times
   */
  public void add(int user, int item, float value, long time) {
    if (size == userOf.length) {
      int capacity = Math.addExact(size, Math.max(1024, size / 2));
      userOf = Arrays.copyOf(userOf, capacity);
      itemOf = Arrays.copyOf(itemOf, capacity);
      values = withValues ? Arrays.copyOf(values, capacity) : values;
      times = withTimes ? Arrays.copyOf(times, capacity) : times;
    }
    userOf[size] = user;
    itemOf[size] = item;
    if (withValues) {
      values[size] = value;
    }
    if (withTimes) {
      times[size] = time;
    }
    size++;
  }

  /** How many interactions were added. */
  public int size() {
    return size;
  }

  /** How many interactions the last {@link #build} left out as duplicates. */
  public int duplicates() {
    return duplicates;
  }

  /**
   * Puts everything in order: by user, then by time, then by arrival.
   *
   * @param users raw ids for all user indices that were added
   * @param items raw ids for all item indices that were added
   */
  public Interactions build(Vocabulary users, Vocabulary items, Duplicates policy) {
    int[] starts = new int[users.size() + 1];
    for (int k = 0; k < size; k++) {
      starts[userOf[k] + 1]++;
    }
    for (int user = 0; user < users.size(); user++) {
      starts[user + 1] += starts[user];
    }
    int[] next = Arrays.copyOf(starts, users.size());
    int[] arrivals = new int[size];
    for (int k = 0; k < size; k++) {
      arrivals[next[userOf[k]]++] = k;
    }
    if (withTimes) {
      sortByTime(starts, arrivals);
    }
    duplicates = policy == Duplicates.LAST_WINS ? dropEarlier(starts, arrivals, items.size()) : 0;
    return gather(users, items, starts, arrivals);
  }

  /** Sorts each row of arrival numbers by (time, arrival). Rows are mostly sorted already. */
  private void sortByTime(int[] starts, int[] arrivals) {
    int[] spare = new int[size];
    for (int user = 0; user + 1 < starts.length; user++) {
      mergeSort(arrivals, spare, starts[user], starts[user + 1]);
    }
  }

  /** Stable, so that the order of arrival decides between equal times. */
  private void mergeSort(int[] row, int[] spare, int from, int to) {
    if (inOrder(row, from, to)) {
      return;
    }
    int middle = (from + to) >>> 1;
    mergeSort(row, spare, from, middle);
    mergeSort(row, spare, middle, to);
    System.arraycopy(row, from, spare, from, middle - from);
    int at = from;
    int left = from;
    int right = middle;
    while (left < middle && right < to) {
      row[at++] = times[row[right]] < times[spare[left]] ? row[right++] : spare[left++];
    }
    System.arraycopy(spare, left, row, at, middle - left);
  }

  private boolean inOrder(int[] arrivals, int from, int to) {
    for (int k = from + 1; k < to; k++) {
      if (times[arrivals[k - 1]] > times[arrivals[k]]) {
        return false;
      }
    }
    return true;
  }

  /** Keeps in each row only the last of every item, moves rows together, and counts what went. */
  private int dropEarlier(int[] starts, int[] arrivals, int itemCount) {
    int[] lastRow = new int[itemCount];
    boolean[] kept = new boolean[size];
    int gone = 0;
    for (int user = 0; user + 1 < starts.length; user++) {
      for (int k = starts[user + 1] - 1; k >= starts[user]; k--) {
        int item = itemOf[arrivals[k]];
        kept[k] = lastRow[item] != user + 1;
        lastRow[item] = user + 1;
        gone += kept[k] ? 0 : 1;
      }
    }
    if (gone > 0) {
      int to = 0;
      int from = 0;
      for (int user = 0; user + 1 < starts.length; user++) {
        for (int end = starts[user + 1]; from < end; from++) {
          if (kept[from]) {
            arrivals[to++] = arrivals[from];
          }
        }
        starts[user + 1] = to;
      }
    }
    return gone;
  }

  private Interactions gather(Vocabulary users, Vocabulary items, int[] starts, int[] arrivals) {
    int n = starts[users.size()];
    int[] itemAt = new int[n];
    float @Nullable [] valueAt = withValues ? new float[n] : null;
    long @Nullable [] timeAt = withTimes ? new long[n] : null;
    for (int p = 0; p < n; p++) {
      itemAt[p] = itemOf[arrivals[p]];
      if (valueAt != null) {
        valueAt[p] = values[arrivals[p]];
      }
      if (timeAt != null) {
        timeAt[p] = times[arrivals[p]];
      }
    }
    return new Interactions(users, items, starts, itemAt, valueAt, timeAt);
  }
}
