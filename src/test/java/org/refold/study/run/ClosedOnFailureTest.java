package org.refold.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.data.sets.DataSet;
import org.refold.data.sets.DataSets;
import org.refold.evaluate.Evaluator;
import org.refold.recommend.Fitted;
import org.refold.recommend.FoldIn;
import org.refold.recommend.TestModel;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;
import org.refold.study.store.DataFingerprint;

/** A model that cannot be measured does not keep its memory. */
class ClosedOnFailureTest {

  private static final class Diverged implements TestModel, FoldIn {
    private final Vocabulary items;
    private boolean closed;

    Diverged(Vocabulary items) {
      this.items = items;
    }

    @Override
    public Vocabulary items() {
      return items;
    }

    @Override
    public void score(Interactions histories, int from, int to, float[] scores) {
      Arrays.fill(scores, Float.NaN);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void aModelThatAnswersNoNumbersIsClosed() {
    DataSet data = DataSets.open("synthetic:users=30,items=20,interactions=300");
    Split split = Splitters.parse("per-user").split(data, 1);
    Diverged model = new Diverged(split.train().items());
    Experiment experiment =
        Experiment.of(
            DataFingerprint.of(data), split, model.recommender(), Evaluator.of("hr@5"), 1);
    assertThatThrownBy(() -> experiment.measure(Fitted.of(model), 0, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Diverged answers NaN");
    assertThat(model.closed).isTrue();
  }
}
