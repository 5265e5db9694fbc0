package org.refold.split.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.refold.data.Candidates;
import org.refold.data.Interactions;
import org.refold.kernel.Streams;
import org.refold.settings.BadInputException;
import org.refold.split.Negatives;

/**
 * Draws candidates: for each user the held-out items and, without replacement, items that the user
 * has no interaction with in any part.
 */
public final class CandidateSampler {

  private final Interactions data;
  private final Negatives.Sampled negatives;
  private final int drawable;

  public CandidateSampler(Interactions data, Negatives.Sampled negatives) {
    this.data = data;
    this.negatives = negatives;
    boolean uniform = negatives.sampling() == Negatives.Sampling.UNIFORM;
    this.drawable = uniform ? data.itemCount() : itemsWithInteractions(data);
  }

  /**
   * The candidates for a hold-out.
   *
   * @param foldOut with the users of the data; a user without fold-out gets no candidates
   * @param purpose tells the streams of validation and test apart
   */
  public Candidates draw(Interactions foldOut, long seed, String purpose) {
    List<int[]> lists = new ArrayList<>(data.userCount());
    int[] takenBy = new int[data.itemCount()];
    Arrays.fill(takenBy, -1);
    for (int user = 0; user < data.userCount(); user++) {
      if (foldOut.count(user) == 0) {
        lists.add(new int[0]);
        continue;
      }
      String id = data.users().id(user);
      requireEnough(user, id);
      for (int p = data.start(user); p < data.end(user); p++) {
        takenBy[data.item(p)] = user;
      }
      SplittableRandom random = Streams.of(seed, "negatives/" + purpose + "/" + id);
      lists.add(draw(foldOut.itemsOf(user), user, takenBy, random));
    }
    return Candidates.of(lists);
  }

  private int[] draw(int[] positives, int user, int[] takenBy, SplittableRandom random) {
    int[] list = Arrays.copyOf(positives, positives.length + negatives.count());
    int size = positives.length;
    while (size < list.length) {
      int item = drawItem(random);
      if (takenBy[item] != user) {
        takenBy[item] = user;
        list[size++] = item;
      }
    }
    return list;
  }

  private int drawItem(SplittableRandom random) {
    return switch (negatives.sampling()) {
      case UNIFORM -> random.nextInt(data.itemCount());
      case POPULARITY -> data.item(random.nextInt(data.size())); // a random interaction's item
    };
  }

  /** The draws end only if there are items left to find, and end soon only if there are plenty. */
  private void requireEnough(int user, String id) {
    boolean uniform = negatives.sampling() == Negatives.Sampling.UNIFORM;
    int free = drawable - data.count(user);
    int needed = uniform ? negatives.count() : 2 * negatives.count();
    if (free < needed) {
      throw new BadInputException(
          String.format(
                  Locale.ROOT,
                  "negatives=%d cannot be drawn for user '%s': %d of %d items are left, %d are"
                      + " needed;",
                  negatives.count(),
                  id,
                  Math.max(0, free),
                  drawable,
                  needed)
              + " ask for fewer, or rank the whole catalogue with negatives=none");
    }
  }

  private static int itemsWithInteractions(Interactions data) {
    int items = 0;
    for (int count : data.itemCounts()) {
      items += count > 0 ? 1 : 0;
    }
    return items;
  }
}
