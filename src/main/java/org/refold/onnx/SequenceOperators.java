package org.refold.onnx;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.refold.kernel.Matrix;
import org.refold.nn.Trace;

/** Operations over the places of one sequence, {@code [places, units]}. */
final class SequenceOperators {

  /** Added to what a place must not see: its share is zero then. */
  private static final double UNSEEN = -1e30;

  private static final String HIDDEN_SIZE = "hidden_size";

  private SequenceOperators() {}

  static String summary(Step s) {
    String kind = String.valueOf(s.node().attributes().get("summary"));
    return switch (kind) {
      case "last" -> s.node("Slice", s.in(0), s.longs(-1), s.longs(Long.MAX_VALUE), s.longs(0));
      case "mean" -> overRows(s, "ReduceMean");
      case "sum" -> s.node("ReduceSum", s.in(0), s.longs(0));
      default -> throw s.refusal("there is no translation of a summary by " + kind);
    };
  }

  static String overRows(Step s, String operator) {
    return s.graph().reduced(operator, 0, s.in(0));
  }

  /** {@code softmax(Q K' / sqrt(units of a head)) V} for each head. */
  static String attention(Step s) {
    OnnxGraph g = s.graph();
    long heads = s.whole("num_heads");
    int units = s.node().output().columns() / (int) heads;
    String[] parts = new String[3];
    long[][] orders = {{1, 0, 2}, {1, 2, 0}, {1, 0, 2}};
    for (int k = 0; k < parts.length; k++) {
      String split = s.node("Reshape", s.in(k), s.longs(-1, heads, units));
      parts[k] = g.node("Transpose", Map.of("perm", orders[k]), split);
    }
    String products =
        s.node("Mul", s.node("MatMul", parts[0], parts[1]), s.number(1 / Math.sqrt(units)));
    if (s.whole("is_causal") != 0) {
      String square = s.node("Slice", s.node("Shape", products), s.longs(1), s.longs(3));
      String all = s.node("Expand", s.number(UNSEEN), square);
      String later = g.node("Trilu", Map.of("upper", 1L), all, g.whole(1));
      products = s.node("Add", products, later);
    }
    String shares = g.node("Softmax", Map.of("axis", -1L), products);
    String seen = s.node("MatMul", shares, parts[2]);
    String byPlace = g.node("Transpose", Map.of("perm", new long[] {1, 0, 2}), seen);
    return s.node("Reshape", byPlace, s.longs(-1, heads * units));
  }

  /**
   * Weights of gates, arranged as ONNX has them.
   *
   * @param from the block of ours for each block there
   * @param signs 1, or -1 where a gate is the other way round
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record Gates(int[] from, int[] signs, int units) {

    /** {@code [1, gates units, in]} of {@code [in, gates units]}. */
    String weights(OnnxGraph g, String called, Matrix weights) {
      long rows = (long) from.length * units;
      return g.tensor(
          called,
          List.of(1L, rows, (long) weights.rows()),
          (int) rows,
          weights.rows(),
          (row, into) -> {
            int column = from[row / units] * units + row % units;
            for (int k = 0; k < into.length; k++) {
              into[k] = (float) (signs[row / units] * weights.get(k, column));
            }
          });
    }

    /** {@code [1, 2 gates units]}: of the input, then of the state, which may have none. */
    String biases(OnnxGraph g, Matrix input, float[] state) {
      int size = from.length * units;
      float[] both = new float[2 * size];
      for (int k = 0; k < size; k++) {
        int column = from[k / units] * units + k % units;
        both[k] = (float) (signs[k / units] * input.get(0, column));
        both[size + k] = signs[k / units] * state[column];
      }
      return g.row("gate_biases", both);
    }
  }

  /** The dense layer that makes the sums of the gates, whose weights the operator takes. */
  private record Input(Trace.Operand x, Matrix weights, Matrix biases) {

    static Input of(Step s) {
      Trace.Node added = s.producer(s.node().inputs().get(0));
      Trace.Node product = s.producer(added.inputs().get(0));
      boolean isDense =
          added.name().equals("Add")
              && product.name().equals("Gemm")
              && product.attributes().values().stream().allMatch(turned -> turned.equals(0L))
              && added.inputs().get(1).value() != null
              && product.inputs().get(1).value() != null;
      if (!isDense) {
        throw s.refusal("its recurrent layer does not read a dense layer");
      }
      return new Input(
          product.inputs().get(0), value(product.inputs().get(1)), value(added.inputs().get(1)));
    }
  }

  private static Matrix value(Trace.Operand operand) {
    return Objects.requireNonNull(operand.value());
  }

  /** Ours has r, z, n; ONNX z, r, n, where z keeps the state. */
  static String gru(Step s) {
    boolean after = !s.node().attributes().containsKey("linear_before_reset");
    Matrix state = value(s.node().inputs().get(1));
    int units = state.rows();
    float[] stateBiases = new float[3 * units];
    int inputs = 2;
    if (after) {
      value(s.node().inputs().get(inputs++)).readRow(0, stateBiases);
    }
    Gates gates = new Gates(new int[] {1, 0, 2}, new int[] {after ? 1 : -1, 1, 1}, units);
    String start =
        s.node().inputs().size() > inputs
            ? s.node("Reshape", s.in(inputs), s.longs(1, 1, units))
            : "";
    return run(
        s,
        "GRU",
        gates,
        stateBiases,
        start,
        Map.of(HIDDEN_SIZE, (long) units, "linear_before_reset", after ? 1L : 0L));
  }

  /** Ours has i, f, g, o; ONNX i, o, f, g. */
  static String lstm(Step s) {
    int units = value(s.node().inputs().get(1)).rows();
    Gates gates = new Gates(new int[] {0, 3, 1, 2}, new int[] {1, 1, 1, 1}, units);
    return run(s, "LSTM", gates, new float[4 * units], "", Map.of(HIDDEN_SIZE, (long) units));
  }

  private static String run(
      Step s,
      String operator,
      Gates gates,
      float[] stateBiases,
      String start,
      Map<String, Long> attributes) {
    Input input = Input.of(s);
    String x = s.node("Unsqueeze", s.writing().name(input.x()), s.longs(1));
    String states =
        s.graph()
            .node(
                operator,
                attributes,
                x,
                gates.weights(s.graph(), "input_weights", input.weights()),
                gates.weights(s.graph(), "state_weights", value(s.node().inputs().get(1))),
                gates.biases(s.graph(), input.biases(), stateBiases),
                "",
                start);
    return s.node("Reshape", states, s.longs(-1, gates.units()));
  }
}
