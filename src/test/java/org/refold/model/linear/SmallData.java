package org.refold.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.recommend.FoldIn;
import org.refold.recommend.LinearFoldIn;

/** Data that can be worked out by hand. */
final class SmallData {

  /** The matrix of the golden tests: five users, four items. */
  static final Interactions X5 = of("1100", "1110", "0110", "0011", "1001");

  private SmallData() {}

  /**
   * Compares weights with a table.
   *
   * @param rows one text a row, numbers between spaces; B[i][j] is from item i to item j
   */
  static void assertWeights(LinearFoldIn model, double tolerance, String... rows) {
    for (int i = 0; i < rows.length; i++) {
      String[] numbers = rows[i].strip().split(" +", -1);
      for (int j = 0; j < numbers.length; j++) {
        assertThat((double) model.weight(i, j))
            .as("weight from item %d to item %d", i, j)
            .isCloseTo(Double.parseDouble(numbers[j]), within(tolerance));
      }
    }
  }

  /** A matrix written as rows of zeros and ones. */
  static Interactions of(String... rows) {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    for (int user = 0; user < rows.length; user++) {
      for (int item = 0; item < rows[user].length(); item++) {
        if (rows[user].charAt(item) == '1') {
          builder.add(user, item, 1, 0);
        }
      }
    }
    return builder.build(
        Vocabulary.ofNumbers(rows.length),
        Vocabulary.ofNumbers(rows[0].length()),
        InteractionsBuilder.Duplicates.LAST_WINS);
  }

  /** A random matrix with about a third of ones, more in the first columns. */
  static Interactions random(int users, int items, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    for (int user = 0; user < users; user++) {
      for (int item = 0; item < items; item++) {
        if (random.nextDouble() < 0.6 * (items - item) / items) {
          builder.add(user, item, 1, 0);
        }
      }
    }
    return builder.build(
        Vocabulary.ofNumbers(users),
        Vocabulary.ofNumbers(items),
        InteractionsBuilder.Duplicates.LAST_WINS);
  }

  static float[] scores(FoldIn model, Interactions histories) {
    float[] scores = new float[histories.userCount() * histories.itemCount()];
    model.score(histories, 0, histories.userCount(), scores);
    return scores;
  }
}
