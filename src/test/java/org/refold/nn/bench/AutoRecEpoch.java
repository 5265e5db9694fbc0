package org.refold.nn.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.refold.kernel.Activation;
import org.refold.kernel.Streams;
import org.refold.nn.Initializer;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.EntryLosses;
import org.refold.nn.op.Layers;
import org.refold.nn.optimizer.Adam;
import org.refold.nn.optimizer.Optimizer;
import org.refold.nn.optimizer.WeightDecay;

/**
 * Seconds of training epochs of I-AutoRec with 500 sigmoid units at batch 512, on a random nine
 * tenths of a ratings.dat. Arguments: the file, epochs.
 */
public final class AutoRecEpoch {

  private static final int UNITS = 500;
  private static final int BATCH = 512;
  private static final long SEED = 1;

  private final Tape tape = Tape.ofFloats();
  private final Parameter v;
  private final Parameter mu = Parameter.bias("mu", UNITS, Initializer.zeros(), SEED);
  private final Parameter w;
  private final Parameter b;
  private final Optimizer adam;
  private final SparseRows batch;
  private long step;

  private AutoRecEpoch(int users) {
    v = Parameter.weight("V", users, UNITS, Initializer.normal(0.03), SEED);
    w = Parameter.weight("W", users, UNITS, Initializer.normal(0.03), SEED);
    b = Parameter.bias("b", users, Initializer.zeros(), SEED);
    adam = new Adam().withDecay(WeightDecay.coupled(1)).over(List.of(v, mu, w, b));
    batch = new SparseRows(users);
  }

  private double forwardAndBack() {
    tape.begin(Mode.TRAINING, SEED, step);
    Var h = Layers.sparse(batch, tape.parameter(v), tape.parameter(mu), Activation.SIGMOID);
    Var outputs = Layers.observed(h, tape.parameter(w), tape.parameter(b), batch);
    Var loss = EntryLosses.squaredError(outputs, batch, EntryLosses.Reduction.SUM);
    tape.backward(loss);
    return loss.item();
  }

  private double epoch(SparseRows ratings, int number) {
    int[] order = new int[ratings.rows()];
    Arrays.setAll(order, k -> k);
    Streams.shuffle(order, Streams.of(SEED, "order", number));
    double sum = 0;
    for (int from = 0; from < order.length; from += BATCH) {
      batch.clear(ratings.columns());
      for (int k = from; k < Math.min(order.length, from + BATCH); k++) {
        batch.startRow();
        for (int at = ratings.start(order[k]); at < ratings.end(order[k]); at++) {
          batch.add(ratings.column(at), ratings.value(at));
        }
      }
      sum += adam.step(1e-3, this::forwardAndBack);
      step++;
    }
    return sum / ratings.size();
  }

  /** Prints the seconds of each epoch and their median, without the first three. */
  public static void main(String[] arguments) throws IOException {
    SparseRows ratings = read(Path.of(arguments[0]));
    AutoRecEpoch training = new AutoRecEpoch(ratings.columns());
    int epochs = Integer.parseInt(arguments[1]);
    double[] seconds = new double[epochs];
    for (int epoch = 0; epoch < epochs; epoch++) {
      long start = System.nanoTime();
      long cpu = Cpu.nanoseconds();
      double loss = training.epoch(ratings, epoch);
      seconds[epoch] = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "epoch %d squared error %.4f %.4f s, processor %.4f s%n",
          epoch,
          loss,
          seconds[epoch],
          (Cpu.nanoseconds() - cpu) / 1e9);
    }
    double[] warm = Arrays.copyOfRange(seconds, Math.min(3, epochs - 1), epochs);
    Arrays.sort(warm);
    System.out.printf(Locale.ROOT, "median %.4f s, best %.4f s%n", warm[warm.length / 2], warm[0]);
  }

  /** One row an item, one column a user. */
  private static SparseRows read(Path file) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    List<int[]> ratings =
        Files.readAllLines(file, StandardCharsets.UTF_8).stream()
            .filter(line -> random.nextDouble() >= 0.1)
            .map(line -> line.split("::", -1))
            .map(
                words ->
                    new int[] {
                      Integer.parseInt(words[1]),
                      Integer.parseInt(words[0]),
                      Integer.parseInt(words[2])
                    })
            .sorted((one, other) -> Arrays.compare(one, other))
            .toList();
    int users = ratings.stream().mapToInt(rating -> rating[1]).max().orElse(0) + 1;
    SparseRows rows = new SparseRows(users);
    int item = -1;
    for (int[] rating : ratings) {
      if (rating[0] != item) {
        rows.startRow();
        item = rating[0];
      }
      rows.add(rating[1], rating[2]);
    }
    return rows;
  }
}
