package org.refold.data;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.refold.settings.BadInputException;

/**
 * Keeps some of the interactions. What has no interaction left leaves the vocabularies. The text of
 * a filter, such as {@code value>=4}, is read back by {@link #parse}.
 */
public sealed interface Filter {

  /**
   * The interactions that stay, with vocabularies of only those users and items that have one.
   *
   * @throws BadInputException if nothing stays; the message says what would
   */
  Interactions apply(Interactions data);

  /**
   * Keeps interactions of at least a value: {@code value>=4}, the usual way to make ratings
   * implicit.
   *
   * @param least the smallest value that stays
   */
  record MinValue(float least) implements Filter {

    /**
     * @throws BadInputException if the threshold is not finite
     */
    public MinValue {
      if (!Float.isFinite(least)) {
        throw new BadInputException("value>=%s: the threshold must be finite".formatted(least));
      }
    }

    @Override
    public Interactions apply(Interactions data) {
      if (!data.hasValues() && !data.isEmpty() && least > 1) {
        throw new BadInputException(
            "%s leaves nobody: the data have no values, so that each counts as 1; leave the"
                    .formatted(this)
                + " threshold out");
      }
      Interactions kept = data.where(p -> data.value(p) >= least);
      if (kept.isEmpty() && !data.isEmpty()) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int p = 0; p < data.size(); p++) {
          largest = Math.max(largest, data.value(p));
        }
        throw new BadInputException(
            "%s leaves nobody: the largest of %d values is %s; use a threshold of at most %s"
                .formatted(this, data.size(), Counts.plain(largest), Counts.plain(largest)));
      }
      return kept.compact();
    }

    @Override
    public String toString() {
      return "value>=" + Counts.plain(least);
    }
  }

  /**
   * Keeps users with at least so many interactions, once: {@code users>=5}.
   *
   * @param least the smallest count that stays
   */
  record MinPerUser(int least) implements Filter {

    /**
     * @throws BadInputException if the bound is not positive
     */
    public MinPerUser {
      Counts.checkPositive("users>=", least);
    }

    @Override
    public Interactions apply(Interactions data) {
      int[] counts = Counts.ofUsers(data);
      return Counts.keep(data, this, counts, data.itemCounts(), c -> c >= least, c -> true);
    }

    @Override
    public String toString() {
      return "users>=" + least;
    }
  }

  /**
   * Keeps items with at least so many interactions, once: {@code items>=5}.
   *
   * @param least the smallest count that stays
   */
  record MinPerItem(int least) implements Filter {

    /**
     * @throws BadInputException if the bound is not positive
     */
    public MinPerItem {
      Counts.checkPositive("items>=", least);
    }

    @Override
    public Interactions apply(Interactions data) {
      int[] counts = Counts.ofUsers(data);
      return Counts.keep(data, this, counts, data.itemCounts(), c -> true, c -> c >= least);
    }

    @Override
    public String toString() {
      return "items>=" + least;
    }
  }

  /**
   * Keeps users with at most so many interactions, once: {@code users<=1000}.
   *
   * @param most the largest count that stays
   */
  record MaxPerUser(int most) implements Filter {

    /**
     * @throws BadInputException if the bound is not positive
     */
    public MaxPerUser {
      Counts.checkPositive("users<=", most);
    }

    @Override
    public Interactions apply(Interactions data) {
      int[] counts = Counts.ofUsers(data);
      return Counts.keep(data, this, counts, data.itemCounts(), c -> c <= most, c -> true);
    }

    @Override
    public String toString() {
      return "users<=" + most;
    }
  }

  /**
   * Keeps items with at most so many interactions, once: {@code items<=1000}.
   *
   * @param most the largest count that stays
   */
  record MaxPerItem(int most) implements Filter {

    /**
     * @throws BadInputException if the bound is not positive
     */
    public MaxPerItem {
      Counts.checkPositive("items<=", most);
    }

    @Override
    public Interactions apply(Interactions data) {
      int[] counts = Counts.ofUsers(data);
      return Counts.keep(data, this, counts, data.itemCounts(), c -> true, c -> c <= most);
    }

    @Override
    public String toString() {
      return "items<=" + most;
    }
  }

  /**
   * Keeps the largest part in which every user and every item has at least {@code k} interactions:
   * {@code k-core 5}. Users and items go in turns until none has too few; the outcome does not
   * depend on the turns.
   *
   * @param k the smallest count of a user and of an item
   */
  record KCore(int k) implements Filter {

    /**
     * @throws BadInputException if the bound is not positive
     */
    public KCore {
      Counts.checkPositive("k-core ", k);
    }

    @Override
    public Interactions apply(Interactions data) {
      int[] users = Counts.ofUsers(data);
      int[] items = data.itemCounts();
      Counts.peel(data, users, items, k);
      return Counts.keep(data, this, users, items, c -> c >= k, c -> c >= k);
    }

    @Override
    public String toString() {
      return "k-core " + k;
    }
  }

  /**
   * Reads a filter from its text: {@code value>=4}, {@code users>=5}, {@code items>=5}, {@code
   * users<=1000}, {@code items<=1000}, {@code k-core 5} or {@code k-core=5}.
   *
   * @throws BadInputException if the text is none of these
   */
  static Filter parse(String text) {
    Matcher m =
        Pattern.compile("(value|users|items|k-core)\\s*(>=|<=|=|\\s)\\s*([-+.\\w]+)")
            .matcher(text.strip().toLowerCase(Locale.ROOT));
    if (m.matches()) {
      String kind = m.group(1) + m.group(2).replaceAll("[=\\s]+$", "=");
      String bound = m.group(3);
      try {
        switch (kind) {
          case "value>=" -> {
            return new MinValue(Float.parseFloat(bound));
          }
          case "users>=" -> {
            return new MinPerUser(Integer.parseInt(bound));
          }
          case "items>=" -> {
            return new MinPerItem(Integer.parseInt(bound));
          }
          case "users<=" -> {
            return new MaxPerUser(Integer.parseInt(bound));
          }
          case "items<=" -> {
            return new MaxPerItem(Integer.parseInt(bound));
          }
          case "k-core=" -> {
            return new KCore(Integer.parseInt(bound));
          }
          default -> {}
        }
      } catch (NumberFormatException e) {
        throw new BadInputException(
            "the filter '%s' needs a number, not '%s'".formatted(text.strip(), bound), e);
      }
    }
    throw new BadInputException(
        "'%s' is no filter; known: value>=4, users>=5, items>=5, users<=1000, items<=1000, k-core 5"
            .formatted(text.strip()));
  }
}
