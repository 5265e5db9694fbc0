package org.refold.model.factor;

import org.jspecify.annotations.Nullable;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.layer.Scope;
import org.refold.train.batch.FeatureRows;

/**
 * What is learned of the users, or of the items, of a model of ratings: a vector and a bias of
 * each, and what their features add to both,
 *
 * <pre>  vector = p + sum over features f of w_f T_f,   bias = b + sum over features f of w_f t_f
 * </pre>
 *
 * <p>While a kernel works the numbers are in arrays, see {@link #take} and {@link #put}. Users and
 * items without training data have zeros for p and b.
 */
final class RatingSide {

  /** Whether features add to the bias as well. */
  enum FeatureBias {
    /** They do. */
    YES,
    /** They do not. */
    NO
  }

  final Parameter own;
  final Parameter biases;
  final FeatureRows features;
  final int latent;
  final boolean hasFeatureBias;
  private final @Nullable Parameter table;
  private final @Nullable Parameter tableBiases;

  float[] p = {};
  float[] b = {};
  float[] t = {};
  float[] tb = {};

  private RatingSide(
      Parameter own,
      Parameter biases,
      FeatureRows features,
      @Nullable Parameter table,
      @Nullable Parameter tableBiases) {
    this.own = own;
    this.biases = biases;
    this.features = features;
    this.latent = own.value().columns();
    this.table = table;
    this.tableBiases = tableBiases;
    this.hasFeatureBias = tableBiases != null;
  }

  /**
   * Vectors that are drawn and biases that are zero.
   *
   * @param name such as {@code "users"}
   * @param counts how many ratings each has
   */
  static RatingSide of(Scope scope, String name, int[] counts, int latent, Initializer first) {
    Parameter own = scope.weight(name, counts.length, latent, first);
    clearUntrained(own, counts);
    Parameter biases = scope.weight(name + " biases", counts.length, 1, Initializer.zeros());
    return new RatingSide(own, biases, FeatureRows.none(counts.length), null, null);
  }

  /** Sets the vectors to zero that have no training data: they would stay at random. */
  static void clearUntrained(Parameter vectors, int[] counts) {
    for (int row = 0; row < counts.length; row++) {
      if (counts[row] == 0) {
        vectors.value().rowsView(row, row + 1).clear();
      }
    }
  }

  /**
   * The same with features; none of them change nothing.
   *
   * @param name of their table
   * @param first draws the table
   */
  RatingSide with(
      Scope scope, String name, FeatureRows rows, Initializer first, FeatureBias featureBias) {
    if (rows.isEmpty()) {
      return this;
    }
    Parameter vectors = scope.weight(name, rows.count(), latent, first);
    int[] counts = new int[rows.count()];
    for (int feature : rows.ids()) {
      counts[feature]++;
    }
    clearUntrained(vectors, counts);
    Parameter weights =
        featureBias == FeatureBias.YES
            ? scope.weight(name + " biases", rows.count(), 1, Initializer.zeros())
            : null;
    return new RatingSide(own, biases, rows, vectors, weights);
  }

  /**
   * Copies the table of features.
   *
   * @param to {@code [features, latent]}. Modified.
   */
  void copyTable(Matrix to) {
    to.writeRows(0, to.rows(), t, 0);
  }

  /** Copies the parameters into arrays. */
  void take() {
    p = numbers(own.value(), p);
    b = numbers(biases.value(), b);
    t = table == null ? t : numbers(table.value(), t);
    tb = tableBiases == null ? tb : numbers(tableBiases.value(), tb);
  }

  private static float[] numbers(Matrix from, float[] old) {
    int size = Math.toIntExact(from.size());
    float[] to = old.length == size ? old : new float[size];
    from.readRows(0, from.rows(), to, 0);
    return to;
  }

  /** Copies the arrays back. */
  void put() {
    write(own, p);
    write(biases, b);
    write(table, t);
    write(tableBiases, tb);
  }

  private static void write(@Nullable Parameter parameter, float[] numbers) {
    if (parameter != null) {
      parameter.value().writeRows(0, parameter.value().rows(), numbers, 0);
    }
  }

  /** What features add to the vector of a row, out of the arrays; zeros without features. */
  void addFeatures(int row, float[] sum) {
    for (int at = features.starts()[row]; at < features.starts()[row + 1]; at++) {
      Kernels.axpy(features.weights()[at], t, features.ids()[at] * latent, sum, 0, latent);
    }
  }

  /** What features add to the bias of a row, out of the arrays. */
  float featureBias(int row) {
    float sum = 0;
    if (hasFeatureBias) {
      for (int at = features.starts()[row]; at < features.starts()[row + 1]; at++) {
        sum += features.weights()[at] * tb[features.ids()[at]];
      }
    }
    return sum;
  }

  /**
   * A step of the features of a row.
   *
   * @param step of the gradients
   * @param gradient {@code [latent]}, of the vector
   * @param error of the bias
   * @param keep 1 minus the step times the L2 weight
   */
  void stepFeatures(int row, float step, float[] gradient, float error, float keep) {
    for (int at = features.starts()[row]; at < features.starts()[row + 1]; at++) {
      int feature = features.ids()[at];
      float weighted = step * features.weights()[at];
      Kernels.axpby(weighted, gradient, 0, keep, t, feature * latent, latent);
      if (hasFeatureBias) {
        tb[feature] = keep * tb[feature] + weighted * error;
      }
    }
  }

  /**
   * Sums up what there is of each row.
   *
   * @param vectors {@code [rows, latent]}. Modified.
   * @param sums of the biases, {@code [rows]}. Modified.
   */
  void total(Matrix vectors, float[] sums) {
    take();
    float[] vector = new float[latent];
    for (int row = 0; row < sums.length; row++) {
      System.arraycopy(p, row * latent, vector, 0, latent);
      addFeatures(row, vector);
      vectors.writeRow(row, vector);
      sums[row] = b[row] + featureBias(row);
    }
  }
}
