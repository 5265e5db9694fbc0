package org.refold.split.files;

import java.util.Locale;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;

/** What the ids in files of the NCF layout stand for. */
public interface NcfIds {

  /** The user of a field. */
  int user(Lines line, int field, String text);

  /** The item of a field. */
  int item(Lines line, int field, String text);

  /** Raw ids of some data. */
  static NcfIds raw(Interactions data) {
    return new NcfIds() {
      @Override
      public int user(Lines line, int field, String text) {
        return known(data.users(), "user", line, field, text);
      }

      @Override
      public int item(Lines line, int field, String text) {
        return known(data.items(), "item", line, field, text);
      }
    };
  }

  /**
   * Numbers from 0.
   *
   * @param users how many there are
   * @param items how many there are
   */
  static NcfIds numbers(int users, int items) {
    return new NcfIds() {
      @Override
      public int user(Lines line, int field, String text) {
        return number(users, "user", line, field, text);
      }

      @Override
      public int item(Lines line, int field, String text) {
        return number(items, "item", line, field, text);
      }
    };
  }

  private static int known(Vocabulary ids, String what, Lines line, int field, String text) {
    int index = ids.indexOf(text);
    if (index < 0) {
      throw line.bad(
          field,
          "%s '%s' is not in the data, expected a raw id such as '%s'"
              .formatted(what, text, ids.id(0)));
    }
    return index;
  }

  private static int number(int count, String what, Lines line, int field, String text) {
    int number = parse(text);
    if (number < 0 || number >= count) {
      throw line.bad(
          field,
          String.format(
              Locale.ROOT,
              "%s is '%s', expected a number from 0 to %d, one for each %s in order of first"
                  + " appearance",
              what,
              text,
              count - 1,
              what));
    }
    return number;
  }

  private static int parse(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1; // the caller says what is wrong with it, and where
    }
  }
}
