package org.refold.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.refold.data.Filter;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;

/** Values are floats: one that reads as the threshold is not below it. */
class SelectionBorderTest {

  private static Interactions tenths(int upTo) {
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    String[] items = new String[upTo];
    for (int k = 0; k < upTo; k++) {
      items[k] = "i" + k;
      builder.add(0, k, Float.parseFloat(text(k + 1)), 0L);
    }
    Vocabulary user = Vocabulary.of(List.of("u"));
    return builder.build(user, Vocabulary.of(List.of(items)), Duplicates.KEEP);
  }

  private static String text(int tenths) {
    return tenths / 10 + "." + tenths % 10;
  }

  @Property(tries = 100)
  void aValueOfTheThresholdStays(@ForAll @IntRange(min = 1, max = 50) int tenths) {
    Interactions data = tenths(50);
    Selection selection = Selection.ALL.withThreshold(Double.parseDouble(text(tenths)));
    assertThat(selection.of(data).data().size()).isEqualTo(50 - tenths + 1);
    Interactions filtered = Filter.parse("value>=" + text(tenths)).apply(data);
    assertThat(filtered.size()).isEqualTo(50 - tenths + 1);
  }

  @Test
  void theLargestValueIsNotAskedToBeLowered() {
    Selection most = Selection.ALL.withThreshold(3.3).withMinItems(2);
    assertThatThrownBy(() -> most.of(tenths(33)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("loosen the filters");
  }
}
