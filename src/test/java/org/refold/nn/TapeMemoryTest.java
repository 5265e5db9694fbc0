package org.refold.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Scanner;
import org.junit.jupiter.api.Test;
import org.refold.kernel.Parallel;
import org.refold.nn.optimizer.Adam;
import org.refold.nn.optimizer.Optimizer;

/**
 * What training steps ask for on and off the heap, in a JVM of their own with the plain loops:
 * whether the vectors of the others become objects is up to the compiler and to what it has seen
 * before, here only what the code itself asks for counts.
 */
class TapeMemoryTest {

  private static final int ROWS = 64;

  @Test
  void laterStepsAllocateNextToNothing() throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Drefold.kernels=scalar",
                "-cp",
                System.getProperty("java.class.path"),
                Steps.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(printed).isZero();

    Scanner bytes = new Scanner(printed);
    long onHeap = bytes.nextLong();
    long offHeapAtFirst = bytes.nextLong();
    long offHeapLater = bytes.nextLong();
    long working =
        (long) ROWS * (3 * SmallAutoencoder.UNITS + SmallAutoencoder.ITEMS) * Float.BYTES;
    assertThat(offHeapAtFirst).isPositive();
    assertThat(offHeapLater).isEqualTo(offHeapAtFirst);
    assertThat(onHeap).isPositive().isLessThanOrEqualTo(working / 4);
  }

  /** Prints the bytes of a later step on the heap, and off it in the beginning and at the end. */
  static final class Steps {

    private static final int STEPS = 20;

    private final SmallAutoencoder network = new SmallAutoencoder();
    private final Optimizer adam = new Adam().over(network.parameters);
    private final SparseRows full = SmallAutoencoder.batch(ROWS);
    private final SparseRows last = SmallAutoencoder.batch(ROWS / 3);

    public static void main(String[] arguments) {
      Parallel.setThreads(1);
      Steps steps = new Steps();
      try (Tape tape = Tape.ofFloats()) {
        steps.take(tape, 4);
        long offHeap = tape.workingBytes();
        long before = allocatedBytes();
        steps.take(tape, STEPS);
        long onHeap = (allocatedBytes() - before) / STEPS;
        System.out.printf(Locale.ROOT, "%d %d %d%n", onHeap, offHeap, tape.workingBytes());
      }
    }

    private void take(Tape tape, int steps) {
      for (int step = 0; step < steps; step++) {
        int now = step;
        SparseRows batch = now % 4 == 3 ? last : full;
        adam.step(0.01, () -> network.lossAndGradients(tape, batch, now));
      }
    }

    private static long allocatedBytes() {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
  }
}
