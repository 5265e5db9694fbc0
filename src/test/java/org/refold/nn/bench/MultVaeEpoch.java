package org.refold.nn.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.refold.kernel.Activation;
import org.refold.kernel.Streams;
import org.refold.nn.Initializer;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Layers;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Stochastic;
import org.refold.nn.optimizer.Adam;
import org.refold.nn.optimizer.Optimizer;

/**
 * Seconds of training epochs of a Mult-VAE items-600-200-600-items at batch 500, on the train part
 * of a folder in the layout of the paper's code. Arguments: the folder, epochs.
 */
public final class MultVaeEpoch {

  private static final int HIDDEN = 600;
  private static final int LATENT = 200;
  private static final int BATCH = 500;
  private static final long SEED = 1;

  private final int[][] histories;
  private final int items;
  private final List<Parameter> parameters = new ArrayList<>();
  private final Tape tape = Tape.ofFloats();
  private final SparseRows batch;
  private final Optimizer adam;
  private long step;

  private MultVaeEpoch(int[][] histories, int items) {
    this.histories = histories;
    this.items = items;
    this.batch = new SparseRows(items);
    layer("encoder 1", items, HIDDEN);
    layer("encoder 2", HIDDEN, 2 * LATENT);
    layer("decoder 1", LATENT, HIDDEN);
    layer("decoder 2", HIDDEN, items);
    this.adam = new Adam().over(parameters);
  }

  private void layer(String name, int in, int out) {
    parameters.add(Parameter.weight(name, in, out, Initializer.xavierNormal(), SEED));
    parameters.add(Parameter.bias(name + " bias", out, Initializer.truncatedNormal(0.001), SEED));
  }

  private Var p(int k) {
    return tape.parameter(parameters.get(k));
  }

  private double forwardAndBack() {
    tape.begin(Mode.TRAINING, SEED, step);
    double beta = Math.min(0.2, step / 20000.0);
    SparseRows x = Inputs.dropout(tape, Inputs.normalised(tape, batch), 0.5, "input");
    Var h = Layers.sparse(x, p(0), p(1), Activation.TANH);
    Var code = Layers.dense(h, p(2), p(3), Activation.IDENTITY);
    Var mu = Columns.slice(code, 0, LATENT);
    Var logVariance = Columns.slice(code, LATENT, 2 * LATENT);
    Var z = Stochastic.gaussian(mu, logVariance, "code");
    Var d = Layers.dense(z, p(4), p(5), Activation.TANH);
    Var logits = Layers.dense(d, p(6), p(7), Activation.IDENTITY);
    Var loss =
        Elements.combine(
            1, Losses.multinomial(logits, batch), beta, Losses.gaussianDivergence(mu, logVariance));
    tape.backward(loss);
    return loss.item();
  }

  private double epoch(int number) {
    int[] order = new int[histories.length];
    Arrays.setAll(order, k -> k);
    Streams.shuffle(order, Streams.of(SEED, "order", number));
    double sum = 0;
    for (int from = 0; from < order.length; from += BATCH) {
      batch.clear(items);
      for (int k = from; k < Math.min(order.length, from + BATCH); k++) {
        int[] history = histories[order[k]];
        batch.addRow(history, 0, history.length);
      }
      sum += batch.rows() * adam.step(1e-3, this::forwardAndBack);
      step++;
    }
    return sum / order.length;
  }

  /** Prints the seconds of each epoch and their median, without the first three. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int items;
    try (var lines = Files.lines(folder.resolve("unique_sid.txt"), StandardCharsets.UTF_8)) {
      items = (int) lines.count();
    }
    MultVaeEpoch training = new MultVaeEpoch(read(folder.resolve("train.csv")), items);
    int epochs = Integer.parseInt(arguments[1]);
    double[] seconds = new double[epochs];
    for (int epoch = 0; epoch < epochs; epoch++) {
      long start = System.nanoTime();
      long cpu = Cpu.nanoseconds();
      double loss = training.epoch(epoch);
      seconds[epoch] = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "epoch %d loss %.4f %.4f s, processor %.4f s%n",
          epoch,
          loss,
          seconds[epoch],
          (Cpu.nanoseconds() - cpu) / 1e9);
    }
    double[] warm = Arrays.copyOfRange(seconds, Math.min(3, epochs - 1), epochs);
    Arrays.sort(warm);
    System.out.printf(Locale.ROOT, "median %.4f s, best %.4f s%n", warm[warm.length / 2], warm[0]);
  }

  static int[][] read(Path csv) throws IOException {
    List<List<Integer>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(csv, StandardCharsets.UTF_8)) {
      if (line.startsWith("uid")) {
        continue;
      }
      int comma = line.indexOf(',');
      int user = Integer.parseInt(line.substring(0, comma));
      while (rows.size() <= user) {
        rows.add(new ArrayList<>());
      }
      rows.get(user).add(Integer.parseInt(line.substring(comma + 1)));
    }
    return rows.stream()
        .filter(row -> !row.isEmpty())
        .map(row -> row.stream().mapToInt(Integer::intValue).sorted().toArray())
        .toArray(int[][]::new);
  }
}
