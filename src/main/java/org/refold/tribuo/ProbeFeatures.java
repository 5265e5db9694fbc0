package org.refold.tribuo;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;

/** What a probe reads of users or items, by raw id. */
public interface ProbeFeatures {

  /** The raw ids, by row. */
  Vocabulary ids();

  /**
   * The features as the classifier takes them, scaled by what some rows say.
   *
   * @param rows those that it is trained on
   */
  Scaled scaledBy(int[] rows);

  /** Features after scaling. */
  interface Scaled {

    /** The names of a row's features, ascending. */
    String[] names(int row);

    /** Their numbers, in the order of the names. */
    double[] numbers(int row);
  }

  /**
   * Vectors: each number is brought to mean 0 and standard deviation 1 on the training rows, and
   * divided by the square root of how many there are, so that rows have a length of about 1.
   */
  static ProbeFeatures of(NamedVectors vectors) {
    int width = vectors.vectors().columns();
    String[] names = FeatureNames.all('f', width);
    double[][] rows = vectors.rows();
    return new ProbeFeatures() {
      @Override
      public Vocabulary ids() {
        return vectors.ids();
      }

      @Override
      public Scaled scaledBy(int[] training) {
        double[] mean = new double[width];
        double[] squares = new double[width];
        for (int row : training) {
          for (int k = 0; k < width; k++) {
            mean[k] += rows[row][k] / training.length;
          }
        }
        for (int row : training) {
          for (int k = 0; k < width; k++) {
            double difference = rows[row][k] - mean[k];
            squares[k] += difference * difference / training.length;
          }
        }
        return scaled(
            row -> names,
            row -> {
              double[] numbers = new double[width];
              for (int k = 0; k < width; k++) {
                numbers[k] =
                    squares[k] > 0 ? (rows[row][k] - mean[k]) / Math.sqrt(squares[k] * width) : 0;
              }
              return numbers;
            });
      }
    };
  }

  /** The items of each user, as a vector of length 1 that is 0 elsewhere. */
  static ProbeFeatures itemsOf(Interactions histories) {
    return bags(histories.users(), BinaryMatrix.of(histories), 'i');
  }

  /** The users of each item, as a vector of length 1 that is 0 elsewhere. */
  static ProbeFeatures usersOf(Interactions histories) {
    return bags(histories.items(), BinaryMatrix.of(histories).transposed(), 'u');
  }

  private static ProbeFeatures bags(Vocabulary ids, BinaryMatrix bags, char letter) {
    String[] names = FeatureNames.all(letter, bags.columnCount());
    return new ProbeFeatures() {
      @Override
      public Vocabulary ids() {
        return ids;
      }

      @Override
      public Scaled scaledBy(int[] training) {
        return scaled(
            row -> Arrays.stream(bags.row(row)).mapToObj(k -> names[k]).toArray(String[]::new),
            row -> {
              double[] numbers = new double[bags.count(row)];
              Arrays.fill(numbers, 1 / Math.sqrt(numbers.length));
              return numbers;
            });
      }
    };
  }

  private static Scaled scaled(IntFunction<String[]> names, IntFunction<double[]> numbers) {
    return new Scaled() {
      @Override
      public String[] names(int row) {
        return names.apply(row);
      }

      @Override
      public double[] numbers(int row) {
        return numbers.apply(row);
      }
    };
  }
}
