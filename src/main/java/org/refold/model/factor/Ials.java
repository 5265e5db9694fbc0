package org.refold.model.factor;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.util.Locale;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.kernel.MemoryForecast;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.recommend.TrainingLog;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;

/**
 * iALS: matrix factorisation of what users interacted with, weighted against everything else, by
 * alternating least squares.
 *
 * <pre>
 *   J = 1/2 sum over (u, i) in S of (1 - u.v)^2  +  unobservedWeight / 2 sum over all (u, i) of (u.v)^2
 *     + l2 / 2 sum over users of (|I_u| + unobservedWeight items)^frequencyExponent |u|^2
 *     + l2 / 2 sum over items of (|U_i| + unobservedWeight users)^frequencyExponent |v|^2
 *   scores = u V',  u the minimum of J for the history, V given
 * </pre>
 *
 * <p>S are the interactions, I_u the items of a user, U_i the users of an item, u and v vectors of
 * {@code latent} numbers. In an epoch first all users and then all items are solved for, each
 * exactly by Cholesky's factorisation; J never rises.
 *
 * <p>Y. Hu, Y. Koren, C. Volinsky: Collaborative Filtering for Implicit Feedback Datasets, ICDM
 * 2008, section 4; in the form of S. Rendle, W. Krichene, L. Zhang, Y. Koren: Revisiting the
 * Performance of iALS on Item Recommendation Benchmarks, RecSys 2022, sections 2 and 3, which finds
 * it strong where latent is large and l2 goes with frequency.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper (2022)</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>data</td><td>binary; 2008: confidences 1 + alpha r</td><td>binary</td>
 *     <td>binary, whatever the values; repeats count once. With one confidence for all, 2008 is the
 *     same up to scale: unobservedWeight = 1 / alpha, and every pair in the second sum</td></tr>
 * <tr><td>objective</td><td>without the halves</td><td>as the paper</td>
 *     <td>half of it, which has the same minimum, so l2 is the paper's lambda</td></tr>
 * <tr><td>regularisation</td><td>by frequency, exponent nu; 1 is advised, 0 is 2008</td>
 *     <td>the same</td><td>the same</td></tr>
 * <tr><td>first vectors</td><td>normal, standard deviation 0.1 / sqrt(latent)</td><td>the same</td>
 *     <td>the same; those of users are not needed, since they are solved for first</td></tr>
 * <tr><td>solution</td><td>exact</td><td>Cholesky, 32 bits</td><td>the same</td></tr>
 * <tr><td>users and items without interactions</td><td>not said</td>
 *     <td>keep their first vectors</td><td>have the vector zero, the minimum of J</td></tr>
 * <tr><td>epochs</td><td>16</td><td>the last one counts</td>
 *     <td>the same; no epoch is chosen on validation data</td></tr>
 * <tr><td>defaults</td><td>by data set; MovieLens-20M: latent 2,048, l2 0.003, unobserved weight
 *     0.1</td><td>its example for MovieLens-1M: latent 192, l2 0.007, weight 0.3, 12 epochs</td>
 *     <td>those of that example; latent, l2 and weight want tuning together</td></tr>
 * </table>
 *
 * <p>Cost: an epoch takes {@code latent^2} multiplications for each interaction on either side and
 * {@code latent^3 / 6} for each user and item; memory is {@code 4 latent (users + items)} bytes
 * outside the heap while fitting and {@code 4 latent items} for the model. No items x items matrix
 * is made. Results do not depend on the thread count.
 *
 * @param latent numbers of a vector, at least 1
 * @param unobservedWeight what a pair weighs that was not observed, against 1 of one that was; more
 *     than 0
 * @param l2 weight of half the squared lengths of vectors, more than 0
 * @param frequencyExponent how regularisation grows with the number of interactions: 0 not, 1 in
 *     proportion
 * @param epochs solutions for all users and all items
 */
@RecordBuilder
public record Ials(
    int latent, double unobservedWeight, double l2, double frequencyExponent, int epochs)
    implements Recommender, IalsBuilder.With {

  /** The most factors: a square of as many numbers is an array. */
  private static final int MOST_FACTORS = 32_768;

  /**
   * @throws BadInputException if a setting is out of its range
   */
  public Ials {
    Check.atLeast(1, "latent", latent, "typical: 64-2048 factors");
    if (latent > MOST_FACTORS) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "latent is %d, but may be at most %d; typical: 64-2048 factors",
              latent,
              MOST_FACTORS));
    }
    Check.positive("unobservedWeight", unobservedWeight, "typical: 0.01-1");
    Check.positive("l2", l2, "typical: 0.001-0.1");
    Check.notNegative("frequencyExponent", frequencyExponent, "typical: 0-1");
    Check.atLeast(1, "epochs", epochs, "typical: 8-16");
  }

  /** The settings of the authors' example for MovieLens-1M. */
  public Ials() {
    this(192, 0.3, 0.007, 1, 12);
  }

  @Override
  public String name() {
    return "ials";
  }

  /** What goes onto the diagonal for a row with so many interactions out of so many columns. */
  double ridge(int count, int all) {
    return l2 * Math.pow(count + unobservedWeight * all, frequencyExponent);
  }

  @Override
  public Fitted<IalsModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    checkMemory(train);
    return fit(train, fitting, FirstVectors.draw(fitting.seed(), train.itemCount(), latent));
  }

  /**
   * Fits from given vectors of the items.
   *
   * @param items {@code [items, latent]}, floats. Modified: the model keeps them.
   */
  Fitted<IalsModel> fit(Interactions train, Fitting fitting, Matrix items) {
    TrainingLog log = new Alternation(this, train, items).run(fitting);
    return new Fitted<>(new IalsModel(this, train.items(), items), log);
  }

  @Override
  public IalsModel load(ModelReader file) throws IOException {
    Matrix vectors = file.matrix(IalsModel.VECTORS, Precision.FLOAT, file.items().size(), latent);
    return new IalsModel(this, file.items(), vectors);
  }

  private void checkMemory(Interactions train) {
    long free = MemoryForecast.freeBytes();
    MemoryForecast needed =
        MemoryForecast.of("ials with latent=" + latent)
            .matrices(1, Precision.FLOAT, train.userCount(), latent)
            .matrices(1, Precision.FLOAT, train.itemCount(), latent)
            .matrices(Parallel.threads() + 2, Precision.FLOAT, latent, latent)
            .option("set latent lower");
    if (!needed.fits(free)) {
      throw new BadInputException(needed.describe(free));
    }
  }

  /** The vectors, the equations of each thread, and the data by user and by item. */
  @Override
  public long fitBytes(Interactions train) {
    long vectors = (long) latent * (train.userCount() + train.itemCount());
    long equations = (long) latent * latent * (Parallel.threads() + 2);
    return Float.BYTES * (vectors + equations) + 4L * Integer.BYTES * train.size();
  }
}
