package org.refold.model.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.catalogue.Catalogue;
import org.refold.data.Interactions;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingListener;
import org.refold.settings.BadInputException;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.SequenceRecommender;

/** What users choose of windows and of the places of a batch reaches the training. */
class CutsTest {

  /** Histories of 4, 5, ... 13 items, of which a window reads 6 places. */
  private static Interactions train() {
    int[][] histories = new int[10][];
    for (int user = 0; user < histories.length; user++) {
      histories[user] = new int[4 + user];
      int first = user;
      Arrays.setAll(histories[user], k -> (first + k) % 7);
    }
    return SequenceCases.histories(7, histories);
  }

  private static Recommender model(String name, String windows, int tokens) {
    return Catalogue.create(
        name,
        Map.of(
            "windows",
            windows,
            "tokens",
            Integer.toString(tokens),
            "maxLength",
            "6",
            "batchSize",
            "3",
            "epochs",
            "1"));
  }

  private static int steps(Recommender model) {
    List<Long> steps = new ArrayList<>();
    TrainingListener counter =
        new TrainingListener() {
          @Override
          public void stepEnds(long step, double loss) {
            steps.add(step);
          }
        };
    Fitting fitting = Fitting.withSeed(1).withControl(TrainingControl.none().with(counter));
    model.fit(train(), fitting).close();
    return steps.size();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gru4rec", "lstm4rec", "sasrec", "bert4rec", "svae"})
  void theyAreSettingsOfAModel(String name) {
    Sequences.Targets targets =
        name.equals("bert4rec") ? Sequences.Targets.SAME_ITEM : Sequences.Targets.NEXT_ITEM;
    SequenceRecommender disjoint = (SequenceRecommender) model(name, "disjoint", 12);
    Sequences.Windows windows = Sequences.Windows.DISJOINT;
    assertThat(disjoint.cutting()).isEqualTo(new Sequences.Cutting(targets, windows, 6, 12));
    assertThat(steps(disjoint))
        .isEqualTo(new Sequences(train(), disjoint.cutting()).batches(3))
        .isGreaterThan(6);
    assertThat(steps(model(name, "last", 0))).isEqualTo(4);
  }

  /** Three at a time of 10 last windows, 16 disjoint and 19 overlapping ones. */
  @Test
  void longHistoriesHaveMoreWindows() {
    assertThat(steps(model("sasrec", "last", 0))).isEqualTo(4);
    assertThat(steps(model("sasrec", "disjoint", 0))).isEqualTo(6);
    assertThat(steps(model("sasrec", "overlapping", 0))).isEqualTo(7);
  }

  @Test
  void aBatchMustHoldAWindow() {
    assertThatThrownBy(() -> model("sasrec", "last", 5))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("tokens is 5", "at least 6");
    assertThatThrownBy(() -> model("sasrec", "last", -1)).hasMessageContaining("tokens is -1");
    assertThatThrownBy(() -> model("sasrec", "sliding", 0))
        .hasMessageContainingAll("windows is 'sliding'", "overlapping");
  }
}
