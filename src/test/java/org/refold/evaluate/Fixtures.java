package org.refold.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.recommend.FoldIn;
import org.refold.recommend.TestModel;

/** Small hold-outs, and models that score what a table says. */
public final class Fixtures {

  private Fixtures() {}

  /** Interactions without values: user u is {@code "u" + u}, item i is {@code "i" + i}. */
  public static Interactions interactions(int items, int[]... rows) {
    return build(items, rows, null);
  }

  /** Interactions with a value each. */
  public static Interactions rated(int items, int[][] rows, float[][] values) {
    return build(items, rows, values);
  }

  private static Interactions build(int items, int[][] rows, float[][] values) {
    InteractionsBuilder builder = new InteractionsBuilder(values != null, false);
    for (int user = 0; user < rows.length; user++) {
      for (int k = 0; k < rows[user].length; k++) {
        builder.add(user, rows[user][k], values == null ? 1 : values[user][k], 0);
      }
    }
    return builder.build(
        ids("u", rows.length), ids("i", items), InteractionsBuilder.Duplicates.KEEP);
  }

  public static Vocabulary ids(String prefix, int size) {
    List<String> ids = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      ids.add(prefix + k);
    }
    return Vocabulary.of(ids);
  }

  public static Holdout strong(Interactions foldIn, Interactions foldOut) {
    return new Holdout(foldIn, foldOut, Holdout.Generalisation.STRONG);
  }

  /** Different numbers below a bound, in random order. */
  public static int[] some(SplittableRandom random, int count, int bound) {
    int[] all = new int[bound];
    for (int k = 0; k < bound; k++) {
      int other = random.nextInt(k + 1);
      all[k] = all[other];
      all[other] = k;
    }
    int[] result = new int[Math.min(count, bound)];
    System.arraycopy(all, 0, result, 0, result.length);
    return result;
  }

  /**
   * Scores what its table says; rows go by the raw ids u0, u1, ... of the users.
   *
   * @param items the items it knows
   * @param table [users, items]
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record ScoreTable(Vocabulary items, float[][] table) implements TestModel, FoldIn {

    public ScoreTable(float[]... table) {
      this(ids("i", table[0].length), table);
    }

    @Override
    public void score(Interactions histories, int from, int to, float[] scores) {
      for (int user = from; user < to; user++) {
        int row = Integer.parseInt(histories.users().id(user).substring(1));
        System.arraycopy(table[row], 0, scores, (user - from) * items.size(), items.size());
      }
    }
  }
}
