package org.refold.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.refold.kernel.Parallel;
import org.refold.nn.Var;
import org.refold.recommend.Epoch;
import org.refold.recommend.Fitting;
import org.refold.recommend.StopSignal;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingListener;
import org.refold.train.batch.Histories;

class MemoryTest {

  private static final int WINDOW = 100;
  private static final int MOST_EPOCHS = 20_000;

  /** Most of it is the loss, the notes and the order of the epoch, and the operations' own. */
  private static final long BYTES_OF_AN_EPOCH = 48 << 10;

  /**
   * Compares what epochs ask the heap for, and stops once a whole window of them is within bounds:
   * before their loops are compiled, vectors are objects.
   */
  private static final class Meter implements TrainingListener {
    final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    final StopSignal within = new StopSignal();
    long before;
    long perEpoch = Long.MAX_VALUE;

    @Override
    public void epochEnds(Epoch epoch) {
      if (epoch.number() % WINDOW == 0) {
        long now = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        perEpoch = (now - before) / WINDOW;
        before = now;
        if (epoch.number() >= 4 * WINDOW && perEpoch < BYTES_OF_AN_EPOCH) {
          within.request();
        }
      }
    }
  }

  /** The working memory outside the heap at each step. */
  private static final class Metered extends Small.Net {
    final List<Long> working = new ArrayList<>();

    Metered() {
      super(Small.TRAIN, 5);
    }

    @Override
    Var loss(Step<Histories.Batch> step) {
      working.add(step.tape().workingBytes());
      return super.loss(step);
    }
  }

  /** An epoch has four steps, of which the last is smaller. */
  @Test
  void memoryStaysFlatOverEpochs() {
    Meter meter = new Meter();
    Metered net = new Metered();
    TrainingPlan training = TrainingPlan.of(MOST_EPOCHS, 16);
    TrainingControl watch = TrainingControl.none().with(meter).withStop(meter.within);
    int before = Parallel.threads();
    Parallel.setThreads(1);
    try {
      training.fit(new Small(training), Small.TRAIN, net, Fitting.withSeed(5).withControl(watch));
    } finally {
      Parallel.setThreads(before);
    }
    assertThat(meter.perEpoch).isLessThan(BYTES_OF_AN_EPOCH);
    assertThat(net.working.get(1)).isPositive();
    assertThat(net.working.get(net.working.size() - 1)).isEqualTo(net.working.get(1));
  }
}
