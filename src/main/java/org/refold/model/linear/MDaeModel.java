package org.refold.model.linear;

import java.util.Arrays;
import java.util.List;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Activation;
import org.refold.kernel.Blas;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Transpose;
import org.refold.recommend.FoldIn;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;

/** A fitted {@link MDae}: the layers, each of which reads the one before and a bias. */
public final class MDaeModel implements FoldIn {

  /** Histories that pass the layers at once: bounds the memory, whatever is asked for. */
  static final int BATCH = 512;

  private final Recommender recommender;
  private final Vocabulary items;
  private final List<Matrix> layers;

  /**
   * @param layers each {@code [items, items + 1]}, floats, the bias last; kept and closed
   */
  MDaeModel(Recommender recommender, Vocabulary items, List<Matrix> layers) {
    this.recommender = recommender;
    this.items = items;
    this.layers = layers;
  }

  /** The layers, each {@code [items, items + 1]}, the bias last; must not be changed. */
  public List<Matrix> layers() {
    return List.copyOf(layers);
  }

  /** The name of a layer in a model file. */
  public static String nameOf(int layer) {
    return "layers." + layer;
  }

  @Override
  public void save(ModelWriter file) {
    for (int k = 0; k < layers.size(); k++) {
      file.add(nameOf(k), layers.get(k));
    }
  }

  /**
   * Passes histories through all layers but those from {@code end} on.
   *
   * @param units {@code [to - from, items + 1]}, floats. Modified: the units of the last of these
   *     layers, and 1 in the last column.
   */
  static void encode(
      List<Matrix> layers, int end, Interactions histories, int from, int to, Matrix units) {
    int n = units.columns() - 1;
    Parallel.rows(
        to - from,
        16,
        (first, after) -> {
          float[] row = new float[n + 1];
          for (int user = first; user < after; user++) {
            Arrays.fill(row, 0f);
            row[n] = 1;
            for (int item : BinaryMatrix.row(histories, from + user)) {
              row[item] = 1;
            }
            units.writeRow(user, row);
          }
        });
    try (Matrix outputs = Matrix.floats(to - from, n)) {
      for (int k = 0; k < end; k++) {
        Blas.gemm(Transpose.NO, Transpose.YES, 1, units, layers.get(k), 0, outputs);
        Parallel.rows(
            to - from,
            16,
            (first, after) -> {
              float[] row = new float[n];
              for (int user = first; user < after; user++) {
                outputs.readRow(user, row);
                Kernels.activate(Activation.TANH, row, row, 0, n);
                units.write(user, 0, row, 0, n);
              }
            });
      }
    }
  }

  @Override
  public void score(Interactions histories, int from, int to, float[] scores) {
    Preconditions.foldIn(this, histories, from, to, scores);
    int n = items.size();
    int last = layers.size() - 1;
    int most = Math.min(BATCH, to - from);
    try (Matrix units = Matrix.floats(most, n + 1);
        Matrix outputs = Matrix.floats(most, n)) {
      for (int first = from; first < to; first += most) {
        int end = Math.min(first + most, to);
        Matrix some = units.rowsView(0, end - first);
        Matrix scored = outputs.rowsView(0, end - first);
        encode(layers, last, histories, first, end, some);
        Blas.gemm(Transpose.NO, Transpose.YES, 1, some, layers.get(last), 0, scored);
        scored.readRows(0, end - first, scores, (first - from) * n);
      }
    }
  }

  /** What an item of the history, or with {@code items} the bias, adds in the last layer. */
  float weight(int input, int scored) {
    return (float) layers.get(layers.size() - 1).get(scored, input);
  }

  @Override
  public Recommender recommender() {
    return recommender;
  }

  @Override
  public Vocabulary items() {
    return items;
  }

  @Override
  public void close() {
    layers.forEach(Matrix::close);
  }
}
