package org.refold.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BinaryMatrixTest {

  private static Interactions interactions(int[][] pairs, int users, int items) {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    for (int[] pair : pairs) {
      builder.add(pair[0], pair[1], 1, 0);
    }
    return builder.build(
        Vocabulary.ofNumbers(users),
        Vocabulary.ofNumbers(items),
        InteractionsBuilder.Duplicates.KEEP);
  }

  private static Interactions random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] pairs = new int[random.nextInt(60)][];
    for (int k = 0; k < pairs.length; k++) {
      pairs[k] = new int[] {random.nextInt(7), random.nextInt(9)};
    }
    return interactions(pairs, 7, 9);
  }

  private static boolean[][] dense(BinaryMatrix matrix) {
    boolean[][] dense = new boolean[matrix.rowCount()][matrix.columnCount()];
    for (int row = 0; row < dense.length; row++) {
      for (int p = matrix.start(row); p < matrix.end(row); p++) {
        dense[row][matrix.column(p)] = true;
      }
    }
    return dense;
  }

  @Test
  void rowsAscendAndRepeatsCountOnce() {
    Interactions data = interactions(new int[][] {{1, 4}, {1, 0}, {1, 4}, {1, 2}, {0, 3}}, 3, 5);
    BinaryMatrix matrix = BinaryMatrix.of(data);
    assertThat(matrix.starts()).containsExactly(0, 1, 4, 4);
    assertThat(matrix.columns()).containsExactly(3, 0, 2, 4);
    assertThat(matrix.size()).isEqualTo(4);
    assertThat(matrix.count(1)).isEqualTo(3);
    assertThat(BinaryMatrix.row(data, 1)).containsExactly(0, 2, 4);
    assertThat(BinaryMatrix.row(data, 2)).isEmpty();
    assertThat(matrix).hasToString("3 x 5, 4 ones");
  }

  @Property(tries = 200)
  void hasAOneWhereThereIsAnInteraction(@ForAll long seed) {
    Interactions data = random(seed);
    boolean[][] dense = dense(BinaryMatrix.of(data));
    for (int user = 0; user < data.userCount(); user++) {
      for (int item = 0; item < data.itemCount(); item++) {
        assertThat(dense[user][item]).isEqualTo(data.contains(user, item));
      }
    }
  }

  @Property(tries = 200)
  void transposedRowsAscendAndTurnBack(@ForAll long seed) {
    BinaryMatrix matrix = BinaryMatrix.of(random(seed));
    BinaryMatrix turned = matrix.transposed();
    boolean[][] dense = dense(matrix);
    boolean[][] turnedDense = dense(turned);
    for (int row = 0; row < matrix.rowCount(); row++) {
      for (int column = 0; column < matrix.columnCount(); column++) {
        assertThat(turnedDense[column][row]).isEqualTo(dense[row][column]);
      }
    }
    for (int row = 0; row < turned.rowCount(); row++) {
      int[] columns = Arrays.copyOfRange(turned.columns(), turned.start(row), turned.end(row));
      assertThat(columns).isSorted().doesNotHaveDuplicates();
    }
    assertThat(turned.transposed().columns()).isEqualTo(matrix.columns());
  }

  @Property(tries = 50)
  void someUsersAreTheRowsOfAll(@ForAll long seed) {
    Interactions data = random(seed);
    boolean[][] all = dense(BinaryMatrix.of(data));
    BinaryMatrix some = BinaryMatrix.of(data, 2, 5);
    assertThat(some.columnCount()).isEqualTo(9);
    assertThat(dense(some)).isDeepEqualTo(Arrays.copyOfRange(all, 2, 5));
    assertThat(BinaryMatrix.of(data, 3, 3).rowCount()).isZero();
  }

  @Property(tries = 200)
  void someUsersAreRowsOfTheWhole(@ForAll long seed) {
    Interactions data = random(seed);
    BinaryMatrix whole = BinaryMatrix.of(data);
    BinaryMatrix some = BinaryMatrix.of(data, 2, 5);
    assertThat(some.rowCount()).isEqualTo(3);
    assertThat(some.columnCount()).isEqualTo(9);
    for (int row = 0; row < 3; row++) {
      assertThat(some.row(row)).containsExactly(whole.row(2 + row));
    }
    assertThat(BinaryMatrix.of(data)).isSameAs(whole);
  }

  @Test
  void givenRowsKeepTheirOrder() {
    BinaryMatrix matrix = BinaryMatrix.of(4, List.of(new int[] {3, 0}, new int[0]));
    assertThat(matrix.row(0)).containsExactly(3, 0);
    assertThat(matrix.row(1)).isEmpty();
    assertThat(matrix).hasToString("2 x 4, 2 ones");
  }
}
