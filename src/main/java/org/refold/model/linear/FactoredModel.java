package org.refold.model.linear;

import java.io.IOException;
import java.util.Arrays;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.recommend.ByteWeights;
import org.refold.recommend.InnerProduct;
import org.refold.recommend.ItemRows;
import org.refold.recommend.LinearFoldIn;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;

/**
 * Scores {@code x U V'}: a linear model of low rank. A user's vector is the sum of the rows of U
 * that belong to the history, each item once; that of an item is its row of V. What an item of the
 * history adds to the score of another is {@code u_i . v_j}.
 */
public final class FactoredModel implements LinearFoldIn, InnerProduct, ByteWeights {

  /** Histories that are scored at once: bounds the memory, whatever is asked for. */
  private static final int BATCH = 512;

  private static final String HISTORY_SIDE = "items.in";
  private static final String SCORED_SIDE = "items.out";

  private final Recommender recommender;
  private final Vocabulary items;
  private final ItemRows in;
  private final ItemRows out;

  /**
   * Takes both matrices as they are; the model closes them.
   *
   * @param in U, {@code [items, latent]}, floats
   * @param out V, of the same shape
   */
  FactoredModel(Recommender recommender, Vocabulary items, Matrix in, Matrix out) {
    this(recommender, items, ItemRows.of(in), ItemRows.of(out));
  }

  /** The same of rows that may be bytes; one and the same for both sides is closed once. */
  FactoredModel(Recommender recommender, Vocabulary items, ItemRows in, ItemRows out) {
    this.recommender = recommender;
    this.items = items;
    this.in = in;
    this.out = out;
  }

  static FactoredModel load(Recommender recommender, ModelReader file, int latent)
      throws IOException {
    int n = file.items().size();
    ItemRows in = ItemRows.read(file, HISTORY_SIDE, n, latent);
    try {
      ItemRows out = ItemRows.read(file, SCORED_SIDE, n, latent);
      return new FactoredModel(recommender, file.items(), in, out);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public void save(ModelWriter file) {
    in.save(file, HISTORY_SIDE);
    out.save(file, SCORED_SIDE);
  }

  @Override
  public float weight(int inHistory, int scored) {
    float[] from = new float[in.dimension()];
    float[] to = new float[in.dimension()];
    in.readRow(inHistory, from);
    out.readRow(scored, to);
    return Kernels.dot(from, 0, to, 0, from.length);
  }

  @Override
  public void score(Interactions histories, int from, int to, float[] scores) {
    Preconditions.foldIn(this, histories, from, to, scores);
    int most = Math.min(BATCH, to - from);
    float[] vectors = new float[most * in.dimension()];
    try (Matrix users = Matrix.floats(most, in.dimension());
        Matrix products = Matrix.floats(most, items.size())) {
      for (int first = from; first < to; first += most) {
        int end = Math.min(first + most, to);
        encode(histories, first, end, vectors);
        users.writeRows(0, end - first, vectors, 0);
        Matrix scored = products.rowsView(0, end - first);
        out.products(users.rowsView(0, end - first), scored);
        scored.readRows(0, end - first, scores, (first - from) * items.size());
      }
    }
  }

  @Override
  public void encode(Interactions histories, int from, int to, float[] vectors) {
    Preconditions.encode(this, histories, from, to, vectors);
    int width = in.dimension();
    Parallel.unevenRows(
        to - from,
        16,
        (first, end) -> {
          double[] sum = new double[width];
          float[] row = new float[width];
          for (int user = first; user < end; user++) {
            Arrays.fill(sum, 0);
            for (int item : BinaryMatrix.row(histories, from + user)) {
              in.readRow(item, row);
              for (int unit = 0; unit < width; unit++) {
                sum[unit] += row[unit];
              }
            }
            for (int unit = 0; unit < width; unit++) {
              vectors[user * width + unit] = (float) sum[unit];
            }
          }
        });
  }

  /** Of bytes floats are made when they are first asked for. */
  @Override
  public Matrix vectors() {
    return out.matrix();
  }

  @Override
  public int userDimension() {
    return out.dimension();
  }

  @Override
  public long weightBytes() {
    return in == out ? in.bytes() : in.bytes() + out.bytes();
  }

  /** There are none. */
  @Override
  public float[] itemBiases() {
    return new float[items.size()];
  }

  @Override
  public Vocabulary items() {
    return items;
  }

  @Override
  public Recommender recommender() {
    return recommender;
  }

  @Override
  public void close() {
    in.close();
    out.close();
  }
}
