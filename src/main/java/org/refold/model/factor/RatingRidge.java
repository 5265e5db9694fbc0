package org.refold.model.factor;

import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.refold.kernel.Matrix;
import org.refold.kernel.NormalEquations;
import org.refold.settings.BadInputException;

/**
 * The best vector, and bias, of one user given those of all items, or of one item given those of
 * all users: a ridge regression in closed form,
 *
 * <pre>  (A'A + c D) [p, b] = A' e,   A = [Q_I, 1],   D = diag(l2, ..., l2, biasL2)</pre>
 *
 * <p>with e what the rest of the model leaves of the ratings, and c the number of ratings or 1. Any
 * number of threads may ask at once.
 */
final class RatingRidge implements AutoCloseable {

  /** How a penalty grows with the ratings of a vector. */
  enum Scaling {
    /** Not. */
    PLAIN,
    /** In proportion. */
    WEIGHTED
  }

  private final Matrix vectors;
  private final int unknowns;
  private final double l2;
  private final double biasL2;
  private final Scaling scaling;
  private final float[] zeros;
  private final ConcurrentLinkedQueue<NormalEquations> idle = new ConcurrentLinkedQueue<>();

  /** With one penalty for both. */
  RatingRidge(Matrix vectors, boolean withBias, double l2, Scaling scaling) {
    this(vectors, withBias, l2, l2, scaling);
  }

  /**
   * @param vectors of the side that stands, {@code [n, latent]}: read when something is solved
   * @param withBias whether a bias is solved for as well
   * @param l2 of the vector, more than 0
   * @param biasL2 of the bias
   */
  RatingRidge(Matrix vectors, boolean withBias, double l2, double biasL2, Scaling scaling) {
    this.vectors = vectors;
    this.unknowns = vectors.columns() + (withBias ? 1 : 0);
    this.l2 = l2;
    this.biasL2 = biasL2;
    this.scaling = scaling;
    this.zeros = new float[unknowns * unknowns];
  }

  /**
   * Solves for one.
   *
   * @param ids rows of the vectors; the first {@code count} count. Not modified.
   * @param errors e, beside each id. Not modified.
   * @param vector {@code [latent]}. Modified.
   * @return the bias, 0 without one
   * @throws BadInputException if the penalty is too small for a clear solution
   */
  float solve(int[] ids, float[] errors, int count, float[] vector) {
    NormalEquations borrowed = idle.poll();
    NormalEquations equations = borrowed == null ? new NormalEquations(unknowns) : borrowed;
    int latent = vectors.columns();
    float[] row = new float[latent + 1];
    float[] solution = new float[unknowns];
    int times = scaling == Scaling.WEIGHTED ? count : 1;
    equations.begin(base(times), l2 * times);
    for (int k = 0; k < count; k++) {
      vectors.readRow(ids[k], row);
      row[latent] = 1;
      equations.add(row, errors[k]);
    }
    try {
      equations.solve(solution);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          String.format(
              Locale.ROOT, "l2 is %s, too little for a clear solution: set it higher", l2),
          e);
    } finally {
      idle.add(equations);
    }
    System.arraycopy(solution, 0, vector, 0, latent);
    return unknowns > latent ? solution[latent] : 0;
  }

  /** What the diagonal has besides l2: the rest of the bias's own penalty. */
  private float[] base(int times) {
    if (unknowns == vectors.columns() || biasL2 == l2) {
      return zeros;
    }
    float[] base = zeros.clone();
    base[base.length - 1] = (float) ((biasL2 - l2) * times);
    return base;
  }

  @Override
  public void close() {
    for (NormalEquations one = idle.poll(); one != null; one = idle.poll()) {
      one.close();
    }
  }
}
