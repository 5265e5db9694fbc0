package org.refold.split.protocol;

import java.util.Arrays;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.settings.BadInputException;

/**
 * Hold-outs of users of whom little is known: the same users, the same items to find and to rank,
 * but models are given only some items of each history. Rankings hide the whole fold-in all the
 * same, so that figures for different numbers of items compare nothing else.
 *
 * <p>Which items are given is a random choice by the raw ids of user and item. Choices are nested:
 * two items are the one that alone would be given, and another. Their order stays.
 */
public final class NewUsers {

  /**
   * A user needs as many items folded in to be asked at all, so that splits that give up to so many
   * test the same users.
   */
  public static final int FEWEST = 10;

  private NewUsers() {}

  /**
   * Gives models some items of each history.
   *
   * @param holdout of users who are not in the training data
   * @param items how many different items are given; all where a history has fewer
   * @param fewest users with fewer different items in the fold-in have nothing to find any more
   * @param seed of the choice
   * @throws BadInputException if next items are asked for, each after all before it
   */
  public static Holdout given(Holdout holdout, int items, int fewest, long seed) {
    holdout.requireRest("a history of which only some items are given");
    Interactions foldIn = holdout.foldIn();
    PairKeys keys = new PairKeys(foldIn, seed, "given");
    boolean[] given = new boolean[foldIn.size()];
    boolean[] asked = new boolean[foldIn.userCount()];
    for (int user = 0; user < asked.length; user++) {
      long[] ranked = Arrays.stream(keys.sorted(user)).distinct().toArray();
      asked[user] = ranked.length >= fewest;
      int count = Math.min(items, ranked.length);
      for (int p = foldIn.start(user); count > 0 && p < foldIn.end(user); p++) {
        given[p] = keys.of(user, p) <= ranked[count - 1];
      }
    }
    Interactions foldOut = holdout.foldOut();
    return new Holdout(
        foldIn,
        foldOut.where(p -> asked[foldOut.userAt(p)]),
        holdout.users(),
        holdout.candidates(),
        foldIn.where(p -> given[p]));
  }
}
