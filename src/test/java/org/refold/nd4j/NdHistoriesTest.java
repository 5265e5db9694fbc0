package org.refold.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.nd4j.NdHistories.Entries;
import org.refold.settings.BadInputException;

class NdHistoriesTest {

  private static final Vocabulary ITEMS = Vocabulary.of(List.of("a", "b", "c"));

  private static INDArray rows(float[]... rows) {
    Nd4jGate.ready();
    return Nd4j.createFromArray(rows);
  }

  @Test
  void onesBecomeHistoriesAndComeBack() {
    INDArray rows = rows(new float[] {1, 0, 1}, new float[] {0, 0, 0}, new float[] {0, 1, 0});
    Interactions histories = NdHistories.histories(rows, ITEMS, Entries.OCCURRENCES);
    assertThat(histories.items()).isEqualTo(ITEMS);
    assertThat(histories.users().ids()).containsExactly("0", "1", "2");
    assertThat(histories.itemsOf(0)).containsExactly(0, 2);
    assertThat(histories.itemsOf(1)).isEmpty();
    assertThat(histories.itemsOf(2)).containsExactly(1);
    assertThat(histories.hasValues()).isFalse();
    assertThat(NdHistories.dense(histories, 0, 1, 2)).isEqualTo(rows);
  }

  @Test
  void ratingsKeepTheirValuesAlsoInATransposedArray() {
    INDArray rows =
        rows(new float[] {4.5f, 0}, new float[] {0, 0}, new float[] {1, -2}).transpose();
    Interactions histories = NdHistories.histories(rows, ITEMS, Entries.RATINGS);
    assertThat(histories.hasValues()).isTrue();
    assertThat(histories.itemsOf(0)).containsExactly(0, 2);
    assertThat(histories.value(0)).isEqualTo(4.5f);
    assertThat(histories.value(histories.start(1))).isEqualTo(-2);
    assertThat(NdHistories.dense(histories, 1, 0))
        .isEqualTo(rows(new float[] {0, 0, -2}, new float[] {4.5f, 0, 1}));
  }

  @Test
  void aSingleRowIsAUser() {
    Interactions one =
        NdHistories.histories(NdArrays.array(0f, 1f, 0f), ITEMS, Entries.OCCURRENCES);
    assertThat(one.userCount()).isOne();
    assertThat(one.itemsOf(0)).containsExactly(1);
  }

  @Test
  void ofAnItemThatRepeatsTheLatestValueCounts() {
    InteractionsBuilder builder = new InteractionsBuilder(true, true);
    builder.add(0, 1, 5, 20);
    builder.add(0, 1, 3, 10);
    Interactions repeated =
        builder.build(Vocabulary.ofNumbers(1), ITEMS, InteractionsBuilder.Duplicates.KEEP);
    assertThat(NdHistories.dense(repeated, 0)).isEqualTo(rows(new float[] {0, 5, 0}));
  }

  @Test
  void namesWhatIsNoHistory() {
    assertThatThrownBy(
            () -> NdHistories.histories(NdArrays.array(1f, 0f), ITEMS, Entries.OCCURRENCES))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("2 numbers for 3 items");
    assertThatThrownBy(
            () -> NdHistories.histories(NdArrays.array(0f, .5f, 0f), ITEMS, Entries.OCCURRENCES))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("row 0 has 0.5 for the item 'b'");
    assertThatThrownBy(
            () -> NdHistories.histories(NdArrays.array(0f, Float.NaN, 0f), ITEMS, Entries.RATINGS))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("NaN");
  }
}
