package org.refold.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.Map;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.recommend.InnerProduct;
import org.refold.recommend.KnownUsers;

/**
 * Writes models with a vector for each user of the training data: {@code scores = U[user] V' + b +
 * a[user]}. What they make of other histories is the solution of a problem, and no pass.
 */
final class UserGraph {

  /** Users whose vectors are computed at once. */
  private static final int BATCH = 256;

  /** Share of the largest score that rounding may make. */
  private static final double ROUNDING = 1e-4;

  private UserGraph() {}

  /**
   * Writes a model that is both.
   *
   * @param known the model
   * @param model the same
   */
  static void write(KnownUsers known, InnerProduct model, OnnxGraph graph) {
    Interactions users = known.histories();
    int count = users.userCount();
    Matrix items = model.vectors();
    float[] biases = model.itemBiases();
    float[] offsets = new float[count];
    float[] some = new float[BATCH * items.columns()];
    float[] scores = new float[BATCH * model.items().size()];
    String u =
        graph.tensor(
            "users",
            count,
            items.columns(),
            (row, into) -> {
              int at = row % BATCH;
              if (at == 0) {
                int end = Math.min(count, row + BATCH);
                model.encode(users, row, end, some);
                model.score(users, row, end, scores);
              }
              System.arraycopy(some, at * into.length, into, 0, into.length);
              offsets[row] = offset(model, into, biases, scores, at * model.items().size());
            });
    String user = graph.input(OnnxExport.Input.USER.tensor(), DataType.INT64, "batch");
    String vector = graph.node("Gather", Map.of("axis", 0L), u, user);
    String products =
        graph.node(
            "Gemm",
            Map.of("transB", 1L),
            vector,
            graph.matrix("items", items),
            graph.row("item_biases", biases));
    String own =
        graph.node(
            "Gather",
            Map.of("axis", 0L),
            graph.tensor("user_biases", count, 1, (row, into) -> into[0] = offsets[row]),
            user);
    graph.output(
        OnnxExport.SCORES, graph.node("Add", products, own), "batch", model.items().size());
  }

  /** What a user's scores have besides products and biases: a number that is the same for all. */
  private static float offset(
      InnerProduct model, float[] vector, float[] biases, float[] scores, int start) {
    float[] item = new float[vector.length];
    double offset = 0;
    double largest = 0;
    double apart = 0;
    for (int k = 0; k < biases.length; k++) {
      model.vectors().readRow(k, item);
      double product = biases[k];
      for (int unit = 0; unit < vector.length; unit++) {
        product += (double) vector[unit] * item[unit];
      }
      double rest = scores[start + k] - product;
      offset = k == 0 ? rest : offset;
      largest = Math.max(largest, Math.abs(scores[start + k]));
      apart = Math.max(apart, Math.abs(rest - offset));
    }
    if (apart > ROUNDING * largest) {
      throw NotExportable.of(
          model,
          "its scores are not products of vectors of users and items, although its ranking is");
    }
    return (float) offset;
  }
}
