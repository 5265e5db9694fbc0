package org.refold.model.masked;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.refold.data.BinaryMatrix;
import org.refold.kernel.Streams;
import org.refold.nn.Ragged;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Entries;
import org.refold.train.neural.Likelihood;

/**
 * A {@link Mask} over the histories of some training data. Draws over rows are functions of (seed,
 * step, row of the batch) in the order of a history, as those of dropout are, so that a uniform
 * mask hides what dropout drops.
 */
final class Masking {

  /** Bounds of a user's own mask ratio. */
  private static final double LEAST = 0.1;

  private static final double MOST = 0.9;

  private final Mask mask;
  private final double meanLog;
  private final double deviationOfLog;
  private final double[] weights;

  private Masking(Mask mask, double meanLog, double deviationOfLog, double[] weights) {
    this.mask = mask;
    this.meanLog = meanLog;
    this.deviationOfLog = deviationOfLog;
    this.weights = weights;
  }

  /** A mask that looks at no data. */
  static Masking uniform() {
    return new Masking(Mask.uniform(), 0, 1, new double[0]);
  }

  /** A mask that knows how long histories are, and how popular items. */
  static Masking of(Mask mask, BinaryMatrix histories) {
    double[] logs =
        Arrays.stream(counts(histories)).filter(n -> n > 0).mapToDouble(Math::log).toArray();
    double mean = Arrays.stream(logs).average().orElse(0);
    double variance =
        Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).average().orElse(0);
    int[] popularity = counts(histories.transposed());
    int[] sorted = Arrays.stream(popularity).filter(n -> n > 0).sorted().toArray();
    double median = sorted.length == 0 ? 1 : sorted[sorted.length / 2];
    double[] weights =
        Arrays.stream(popularity)
            .mapToDouble(n -> Math.pow(Math.max(1, n) / median, mask.strength()))
            .toArray();
    return new Masking(mask, mean, variance == 0 ? 1 : Math.sqrt(variance), weights);
  }

  private static int[] counts(BinaryMatrix rows) {
    int[] counts = new int[rows.rowCount()];
    Arrays.setAll(counts, rows::count);
    return counts;
  }

  /** The mask ratio of a user with a history of so many items. */
  double ratio(double rho, int items) {
    if (mask.kind() != Mask.Kind.ACTIVITY || mask.strength() == 0 || items == 0) {
      return rho;
    }
    double own = rho + mask.strength() * (Math.log(items) - meanLog) / deviationOfLog;
    return Math.min(MOST, Math.max(LEAST, own));
  }

  /**
   * How likely each item of a history is to be hidden.
   *
   * @param rho the user's mask ratio
   * @param weightsOfItems w_i for each item of the history
   */
  static double[] probabilities(double rho, double[] weightsOfItems) {
    double[] descending = weightsOfItems.clone();
    Arrays.sort(descending);
    double rest = Arrays.stream(descending).sum();
    double wanted = rho * descending.length;
    double c = rest == 0 ? 0 : wanted / rest;
    for (int k = descending.length - 1; k >= 0 && c * descending[k] > 1; k--) {
      wanted--;
      rest -= descending[k];
      c = k == 0 ? 0 : wanted / rest;
      Arrays.fill(descending, k, k + 1, 0);
    }
    double factor = c;
    double cut = descending.length == 0 ? 0 : Arrays.stream(descending).max().orElse(0);
    return Arrays.stream(weightsOfItems).map(w -> w > cut ? 1 : factor * w).toArray();
  }

  /**
   * A batch, taken apart.
   *
   * @param visible what was not hidden, with the values of the rows, {@code [batch, items]}
   * @param hidden ones at what was, {@code [batch, items]}
   */
  record Parts(SparseRows visible, SparseRows hidden) {

    /** No entries of rows of this length, to be filled. */
    static Parts empty(Tape tape, int columns) {
      Parts parts = new Parts(tape.sparseScratch(), tape.sparseScratch());
      parts.visible.clear(columns);
      parts.hidden.clear(columns);
      return parts;
    }

    /**
     * The loss of all that is not visible: ones at what was hidden, zeros at the rest; a sum over
     * entries, a mean over rows.
     *
     * @param likelihood one that tells ones from zeros
     * @param f outputs {@code [batch, items]}; not to be read afterwards
     */
    Var lossOfRest(Likelihood likelihood, Var f) {
      SparseRows zeros = f.tape().sparseScratch();
      zeros.copyPattern(visible);
      for (int at = 0; at < zeros.size(); at++) {
        zeros.setValue(at, 0);
      }
      Var ofVisible = likelihood.negativeLogOfEntries(Entries.of(f, zeros), zeros);
      return Elements.subtract(likelihood.negativeLog(f, hidden), ofVisible);
    }
  }

  /**
   * Hides items of each row.
   *
   * @param rows {@code [batch, items]}
   * @param rho the mask ratio
   * @param scale whether visible entries are divided by the share that is visible
   * @param over HIDDEN asks for something hidden and something visible in each row of two or more
   */
  Parts apart(Tape tape, SparseRows rows, double rho, InputScale scale, LossOver over) {
    Parts parts = Parts.empty(tape, rows.columns());
    long seed = tape.streamSeed("input");
    for (int row = 0; row < rows.rows(); row++) {
      int from = rows.start(row);
      int count = rows.end(row) - from;
      double own = ratio(rho, count);
      boolean[] hides =
          hides(Streams.of(seed, "row", row), k -> rows.column(from + k), count, own, over);
      double factor = scale == InputScale.DROPOUT ? 1 / (1 - own) : 1;
      parts.visible.startRow();
      parts.hidden.startRow();
      for (int k = 0; k < count; k++) {
        if (hides[k]) {
          parts.hidden.add(rows.column(from + k), 1);
        } else {
          parts.visible.add(rows.column(from + k), rows.value(from + k) * factor);
        }
      }
    }
    return parts;
  }

  /**
   * Which items of a sequence are hidden: exactly a share of them, rounded up; by popularity that
   * share on average, and something visible and something hidden of two or more.
   *
   * @param rho the mask ratio
   */
  boolean[] ofSequence(SplittableRandom random, Ragged.Ids sequences, int segment, double rho) {
    int from = sequences.start(segment);
    int length = sequences.length(segment);
    double own = ratio(rho, length);
    if (mask.kind() == Mask.Kind.POPULARITY) {
      return hides(random, at -> sequences.id(from + at), length, own, LossOver.HIDDEN);
    }
    boolean[] hides = new boolean[length];
    int[] order = new int[length];
    Arrays.setAll(order, at -> at);
    Streams.shuffle(order, random);
    for (int at = 0; at < length - (int) Math.floor(length * (1 - own)); at++) {
      hides[order[at]] = true;
    }
    return hides;
  }

  private boolean[] hides(
      SplittableRandom random, IntUnaryOperator item, int count, double rho, LossOver over) {
    boolean[] hides = new boolean[count];
    double[] likely = new double[count];
    Arrays.fill(likely, rho);
    if (mask.kind() == Mask.Kind.POPULARITY) {
      Arrays.setAll(likely, k -> weights[item.applyAsInt(k)]);
      likely = probabilities(rho, likely);
    }
    int hidden = 0;
    for (int k = 0; k < hides.length; k++) {
      hides[k] = random.nextDouble() < likely[k];
      hidden += hides[k] ? 1 : 0;
    }
    if (over == LossOver.HIDDEN && hides.length > 0) {
      if (hidden == hides.length) {
        hides[random.nextInt(hides.length)] = false;
      } else if (hidden == 0 && hides.length > 1) {
        hides[random.nextInt(hides.length)] = true;
      }
    }
    return hides;
  }
}
