package org.refold.data;

import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.refold.settings.BadInputException;
import org.refold.settings.Spec;
import org.refold.settings.Tokens;

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
   * Keeps interactions of at least a value: {@code value>=4}, which makes ratings implicit.
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
            "%s leaves nothing: the data have no values, so that each counts as 1; leave the"
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
            String.format(
                Locale.ROOT,
                "%s leaves nothing: the largest of %d values is %s; use a threshold of at most %s",
                this,
                data.size(),
                Spec.number(largest),
                Spec.number(largest)));
      }
      return kept.compact();
    }

    @Override
    public String toString() {
      return "value>=" + Spec.number(least);
    }
  }

  /**
   * Keeps users, or items, whose number of interactions is within a bound, once: {@code users>=5},
   * {@code items<=1000}.
   *
   * @param of whose interactions are counted
   * @param bound which side of the count stays
   * @param count the smallest, or largest, number that stays
   */
  record CountBound(Of of, Bound bound, int count) implements Filter {

    /** Whose interactions are counted. */
    public enum Of {
      /** Those of each user. */
      USERS,
      /** Those of each item. */
      ITEMS
    }

    /** Which counts stay. */
    public enum Bound {
      /** The bound and more. */
      AT_LEAST(">="),
      /** The bound and less. */
      AT_MOST("<=");

      private final String sign;

      Bound(String sign) {
        this.sign = sign;
      }
    }

    /**
     * @throws BadInputException if the bound is not positive
     */
    public CountBound {
      Counts.checkPositive(Tokens.of(of) + bound.sign, count);
    }

    @Override
    public Interactions apply(Interactions data) {
      IntPredicate within = bound == Bound.AT_LEAST ? c -> c >= count : c -> c <= count;
      IntPredicate any = c -> true;
      return Counts.keep(
          data,
          this,
          Counts.ofUsers(data),
          data.itemCounts(),
          of == Of.USERS ? within : any,
          of == Of.ITEMS ? within : any);
    }

    @Override
    public String toString() {
      return Tokens.of(of) + bound.sign + count;
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
          case "users>=", "items>=", "users<=", "items<=" -> {
            CountBound.Bound side =
                m.group(2).equals(">=") ? CountBound.Bound.AT_LEAST : CountBound.Bound.AT_MOST;
            CountBound.Of of = Tokens.read(CountBound.Of.class, "what is counted", m.group(1));
            return new CountBound(of, side, Integer.parseInt(bound));
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
