package org.refold.split.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.refold.data.Candidates;
import org.refold.data.Interactions;
import org.refold.settings.BadInputException;
import org.refold.split.audit.SplitAudit;

/**
 * A file of negatives: on each line a test pair as {@code (user,item)} and the user's negatives,
 * apart by tabs. A list may hold the positive itself (156 of the 6,040 published lists for
 * MovieLens-1M do): it counts once, so such a user is ranked among one negative fewer.
 */
public final class NcfNegatives {

  private final Path file;
  private final List<int[]> lists;
  private final int[] lineOf;
  private final int withPositive;

  private NcfNegatives(Path file, List<int[]> lists, int[] lineOf, int withPositive) {
    this.file = file;
    this.lists = lists;
    this.lineOf = lineOf;
    this.withPositive = withPositive;
  }

  /**
   * @param users how many users there are
   * @throws BadInputException if a line cannot be understood, or a user stands twice
   */
  public static NcfNegatives read(Path file, int users, NcfIds ids) {
    List<int[]> lists = new ArrayList<>(Collections.nCopies(users, new int[0]));
    int[] lineOf = new int[users];
    int withPositive = 0;
    try (Lines lines = Lines.open(file, '\t')) {
      while (lines.next()) {
        lines.requireFields(2, "(user,item) and then negatives, apart by tabs");
        String[] pair = pair(lines);
        int user = ids.user(lines, 0, pair[0]);
        if (lineOf[user] > 0) {
          throw lines.bad(
              0,
              String.format(Locale.ROOT, "user '%s' stands on line %d too", pair[0], lineOf[user]));
        }
        lineOf[user] = lines.number();
        int[] list = new int[lines.fields()];
        list[0] = ids.item(lines, 0, pair[1]);
        boolean holdsPositive = false;
        for (int k = 1; k < list.length; k++) {
          list[k] = ids.item(lines, k, lines.text(k));
          holdsPositive |= list[k] == list[0];
        }
        withPositive += holdsPositive ? 1 : 0;
        lists.set(user, list);
      }
    }
    return new NcfNegatives(file, lists, lineOf, withPositive);
  }

  private static String[] pair(Lines lines) {
    String text = lines.text(0).strip();
    int comma = text.lastIndexOf(',');
    if (!text.startsWith("(") || !text.endsWith(")") || comma < 0) {
      throw lines.bad(0, "'%s', expected a test pair such as (0,25)".formatted(text));
    }
    return new String[] {
      text.substring(1, comma).strip(), text.substring(comma + 1, text.length() - 1).strip()
    };
  }

  /**
   * The candidates for what is held out: each user's positive and negatives.
   *
   * @param foldOut at most one item for each user
   * @throws BadInputException if a user has no list, or a list for another item
   */
  public Candidates candidates(Interactions foldOut) {
    for (int user = 0; user < foldOut.userCount(); user++) {
      for (int p = foldOut.start(user); p < foldOut.end(user); p++) {
        requireListFor(foldOut, user, foldOut.item(p));
      }
    }
    return Candidates.of(lists);
  }

  private void requireListFor(Interactions foldOut, int user, int item) {
    int[] list = lists.get(user);
    String id = foldOut.users().id(user);
    if (list.length == 0) {
      throw new BadInputException(
          "%s has no line for user '%s', whose test item is '%s'"
              .formatted(file, id, foldOut.items().id(item)));
    }
    if (list[0] != item) {
      throw new BadInputException(
          String.format(
                  Locale.ROOT,
                  "%s, line %d: the list of user '%s' is for item '%s', but the test item is '%s';"
                      + " take test",
                  file,
                  lineOf[user],
                  id,
                  foldOut.items().id(list[0]),
                  foldOut.items().id(item))
              + " pairs and lists from one source, with ncf:PATH");
    }
  }

  /** How many lists hold their own positive among the negatives. */
  int withPositive() {
    return withPositive;
  }

  /** The same, for the audit. */
  public SplitAudit.Finding finding() {
    return new SplitAudit.Finding(
        withPositive > 0 ? SplitAudit.Level.NOTE : SplitAudit.Level.OK,
        "test.positives-among-negatives",
        withPositive,
        String.format(
            Locale.ROOT,
            "%d lists of negatives hold the positive itself, which counts once",
            withPositive));
  }
}
