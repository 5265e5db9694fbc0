package org.refold.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A users x items matrix of interactions in compressed sparse rows: for each user the items, and
 * where the source has them a value (rating, count) and a time for each. Immutable; safe to share
 * between threads.
 *
 * <p>An interaction is addressed by its <em>position</em>, {@code 0 <= p < size()}; those of user
 * {@code u} stand at {@code start(u) <= p < end(u)}, <strong>oldest first</strong>: by time, and
 * where times are equal or missing, in the order of the source. So a row is also the user's
 * sequence. {@link #byItem()} gives the other orientation.
 *
 * <p>Users and items may have no interaction at all: splits share one vocabulary over parts that
 * each hold only some of the data.
 */
public final class Interactions {

  private final Vocabulary users;
  private final Vocabulary items;
  private final int[] starts;
  private final int[] itemAt;
  private final float @Nullable [] values;
  private final long @Nullable [] times;
  private volatile @Nullable ByItem byItem;
  private @Nullable BinaryMatrix ones;

  /** Takes the arrays as they are; {@link InteractionsBuilder} makes them. */
  Interactions(
      Vocabulary users,
      Vocabulary items,
      int[] starts,
      int[] itemAt,
      float @Nullable [] values,
      long @Nullable [] times) {
    this.users = users;
    this.items = items;
    this.starts = starts;
    this.itemAt = itemAt;
    this.values = values;
    this.times = times;
  }

  /** The raw ids of the users, by index. */
  public Vocabulary users() {
    return users;
  }

  /** The raw ids of the items, by index. */
  public Vocabulary items() {
    return items;
  }

  /** The number of rows, with those that are empty. */
  public int userCount() {
    return users.size();
  }

  /** The number of columns, with those that are empty. */
  public int itemCount() {
    return items.size();
  }

  /** The number of interactions. */
  public int size() {
    return itemAt.length;
  }

  /** Whether there is no interaction. */
  public boolean isEmpty() {
    return itemAt.length == 0;
  }

  /** The first position of a user. */
  public int start(int user) {
    return starts[user];
  }

  /** The position after a user's last. */
  public int end(int user) {
    return starts[user + 1];
  }

  /** How many interactions a user has. */
  public int count(int user) {
    return starts[user + 1] - starts[user];
  }

  /** The item at a position. */
  public int item(int position) {
    return itemAt[position];
  }

  /** The value at a position; 1 where the data have no values. */
  public float value(int position) {
    return values == null ? 1f : values[position];
  }

  /**
   * The time at a position, in milliseconds since 1970.
   *
   * @throws IllegalStateException if the data have no times; ask {@link #hasTimes()} first
   */
  public long time(int position) {
    if (times == null) {
      throw new IllegalStateException("these interactions have no times");
    }
    return times[position];
  }

  /** Whether each interaction has a value of its own. */
  public boolean hasValues() {
    return values != null;
  }

  /** Whether each interaction has a time. */
  public boolean hasTimes() {
    return times != null;
  }

  /** The user at a position, found by binary search. */
  public int userAt(int position) {
    int lo = 0;
    int hi = userCount();
    while (hi - lo > 1) {
      int mid = (lo + hi) >>> 1;
      if (starts[mid] <= position) {
        lo = mid;
      } else {
        hi = mid;
      }
    }
    return lo;
  }

  /** A user's items, oldest first, in a fresh array. */
  public int[] itemsOf(int user) {
    return Arrays.copyOfRange(itemAt, starts[user], starts[user + 1]);
  }

  /** Whether a user has an interaction with an item; looks through the user's row. */
  public boolean contains(int user, int item) {
    for (int p = starts[user]; p < starts[user + 1]; p++) {
      if (itemAt[p] == item) {
        return true;
      }
    }
    return false;
  }

  /** How often each item occurs: {@code [itemCount()]}. */
  public int[] itemCounts() {
    int[] counts = new int[itemCount()];
    for (int item : itemAt) {
      counts[item]++;
    }
    return counts;
  }

  /** The same interactions by item; made at the first call and kept. */
  public ByItem byItem() {
    ByItem made = byItem;
    if (made == null) {
      made = new ByItem(this);
      byItem = made;
    }
    return made;
  }

  /** See {@link BinaryMatrix#of(Interactions)}; threads that need it at once wait for the first. */
  synchronized BinaryMatrix ones() {
    if (ones == null) {
      ones = BinaryMatrix.sorted(itemCount(), starts, itemAt);
    }
    return ones;
  }

  /**
   * The interactions at some positions; vocabularies stay as they are. Where all stay, this matrix
   * itself.
   *
   * @param keep asked once for each position, in ascending order
   */
  public Interactions where(IntPredicate keep) {
    int[] newStarts = new int[starts.length];
    int[] positions = new int[size()];
    int kept = 0;
    for (int user = 0; user < userCount(); user++) {
      for (int p = starts[user]; p < starts[user + 1]; p++) {
        if (keep.test(p)) {
          positions[kept++] = p;
        }
      }
      newStarts[user + 1] = kept;
    }
    return kept == size() ? this : at(users, newStarts, Arrays.copyOf(positions, kept));
  }

  /** A number for an interaction of a user. */
  @FunctionalInterface
  public interface TieKey {
    /** The number; it is asked of interactions at the time of another one only. */
    long of(int user, int position);
  }

  /**
   * The same with interactions of a user at one time in ascending order of a key, and in the order
   * in which they stand where keys are equal too. All others keep their place.
   *
   * @throws IllegalStateException if there are no times
   */
  public Interactions withTiesBy(TieKey key) {
    int[] positions = new int[size()];
    for (int user = 0; user < userCount(); user++) {
      int from = start(user);
      while (from < end(user)) {
        int to = from + 1;
        while (to < end(user) && time(to) == time(from)) {
          to++;
        }
        sortTies(user, from, to, key, positions);
        from = to;
      }
    }
    return at(users, starts, positions);
  }

  private static void sortTies(int user, int from, int to, TieKey key, int[] positions) {
    if (to - from == 1) {
      positions[from] = from;
      return;
    }
    int[] sorted =
        IntStream.range(from, to)
            .boxed()
            .sorted(Comparator.comparingLong(p -> key.of(user, p)))
            .mapToInt(Integer::intValue)
            .toArray();
    System.arraycopy(sorted, 0, positions, from, to - from);
  }

  /**
   * The rows of some users, in the given order, with a vocabulary of just these users.
   *
   * @param rows users of this matrix, each at most once
   */
  public Interactions rows(int[] rows) {
    if (isAllInOrder(rows)) {
      return this;
    }
    int[] newStarts = new int[rows.length + 1];
    for (int k = 0; k < rows.length; k++) {
      newStarts[k + 1] = newStarts[k] + count(rows[k]);
    }
    return at(users.subset(rows), newStarts, positions(rows, newStarts));
  }

  private boolean isAllInOrder(int[] rows) {
    boolean all = rows.length == userCount();
    for (int k = 0; all && k < rows.length; k++) {
      all = rows[k] == k;
    }
    return all;
  }

  /** The positions of some rows, one after the other; none of a row below 0. */
  private int[] positions(int[] rows, int[] newStarts) {
    int[] positions = new int[newStarts[rows.length]];
    for (int k = 0; k < rows.length; k++) {
      for (int to = newStarts[k]; to < newStarts[k + 1]; to++) {
        positions[to] = start(rows[k]) + to - newStarts[k];
      }
    }
    return positions;
  }

  private Interactions at(Vocabulary newUsers, int[] newStarts, int[] positions) {
    int n = positions.length;
    int[] newItems = new int[n];
    float[] newValues = values == null ? null : new float[n];
    long[] newTimes = times == null ? null : new long[n];
    for (int k = 0; k < n; k++) {
      newItems[k] = itemAt[positions[k]];
      if (values != null && newValues != null) {
        newValues[k] = values[positions[k]];
      }
      if (times != null && newTimes != null) {
        newTimes[k] = times[positions[k]];
      }
    }
    return new Interactions(newUsers, items, newStarts, newItems, newValues, newTimes);
  }

  /**
   * The same interactions over another vocabulary of items; those of unknown items are left out.
   */
  public Interactions withItems(Vocabulary newItems) {
    if (newItems.equals(items)) {
      return this;
    }
    int[] index = items.indicesIn(newItems);
    Interactions known = where(p -> index[itemAt[p]] >= 0);
    int[] renumbered = new int[known.size()];
    for (int p = 0; p < renumbered.length; p++) {
      renumbered[p] = index[known.itemAt[p]];
    }
    return new Interactions(users, newItems, known.starts, renumbered, known.values, known.times);
  }

  /**
   * The same interactions over another vocabulary of users: each row is that of the same raw id,
   * and empty where this matrix does not have it. Rows of users that are not asked for are left
   * out.
   */
  public Interactions withUsers(Vocabulary newUsers) {
    if (newUsers.equals(users)) {
      return this;
    }
    int[] rows = newUsers.indicesIn(users);
    int[] newStarts = new int[rows.length + 1];
    for (int k = 0; k < rows.length; k++) {
      newStarts[k + 1] = newStarts[k] + (rows[k] < 0 ? 0 : count(rows[k]));
    }
    return at(newUsers, newStarts, positions(rows, newStarts));
  }

  /** The same interactions without values: each counts as 1. */
  public Interactions withoutValues() {
    return new Interactions(users, items, starts, itemAt, null, times);
  }

  /** The same interactions with vocabularies of only the users and items that have one. */
  public Interactions compact() {
    int[] counts = itemCounts();
    int[] usedItems = indicesWhere(itemCount(), i -> counts[i] > 0);
    int[] usedUsers = indicesWhere(userCount(), u -> count(u) > 0);
    return rows(usedUsers).withItems(items.subset(usedItems));
  }

  private static int[] indicesWhere(int size, IntPredicate keep) {
    int[] result = new int[size];
    int n = 0;
    for (int k = 0; k < size; k++) {
      if (keep.test(k)) {
        result[n++] = k;
      }
    }
    return Arrays.copyOf(result, n);
  }

  /**
   * A hash of the content: raw ids, positions, values and times. Equal data have equal hashes
   * whatever file they came from. Times that are all whole seconds are hashed as seconds, so that
   * the unit in which they are kept does not count.
   *
   * @return SHA-256 in hexadecimal
   */
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      hashIds(digest, users);
      hashIds(digest, items);
      hashInts(digest, starts);
      hashInts(digest, itemAt);
      if (values != null) {
        int[] bits = new int[values.length];
        for (int p = 0; p < bits.length; p++) {
          bits[p] = Float.floatToIntBits(values[p]);
        }
        hashInts(digest, bits);
      }
      if (times != null) {
        hashTimes(digest, times);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void hashIds(MessageDigest digest, Vocabulary vocabulary) {
    for (String id : vocabulary.ids()) {
      digest.update(id.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    digest.update((byte) 1);
  }

  private static void hashInts(MessageDigest digest, int[] numbers) {
    ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * numbers.length);
    buffer.asIntBuffer().put(numbers);
    digest.update(buffer);
  }

  private static void hashTimes(MessageDigest digest, long[] times) {
    boolean whole = Arrays.stream(times).allMatch(time -> time % 1000 == 0);
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES * times.length);
    for (long time : times) {
      buffer.putLong(whole ? time / 1000 : time);
    }
    digest.update(buffer.flip());
    if (!whole) {
      digest.update("ms".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d users x %d items, %d interactions", userCount(), itemCount(), size());
  }

  /**
   * Interactions by item: those of item {@code i} stand at the ranks {@code start(i) <= r <
   * end(i)}, users ascending.
   */
  public static final class ByItem {

    private final int[] starts;
    private final int[] userAt;
    private final int[] positionAt;
    private final Interactions rows;

    private ByItem(Interactions rows) {
      this.rows = rows;
      this.starts = new int[rows.itemCount() + 1];
      this.userAt = new int[rows.size()];
      this.positionAt = new int[rows.size()];
      for (int item : rows.itemAt) {
        starts[item + 1]++;
      }
      for (int item = 0; item < rows.itemCount(); item++) {
        starts[item + 1] += starts[item];
      }
      int[] next = Arrays.copyOf(starts, rows.itemCount());
      for (int user = 0; user < rows.userCount(); user++) {
        for (int p = rows.starts[user]; p < rows.starts[user + 1]; p++) {
          int rank = next[rows.itemAt[p]]++;
          userAt[rank] = user;
          positionAt[rank] = p;
        }
      }
    }

    /** The first rank of an item. */
    public int start(int item) {
      return starts[item];
    }

    /** The rank after an item's last. */
    public int end(int item) {
      return starts[item + 1];
    }

    /** How many interactions an item has. */
    public int count(int item) {
      return starts[item + 1] - starts[item];
    }

    /** The user at a rank. */
    public int user(int rank) {
      return userAt[rank];
    }

    /** The value at a rank; 1 where the data have no values. */
    public float value(int rank) {
      return rows.value(positionAt[rank]);
    }

    /** The position, in the orientation by user, of what stands at a rank. */
    public int position(int rank) {
      return positionAt[rank];
    }
  }
}
