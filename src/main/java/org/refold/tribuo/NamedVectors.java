package org.refold.tribuo;

import java.util.Arrays;
import java.util.Locale;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.recommend.ItemVectors;
import org.refold.recommend.UserVectors;
import org.refold.settings.BadInputException;

/**
 * Vectors of items or users with their raw ids: what clusters and classifiers are made of.
 *
 * @param ids raw ids, by row
 * @param vectors {@code [ids, features]}, floats or doubles; stays the caller's, who closes it
 */
public record NamedVectors(Vocabulary ids, Matrix vectors) {

  private static final int BLOCK = 500;

  /**
   * @throws BadInputException if there are not as many rows as ids, or no columns
   */
  public NamedVectors {
    if (vectors.rows() != ids.size() || vectors.columns() == 0) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%d vectors of %d numbers were given for %d ids; each id takes one vector of one or"
                  + " more",
              vectors.rows(),
              vectors.columns(),
              ids.size()));
    }
  }

  /** The item vectors of a model, which goes on owning them: they are gone once it is closed. */
  public static NamedVectors of(ItemVectors model) {
    return new NamedVectors(model.items(), model.vectors());
  }

  /**
   * The vectors that a model makes of histories, in a matrix of the caller's.
   *
   * @throws BadInputException if the histories are over other items
   */
  public static NamedVectors of(UserVectors model, Interactions histories) {
    Matrix vectors = Matrix.floats(histories.userCount(), model.userDimension());
    float[] block = new float[BLOCK * model.userDimension()];
    for (int from = 0; from < vectors.rows(); from += BLOCK) {
      int to = Math.min(vectors.rows(), from + BLOCK);
      model.encode(histories, from, to, block);
      vectors.writeRows(from, to, block, 0);
    }
    return new NamedVectors(histories.users(), vectors);
  }

  /**
   * The same brought to length 1, so that distances go by directions; zeros stay. In a matrix of
   * the caller's.
   */
  public NamedVectors normalised() {
    Matrix unit = Matrix.doubles(vectors.rows(), vectors.columns());
    for (int row = 0; row < vectors.rows(); row++) {
      double[] own = row(row);
      double length = Math.sqrt(Arrays.stream(own).map(number -> number * number).sum());
      unit.writeRow(row, length == 0 ? own : Arrays.stream(own).map(x -> x / length).toArray());
    }
    return new NamedVectors(ids, unit);
  }

  /** All vectors, {@code [ids][features]}; copies. */
  public double[][] rows() {
    double[][] rows = new double[ids.size()][];
    Arrays.setAll(rows, this::row);
    return rows;
  }

  /**
   * The vector of a row, in a fresh array.
   *
   * @throws BadInputException if a number is not finite, which Tribuo cannot use
   */
  double[] row(int row) {
    double[] vector = new double[vectors.columns()];
    if (vectors.precision() == Precision.DOUBLE) {
      vectors.readRow(row, vector);
    } else {
      float[] floats = new float[vector.length];
      vectors.readRow(row, floats);
      for (int k = 0; k < vector.length; k++) {
        vector[k] = floats[k];
      }
    }
    for (double number : vector) {
      if (!Double.isFinite(number)) {
        throw new BadInputException(
            "the vector of '%s' has %s in it; the training of its model has probably diverged"
                .formatted(ids.id(row), number));
      }
    }
    return vector;
  }
}
