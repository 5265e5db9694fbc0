package org.refold.model.linear;

import java.io.IOException;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.recommend.ByteWeights;
import org.refold.recommend.ItemRows;
import org.refold.recommend.ItemVectors;
import org.refold.recommend.LinearFoldIn;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.UserVectors;

/**
 * A fitted {@link Elsa}: a vector of length 1 for each item. Scores are {@code x A A' - x}: an item
 * of the history adds the cosine to all others, and nothing to itself.
 */
public final class ElsaModel implements LinearFoldIn, UserVectors, ItemVectors, ByteWeights {

  private static final String VECTORS = "items";

  private final Elsa recommender;
  private final ItemRows vectors;
  private final FactoredModel withDiagonal;

  /**
   * @param vectors {@code [items, latent]}, floats, of length 1 or 0; kept and closed
   */
  ElsaModel(Elsa recommender, Vocabulary items, Matrix vectors) {
    this(recommender, items, ItemRows.of(vectors));
  }

  private ElsaModel(Elsa recommender, Vocabulary items, ItemRows vectors) {
    this.recommender = recommender;
    this.vectors = vectors;
    this.withDiagonal = new FactoredModel(recommender, items, vectors, vectors);
  }

  /** The model of vectors of any length. */
  static ElsaModel scaled(Elsa recommender, Vocabulary items, Matrix any) {
    Matrix unit = Matrix.floats(any.rows(), any.columns());
    float[] row = new float[any.columns()];
    for (int item = 0; item < any.rows(); item++) {
      any.readRow(item, row);
      double squares = 0;
      for (float number : row) {
        squares += (double) number * number;
      }
      double length = squares == 0 ? 1 : Math.sqrt(squares);
      for (int k = 0; k < row.length; k++) {
        row[k] = (float) (row[k] / length);
      }
      unit.writeRow(item, row);
    }
    return new ElsaModel(recommender, items, unit);
  }

  static ElsaModel load(Elsa recommender, ModelReader file) throws IOException {
    int n = file.items().size();
    ItemRows vectors = ItemRows.read(file, VECTORS, n, recommender.latent());
    return new ElsaModel(recommender, file.items(), vectors);
  }

  @Override
  public void save(ModelWriter file) {
    vectors.save(file, VECTORS);
  }

  @Override
  public float weight(int inHistory, int scored) {
    return inHistory == scored ? 0 : withDiagonal.weight(inHistory, scored);
  }

  @Override
  public void score(Interactions histories, int from, int to, float[] scores) {
    withDiagonal.score(histories, from, to, scores);
    for (int user = from; user < to; user++) {
      for (int item : BinaryMatrix.row(histories, user)) {
        scores[(user - from) * items().size() + item] -= withDiagonal.weight(item, item);
      }
    }
  }

  /** The sums of the vectors of the history. */
  @Override
  public void encode(Interactions histories, int from, int to, float[] codes) {
    withDiagonal.encode(histories, from, to, codes);
  }

  @Override
  public int userDimension() {
    return vectors.dimension();
  }

  /** Of bytes floats are made when they are first asked for. */
  @Override
  public Matrix vectors() {
    return vectors.matrix();
  }

  @Override
  public long weightBytes() {
    return vectors.bytes();
  }

  @Override
  public Elsa recommender() {
    return recommender;
  }

  @Override
  public Vocabulary items() {
    return withDiagonal.items();
  }

  @Override
  public void close() {
    vectors.close();
  }
}
