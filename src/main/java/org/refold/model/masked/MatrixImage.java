package org.refold.model.masked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.refold.data.BinaryMatrix;

/**
 * The histories of training as an image: a line for each user that has one, a column for each item,
 * both in an {@link ImageOrder}. It is kept as the ones that it has; only tiles are ever filled.
 */
final class MatrixImage {

  private final ImageOrder order;
  private final double[] ofItems;
  private final int[] columnOfItem;
  private final int[] userOfLine;
  private final double[] ofLines;
  private final BinaryMatrix ones;

  /**
   * @param histories {@code [users, items]}
   */
  MatrixImage(ImageOrder order, BinaryMatrix histories) {
    this.order = order;
    ofItems = order.ofItems(histories);
    columnOfItem = new int[histories.columnCount()];
    int[] items = sorted(IntStream.range(0, columnOfItem.length), ofItems);
    for (int column = 0; column < items.length; column++) {
      columnOfItem[items[column]] = column;
    }
    double[] ofUsers = new double[histories.rowCount()];
    Arrays.setAll(ofUsers, user -> order.ofHistory(histories.row(user), ofItems));
    IntStream known = IntStream.range(0, ofUsers.length).filter(user -> histories.count(user) > 0);
    userOfLine = sorted(known, ofUsers);
    ofLines = Arrays.stream(userOfLine).mapToDouble(user -> ofUsers[user]).toArray();
    List<int[]> lines = new ArrayList<>();
    for (int user : userOfLine) {
      lines.add(columns(histories.row(user)));
    }
    ones = BinaryMatrix.of(columnOfItem.length, lines);
  }

  private static int[] sorted(IntStream indices, double[] numbers) {
    return indices
        .boxed()
        .sorted(Comparator.comparingDouble((Integer index) -> numbers[index]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The columns of items, ascending. */
  int[] columns(int[] items) {
    return Arrays.stream(items).map(item -> columnOfItem[item]).sorted().toArray();
  }

  /** How many users have a line. */
  int lines() {
    return userOfLine.length;
  }

  /** The column of an item. */
  int column(int item) {
    return columnOfItem[item];
  }

  /** The columns of the ones of a line, ascending. */
  int[] line(int line) {
    return ones.row(line);
  }

  /**
   * The lines around a history, which itself goes before line {@code above}: nearest ones first.
   *
   * @param history items
   * @param self the user whose history it is, who is not among the lines; -1 for a stranger
   * @param above how many lines go above it
   * @param below how many go below it
   * @return {@code [above + below]}, in the order of the image; -1 where there is no further line
   */
  int[] around(int[] history, int self, int above, int below) {
    double number = order.ofHistory(history, ofItems);
    int found = Arrays.binarySearch(ofLines, number);
    int place = found < 0 ? -found - 1 : found;
    while (place > 0 && ofLines[place - 1] == number) {
      place--;
    }
    int[] around = new int[above + below];
    int line = place - 1;
    for (int k = above - 1; k >= 0; k--) {
      line -= line >= 0 && userOfLine[line] == self ? 1 : 0;
      around[k] = Math.max(-1, line--);
    }
    line = place;
    for (int k = above; k < around.length; k++) {
      line += line < userOfLine.length && userOfLine[line] == self ? 1 : 0;
      around[k] = line < userOfLine.length ? line++ : -1;
    }
    return around;
  }
}
