package org.refold.model.linear;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.LargestEigenvectors;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;

/**
 * PureSVD: the histories projected onto the leading right singular vectors of all histories, in
 * which what is missing counts as zero.
 *
 * <pre>  X ~ U S V',   scores = x V V'</pre>
 *
 * <p>X is [users, items] and binary, V [items, latent]. P. Cremonesi, Y. Koren, R. Turrin:
 * Performance of Recommender Algorithms on Top-N Recommendation Tasks, RecSys 2010, section 3.3.1.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper</th><th>comparison of 2021</th><th>here</th></tr>
 * <tr><td>data</td><td>ratings, missing ones 0</td><td>binary</td><td>binary; repeats count
 *     once</td></tr>
 * <tr><td>decomposition</td><td>Lanczos (SVDLIBC)</td><td>randomised, with a seed</td>
 *     <td>eigenvectors of X'X to rounding: no seed</td></tr>
 * <tr><td>an unseen user</td><td>the same formula</td><td>U S of training users</td>
 *     <td>the same formula</td></tr>
 * <tr><td>latent</td><td>50 on MovieLens-1M, 150 on Netflix</td><td>tuned</td><td>50</td></tr>
 * </table>
 *
 * <p>V is known up to the signs of its columns, scores are not affected. Cost: the Gram matrix as
 * in {@link Ease}, and {@code 4 items^2 latent} operations for each of some dozen iterations;
 * {@code 8 items^2} bytes while fitting, {@code 8 items latent} for the model.
 *
 * @param latent how many singular vectors, at least 1 and at most as many as items
 */
@RecordBuilder
public record PureSvd(int latent) implements Recommender, PureSvdBuilder.With {

  /**
   * @throws BadInputException if latent is not positive
   */
  public PureSvd {
    Check.atLeast(1, "latent", latent, "typical: 20-200 factors");
  }

  /** 50 factors. */
  public PureSvd() {
    this(50);
  }

  @Override
  public String name() {
    return "pure-svd";
  }

  @Override
  public Fitted<FactoredModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    LatentColumns.check(this, latent, train);
    ClosedFormMemory.checkOffHeap(
        name(), 1, Precision.DOUBLE, BinaryMatrix.of(train).columnCounts());
    try (Matrix gram = ItemGram.of(this, train, fitting, 0, Precision.DOUBLE);
        LargestEigenvectors right = LargestEigenvectors.of(gram, latent)) {
      Matrix in = LatentColumns.columns(right.vectors());
      Matrix out = LatentColumns.columns(right.vectors());
      return Fitted.of(new FactoredModel(this, train.items(), in, out));
    }
  }

  @Override
  public FactoredModel load(ModelReader file) throws IOException {
    return FactoredModel.load(this, file, latent);
  }

  /** The Gram matrix, its eigenvectors and the room to find them. */
  @Override
  public long fitBytes(Interactions train) {
    long items = train.itemCount();
    return Double.BYTES * items * (items + 7L * latent) + 2L * Integer.BYTES * train.size();
  }
}
