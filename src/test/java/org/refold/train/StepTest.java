package org.refold.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.refold.kernel.UnclosedMemory;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Sums;
import org.refold.nn.optimizer.Sgd;
import org.refold.recommend.Fitting;
import org.refold.train.batch.Histories;

/** What a step keeps for the next one on the same batch. */
class StepTest {

  private static final TrainingPlan PLAN =
      TrainingPlan.of(2, 40).withOptimizer(new Sgd()::over).withLearningRate(0.1);

  /** Two updates on each batch of 40 or 17 users. */
  private abstract static class TwoUpdates extends Small.Net {
    TwoUpdates() {
      super(Small.TRAIN, 5);
    }

    @Override
    public List<Phase<?>> phases() {
      return List.of(new Phase<>("all", parameters(), examples, 2, this::loss));
    }

    void train() {
      PLAN.fit(new Small(PLAN), Small.TRAIN, this, Fitting.withSeed(5));
    }
  }

  private static double sum(Var values) {
    double sum = 0;
    for (int row = 0; row < values.value().rows(); row++) {
      for (int column = 0; column < values.value().columns(); column++) {
        sum += values.value().get(row, column);
      }
    }
    return sum;
  }

  @Test
  void theSecondUpdateSeesWhatTheFirstKept() {
    List<Double> kept = new ArrayList<>();
    List<Double> seen = new ArrayList<>();
    new TwoUpdates() {
      @Override
      Var loss(Step<Histories.Batch> step) {
        Var logits = logits(step.tape(), step.batch().items());
        if (step.update() == 0) {
          step.keep("logits", logits);
          kept.add(sum(logits));
        } else {
          Var earlier = step.kept("logits");
          assertThat(earlier.value().rows()).isEqualTo(step.size());
          assertThat(sum(logits)).as("weights have moved").isNotEqualTo(sum(earlier));
          seen.add(sum(earlier));
        }
        return super.loss(step);
      }
    }.train();
    assertThat(kept).hasSize(4).doesNotHaveDuplicates();
    assertThat(seen).isEqualTo(kept);
  }

  /** A constant: the gradient of a difference to it is that of the rest alone. */
  @Test
  void whatWasKeptIsAConstant() {
    List<List<Double>> after = new ArrayList<>();
    for (boolean withKept : new boolean[] {true, false}) {
      TwoUpdates net =
          new TwoUpdates() {
            @Override
            Var loss(Step<Histories.Batch> step) {
              Var loss = super.loss(step);
              if (!withKept) {
                return loss;
              }
              Var squares = Sums.squares(1, List.of(step.tape().parameter(out)));
              if (step.update() == 0) {
                step.keep("squares", squares);
                return loss;
              }
              return Elements.add(loss, step.kept("squares"));
            }
          };
      net.train();
      after.add(net.weights());
    }
    assertThat(after.get(0)).isEqualTo(after.get(1));
  }

  @Test
  void aNewBatchHasKeptNothing() {
    List<String> refused = new ArrayList<>();
    new TwoUpdates() {
      @Override
      Var loss(Step<Histories.Batch> step) {
        if (step.update() == 0) {
          assertThatThrownBy(() -> step.kept("loss"))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("'loss'");
          refused.add("step " + step.number());
        }
        Var loss = super.loss(step);
        step.keep("loss", loss);
        return loss;
      }
    }.train();
    assertThat(refused).containsExactly("step 0", "step 2", "step 4", "step 6");
  }

  @Test
  void whatWasKeptIsFreedAtTheEnd() {
    TwoUpdates keeping =
        new TwoUpdates() {
          @Override
          Var loss(Step<Histories.Batch> step) {
            step.keep("logits", logits(step.tape(), step.batch().items()));
            return super.loss(step);
          }
        };
    keeping.train(); // makes its gradients, which stay
    assertThat(unclosedBy(keeping)).isZero();
  }

  private static long unclosedBy(TwoUpdates net) {
    long before = UnclosedMemory.bytes();
    net.train();
    return UnclosedMemory.bytes() - before;
  }
}
