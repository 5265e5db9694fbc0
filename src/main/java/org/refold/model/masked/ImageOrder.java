package org.refold.model.masked;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.refold.data.BinaryMatrix;
import org.refold.kernel.Streams;

/**
 * How items and users are ordered into an image: by a number of each item, and one of each history.
 * Both are functions of the training data and of the history at hand alone, so that users who were
 * not in training have their place.
 */
public enum ImageOrder {
  /** By numbers drawn for items, and for sets of items: says whether neighbours carry anything. */
  RANDOM {
    @Override
    double[] ofItems(BinaryMatrix histories) {
      double[] numbers = new double[histories.columnCount()];
      Arrays.setAll(numbers, item -> share(Streams.bitsAt(SEED, item)));
      return numbers;
    }

    @Override
    double ofHistory(int[] items, double[] ofItems) {
      return share(Arrays.stream(items).mapToLong(item -> Streams.bitsAt(~SEED, item)).sum());
    }

    private double share(long bits) {
      return (bits >>> 11) * 0x1.0p-53;
    }
  },
  /** Popular items first, and long histories. */
  POPULARITY {
    @Override
    double[] ofItems(BinaryMatrix histories) {
      BinaryMatrix users = histories.transposed();
      double[] numbers = new double[histories.columnCount()];
      Arrays.setAll(numbers, item -> -users.count(item));
      return numbers;
    }

    @Override
    double ofHistory(int[] items, double[] ofItems) {
      return -items.length;
    }
  },
  /**
   * What is alike stands together: items by the second right singular vector of {@code Du^-1/2 X
   * Di^-1/2}, divided by Di^1/2, where D has the lengths of histories and the users of items on its
   * diagonal; histories by the mean of their items, which is what the second left singular vector
   * comes to. I. Dhillon: Co-clustering Documents and Words Using Bipartite Spectral Graph
   * Partitioning, KDD 2001, section 4. By power iteration: {@code 4 * 200} operations an
   * interaction.
   */
  SPECTRAL {
    @Override
    double[] ofItems(BinaryMatrix histories) {
      double[] roots = new double[histories.columnCount()];
      BinaryMatrix users = histories.transposed();
      Arrays.setAll(roots, item -> Math.sqrt(users.count(item)));
      double[] vector = new double[roots.length];
      SplittableRandom random = Streams.of(SEED, "second singular vector");
      Arrays.setAll(vector, item -> roots[item] == 0 ? 0 : random.nextDouble() - 0.5);
      for (int round = 0; round < ROUNDS; round++) {
        withoutFirst(vector, roots);
        vector = once(histories, vector, roots);
      }
      withoutFirst(vector, roots);
      for (int item = 0; item < roots.length; item++) {
        vector[item] = roots[item] == 0 ? 0 : vector[item] / roots[item];
      }
      return vector;
    }

    @Override
    double ofHistory(int[] items, double[] ofItems) {
      return Arrays.stream(items).mapToDouble(item -> ofItems[item]).average().orElse(0);
    }

    /** Takes out the first singular vector, which is known, and makes the length 1. */
    private void withoutFirst(double[] vector, double[] first) {
      double product = 0;
      double squares = 0;
      for (int k = 0; k < vector.length; k++) {
        product += vector[k] * first[k];
        squares += first[k] * first[k];
      }
      double length = 0;
      for (int k = 0; k < vector.length; k++) {
        vector[k] -= product / squares * first[k];
        length += vector[k] * vector[k];
      }
      double factor = length == 0 ? 0 : 1 / Math.sqrt(length);
      for (int k = 0; k < vector.length; k++) {
        vector[k] *= factor;
      }
    }

    /** {@code Di^-1/2 X' Du^-1 X Di^-1/2 v}. */
    private double[] once(BinaryMatrix histories, double[] vector, double[] roots) {
      double[] image = new double[vector.length];
      for (int user = 0; user < histories.rowCount(); user++) {
        double sum = 0;
        for (int at = histories.start(user); at < histories.end(user); at++) {
          int item = histories.column(at);
          sum += vector[item] / roots[item];
        }
        double mean = sum / Math.max(1, histories.count(user));
        for (int at = histories.start(user); at < histories.end(user); at++) {
          int item = histories.column(at);
          image[item] += mean / roots[item];
        }
      }
      return image;
    }
  };

  private static final long SEED = 0;

  private static final int ROUNDS = 200;

  /** A number of each item: {@code [items]}. */
  abstract double[] ofItems(BinaryMatrix histories);

  /** The number of a history, whatever the order of its items. */
  abstract double ofHistory(int[] items, double[] ofItems);
}
