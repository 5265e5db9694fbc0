package org.refold.model.factor;

import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Blas;
import org.refold.kernel.Matrix;
import org.refold.kernel.Transpose;
import org.refold.recommend.FoldIn;
import org.refold.recommend.InnerProduct;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.train.batch.FeatureRows;

/**
 * A fitted {@link ContentMap}. It knows the users of the training data, who are scored by the
 * history at hand like all others, and those whose attributes came with it. A user without a
 * history, found by the raw id, has the vector of the attributes.
 */
public final class ContentMapModel implements FoldIn, KnownUsers, InnerProduct {

  static final String MAPPED = "mapped items";
  static final String USER_MAP = "map of users";
  static final String MEAN = "mean user";

  /** Users that are scored at once: bounds the memory, whatever is asked for. */
  private static final int BATCH = 512;

  /**
   * What is made of users without a history.
   *
   * @param attributes of those in the histories of the model
   * @param map {@code [features, latent]}
   * @param mean the vector of those without attributes too, {@code [latent]}
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared, and made for loops
  record Users(FeatureRows attributes, Matrix map, float[] mean) {}

  private final ContentMap recommender;
  private final Interactions histories;
  private final IalsModel factors;
  private final Matrix mapped;
  private final Users users;

  /** Takes the matrices and the factors, which it closes. */
  ContentMapModel(
      ContentMap recommender,
      Interactions histories,
      IalsModel factors,
      Matrix mapped,
      Users users) {
    this.recommender = recommender;
    this.histories = histories;
    this.factors = factors;
    this.mapped = mapped;
    this.users = users;
  }

  @Override
  public ContentMap recommender() {
    return recommender;
  }

  @Override
  public Vocabulary items() {
    return factors.items();
  }

  @Override
  public Interactions histories() {
    return histories;
  }

  @Override
  public void score(Interactions asked, int from, int to, float[] scores) {
    Preconditions.foldIn(this, asked, from, to, scores);
    int latent = mapped.columns();
    for (int first = from; first < to; first += BATCH) {
      int end = Math.min(first + BATCH, to);
      float[] codes = new float[(end - first) * latent];
      encode(asked, first, end, codes);
      try (Matrix p = Matrix.of(end - first, latent, codes);
          Matrix products = Matrix.floats(end - first, mapped.rows())) {
        Blas.gemm(Transpose.NO, Transpose.YES, 1, p, mapped, 0, products);
        products.readRows(0, end - first, scores, (first - from) * mapped.rows());
      }
    }
  }

  @Override
  public void encode(Interactions asked, int from, int to, float[] vectors) {
    factors.encode(asked, from, to, vectors);
    float[] vector = new float[mapped.columns()];
    for (int row = from; row < to; row++) {
      if (asked.count(row) == 0) {
        int user = users().indexOf(asked.users().id(row));
        FeatureRows known = users.attributes();
        if (user >= 0 && known.starts()[user] < known.starts()[user + 1]) {
          AttributeRidge.apply(known, user, users.map(), vector);
        } else {
          System.arraycopy(users.mean(), 0, vector, 0, vector.length);
        }
        System.arraycopy(vector, 0, vectors, (row - from) * vector.length, vector.length);
      }
    }
  }

  @Override
  public Matrix vectors() {
    return mapped;
  }

  /** There are none. */
  @Override
  public float[] itemBiases() {
    return factors.itemBiases();
  }

  @Override
  public void save(ModelWriter file) {
    factors.save(file);
    file.add(MAPPED, mapped).add(MEAN, users.mean()).histories(histories);
    if (users.map().rows() > 0) {
      file.add(USER_MAP, users.map());
      users.attributes().save(file, "users");
    }
  }

  @Override
  public void close() {
    factors.close();
    mapped.close();
    users.map().close();
  }
}
