package org.refold.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.refold.kernel.Parallel;
import org.refold.nn.Var;
import org.refold.recommend.Fitting;

class MemoryTest {

  private static final int EPOCHS = 400;

  /** After each epoch: what this thread has asked the heap for so far. */
  private static final class Meter implements Listener {
    final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    final List<Long> bytes = new ArrayList<>(EPOCHS);

    @Override
    public void epochEnds(Epoch epoch) {
      bytes.add(threads.getThreadAllocatedBytes(Thread.currentThread().getId()));
    }

    /** Bytes of one epoch, on average over the epochs {@code from < epoch <= to}. */
    long perEpoch(int from, int to) {
      return (bytes.get(to - 1) - bytes.get(from - 1)) / (to - from);
    }
  }

  /** The working memory outside the heap at each step. */
  private static final class Metered extends Small.Net {
    final List<Long> working = new ArrayList<>();

    Metered() {
      super(Small.TRAIN, 5);
    }

    @Override
    public Var loss(Step step) {
      working.add(step.tape().workingBytes());
      return super.loss(step);
    }
  }

  /** An epoch has four steps, of which the last is smaller. */
  @Test
  void memoryStaysFlatOverEpochs() {
    Meter meter = new Meter();
    Metered net = new Metered();
    Training training = Training.of(EPOCHS, 16);
    int before = Parallel.threads();
    Parallel.setThreads(1);
    try {
      training.fit(
          new Small(training),
          Small.TRAIN,
          net,
          Fitting.withSeed(5).with(Supervision.none().with(meter)));
    } finally {
      Parallel.setThreads(before);
    }
    assertThat(meter.perEpoch(300, 400))
        .isLessThan(64 << 10)
        .isLessThan(meter.perEpoch(100, 200) * 11 / 10);
    assertThat(net.working.get(1)).isPositive();
    assertThat(net.working.get(4 * EPOCHS - 1)).isEqualTo(net.working.get(1));
  }
}
