package org.refold.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import org.junit.jupiter.api.Test;
import org.refold.kernel.Activation;
import org.refold.kernel.Parallel;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Layers;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Stochastic;
import org.refold.nn.optimizer.Adam;
import org.refold.nn.optimizer.Optimizer;

/**
 * What training steps ask for on and off the heap, in a JVM of their own with the plain loops:
 * whether the vectors of the others become objects is up to the compiler and to what it has seen
 * before, here only what the code itself asks for counts.
 */
class TapeMemoryTest {

  private static final int ITEMS = 300;
  private static final int WIDTH = 40;
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
    long working = (long) ROWS * (3 * WIDTH + ITEMS) * Float.BYTES;
    assertThat(offHeapAtFirst).isPositive();
    assertThat(offHeapLater).isEqualTo(offHeapAtFirst);
    assertThat(onHeap).isPositive().isLessThanOrEqualTo(working / 4);
  }

  /** Prints the bytes of a later step on the heap, and off it in the beginning and at the end. */
  static final class Steps {

    private static final int STEPS = 20;

    private final Parameter in =
        Parameter.weight("in", ITEMS, WIDTH, Initializer.xavierNormal(), 1);
    private final Parameter inBias = Parameter.bias("in bias", WIDTH, Initializer.zeros(), 1);
    private final Parameter out =
        Parameter.weight("out", WIDTH, ITEMS, Initializer.xavierNormal(), 1);
    private final Parameter outBias = Parameter.bias("out bias", ITEMS, Initializer.zeros(), 1);
    private final Optimizer adam = new Adam().over(List.of(in, inBias, out, outBias));
    private final SparseRows full = TapeTest.batch(ROWS);
    private final SparseRows last = TapeTest.batch(ROWS / 3);

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
        adam.step(0.01, () -> lossAndGradients(tape, now % 4 == 3 ? last : full, now));
      }
    }

    private double lossAndGradients(Tape tape, SparseRows batch, long step) {
      tape.begin(Mode.TRAINING, 7, step);
      SparseRows x = Inputs.dropout(tape, Inputs.normalised(tape, batch), 0.5, "input");
      Var h = Layers.sparse(x, tape.parameter(in), tape.parameter(inBias), Activation.TANH);
      Var d = Stochastic.dropout(h, 0.2, "hidden");
      Var logits =
          Layers.dense(d, tape.parameter(out), tape.parameter(outBias), Activation.IDENTITY);
      Var loss = Losses.multinomial(logits, batch);
      tape.backward(loss);
      return loss.item();
    }

    private static long allocatedBytes() {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
  }
}
