package org.refold.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.model.baseline.BiasModel;
import org.refold.model.linear.MDaeModel;
import org.refold.recommend.InnerProduct;
import org.refold.recommend.ItemVectors;
import org.refold.recommend.LinearFoldIn;
import org.refold.recommend.Model;
import org.refold.recommend.UserVectors;

/** Writes models whose scores are products of a history with matrices, which run on no tape. */
final class LinearGraph {

  private LinearGraph() {}

  /** {@code x B}, or {@code x U V' + x diag(d)} where the model has vectors. */
  static void write(LinearFoldIn model, OnnxGraph graph) {
    String history = history(model, graph);
    String scores =
        model instanceof UserVectors users && model instanceof ItemVectors items
            ? lowRank(model, users, items.vectors(), history, graph)
            : graph.node("MatMul", history, matrix(model, graph));
    graph.output(OnnxExport.SCORES, scores, "batch", model.items().size());
  }

  private static String history(Model model, OnnxGraph graph) {
    return graph.input(
        OnnxExport.Input.SET.tensor(), DataType.FLOAT, "batch", model.items().size());
  }

  /** Sparse ones are written with their zeros: few runtimes multiply by sparse tensors. */
  private static String matrix(LinearFoldIn model, OnnxGraph graph) {
    int n = model.items().size();
    return graph.tensor(
        "item_weights",
        n,
        n,
        (row, into) -> {
          for (int item = 0; item < n; item++) {
            into[item] = model.weight(row, item);
          }
        });
  }

  private static String lowRank(
      LinearFoldIn model, UserVectors users, Matrix out, String history, OnnxGraph graph) {
    int n = model.items().size();
    int latent = users.userDimension();
    float[] in = new float[n * latent];
    users.encode(single(model.items()), 0, n, in);
    String u =
        graph.tensor(
            "items_in",
            n,
            latent,
            (row, into) -> System.arraycopy(in, row * latent, into, 0, latent));
    String v = graph.matrix("items_out", out);
    String products = graph.node("Gemm", Map.of("transB", 1L), graph.node("MatMul", history, u), v);
    if (model instanceof InnerProduct) {
      return products;
    }
    float[] diagonal = new float[n];
    float[] row = new float[latent];
    for (int item = 0; item < n; item++) {
      out.readRow(item, row);
      double product = 0;
      for (int k = 0; k < latent; k++) {
        product += (double) in[item * latent + k] * row[k];
      }
      diagonal[item] = (float) (model.weight(item, item) - product);
    }
    return graph.node("Add", products, graph.node("Mul", history, graph.row("diagonal", diagonal)));
  }

  /** {@code m + b_i + sum (r - m - b_j) / (shrink + n)}, the sum over the n ratings of a user. */
  static void write(BiasModel model, OnnxGraph graph) {
    int n = model.items().size();
    float[] expected = new float[n];
    for (int item = 0; item < n; item++) {
      expected[item] = model.mean() + model.itemBias(item);
    }
    String ofItems = graph.row("expected", expected);
    String ratings = history(model, graph);
    String each = graph.longs(1);
    String rated = graph.node("Abs", graph.node("Sign", ratings));
    String count = graph.node("ReduceSum", rated, each);
    String rest = graph.node("Mul", rated, graph.node("Sub", ratings, ofItems));
    double shrink = model.userShrink();
    String differs =
        Double.isInfinite(shrink)
            ? graph.node("Mul", count, graph.number(0))
            : graph.node(
                "Div",
                graph.node("ReduceSum", rest, each),
                graph.node(
                    "Max",
                    graph.node("Add", count, graph.number(shrink)),
                    graph.number(Float.MIN_NORMAL)));
    graph.output(OnnxExport.SCORES, graph.node("Add", ofItems, differs), "batch", n);
  }

  /** A history of each item alone. */
  private static Interactions single(Vocabulary items) {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    for (int item = 0; item < items.size(); item++) {
      builder.add(item, item, 1, 0);
    }
    List<String> users =
        IntStream.range(0, items.size()).mapToObj(item -> "\u0000item " + item).toList();
    return builder.build(Vocabulary.of(users), items, Duplicates.KEEP);
  }

  /** Layers, each {@code [items, items + 1]} with the bias last, with tanh between them. */
  static void write(MDaeModel model, OnnxGraph graph) {
    int n = model.items().size();
    String units = history(model, graph);
    List<Matrix> layers = model.layers();
    float[] row = new float[n + 1];
    for (int k = 0; k < layers.size(); k++) {
      Matrix layer = layers.get(k);
      float[] bias = new float[n];
      String weights =
          graph.tensor(
              MDaeModel.nameOf(k),
              n,
              n,
              (item, into) -> {
                layer.readRow(item, row);
                System.arraycopy(row, 0, into, 0, n);
                bias[item] = row[n];
              });
      String sums =
          graph.node("Gemm", Map.of("transB", 1L), units, weights, graph.row("bias", bias));
      units = k + 1 < layers.size() ? graph.node("Tanh", sums) : sums;
    }
    graph.output(OnnxExport.SCORES, units, "batch", n);
  }
}
