package org.refold.onnx;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operations of a trace in the words of ONNX, as its operators are since version 17. Rows are
 * users, or the places of one sequence. An operation that is not here cannot be exported; those
 * missing are of training alone.
 */
final class Operators {

  /** Shorter than any vector that is not zero: what is divided by then is zero anyway. */
  private static final double SHORTEST = 1e-30;

  private static final double GELU_SLOPE = 0.7978845608028654;
  private static final double GELU_CUBIC = 0.044715;

  /** Writes one operation and returns the name of what it gives. */
  @FunctionalInterface
  interface Translation {
    String of(Step step);
  }

  /** Those that are operators of ONNX as they stand. */
  private static final Set<String> SAME =
      Set.of(
          "MatMul",
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Exp",
          "Log",
          "Identity",
          "Sigmoid",
          "Tanh",
          "Relu",
          "Elu",
          "Selu",
          "Softplus");

  private static final Map<String, Translation> OTHERS =
      Map.ofEntries(
          // products
          entry("Gemm", s -> s.as("Gemm", s.wholes("transA", "transB"))),
          entry("HollowMatMul", s -> s.as("MatMul")),
          entry("Transpose", s -> s.as("Transpose", Map.of("perm", new long[] {1, 0}))),
          entry("RowDots", Operators::rowDots),
          entry("Outer", Operators::outer),
          entry("ReluOfPairs", Operators::reluOfPairs),
          // element by element
          entry("Combine", Operators::combine),
          entry("Scale", s -> times(s, s.in(0), s.real("factor"))),
          entry("Shift", s -> s.node("Add", s.in(0), s.number(s.real("number")))),
          entry("Swish", s -> s.node("Mul", s.in(0), s.node("Sigmoid", s.in(0)))),
          entry("Gelu", Operators::gelu),
          // rows
          entry("Softmax", s -> s.as("Softmax", s.wholes("axis"))),
          entry("LpNormalization", Operators::unitLength),
          entry(
              "LayerNormalization",
              s ->
                  s.as(
                      "LayerNormalization",
                      Map.of("axis", s.whole("axis"), "epsilon", (float) s.real("epsilon")))),
          entry("BatchNormalization", Operators::batchNormalization),
          // columns
          entry("Slice", Operators::slice),
          entry("Concat", s -> s.as("Concat", s.wholes("axis"))),
          entry("Reshape", Operators::reshape),
          // tables, and sequences
          entry("Gather", s -> s.as("Gather", s.wholes("axis"))),
          entry("Segments", SequenceOperators::summary),
          entry("SegmentMax", s -> SequenceOperators.overRows(s, "ReduceMax")),
          entry("Attention", SequenceOperators::attention),
          entry("Gru", SequenceOperators::gru),
          entry("Lstm", SequenceOperators::lstm),
          // images
          entry("Conv", s -> ImageOperators.convolution(s, "Conv")),
          entry("ConvTranspose", s -> ImageOperators.convolution(s, "ConvTranspose")));

  private Operators() {}

  /** The names of the operations that have a translation. */
  static Set<String> names() {
    return Stream.concat(SAME.stream(), OTHERS.keySet().stream()).collect(Collectors.toSet());
  }

  /** Writes an operation. */
  static String write(Step step) {
    String name = step.node().name();
    if (SAME.contains(name)) {
      return step.as(name);
    }
    Translation translation = OTHERS.get(name);
    if (translation == null) {
      throw step.refusal("there is no translation of its operation " + name);
    }
    return translation.of(step);
  }

  private static String times(Step s, String x, double factor) {
    return factor == 1 ? x : s.node("Mul", x, s.number(factor));
  }

  private static String combine(Step s) {
    return s.node("Add", times(s, s.in(0), s.real("alpha")), times(s, s.in(1), s.real("beta")));
  }

  private static String rowDots(Step s) {
    return s.node("ReduceSum", s.node("Mul", s.in(0), s.in(1)), s.longs(1));
  }

  /** {@code [n, d, 1] * [n, 1, e]}, each row in one. */
  private static String outer(Step s) {
    String a = s.node("Unsqueeze", s.in(0), s.longs(2));
    String b = s.node("Unsqueeze", s.in(1), s.longs(1));
    return s.node("Reshape", s.node("Mul", a, b), s.longs(-1, s.node().output().columns()));
  }

  /**
   * {@code sum_k c_k relu(u_k + v_k) + b + constant} for each user and item: all sums are there at
   * once, {@code [users, items, units]}.
   */
  private static String reluOfPairs(Step s) {
    String u = s.node("Unsqueeze", s.in(0), s.longs(1));
    String v = s.node("Unsqueeze", s.in(1), s.longs(0));
    String parts = s.node("Relu", s.node("Add", u, v));
    String column = s.node("Reshape", s.in(2), s.longs(-1, 1));
    String sums = s.node("Squeeze", s.node("MatMul", parts, column), s.longs(2));
    String biased = s.node("Add", sums, s.in(3));
    return s.node("Add", biased, s.number(s.real("constant")));
  }

  /** There is an operator only since version 20. */
  private static String gelu(Step s) {
    String x = s.in(0);
    String cube = s.node("Mul", x, s.node("Mul", x, x));
    String inner = s.node("Add", x, times(s, cube, GELU_CUBIC));
    String tanh = s.node("Tanh", times(s, inner, GELU_SLOPE));
    return s.node("Mul", times(s, x, 0.5), s.node("Add", tanh, s.number(1)));
  }

  /** Rows of length zero stay as they are, which the operator of this name does not say. */
  private static String unitLength(Step s) {
    String operator = s.whole("p") == 1 ? "ReduceL1" : "ReduceL2";
    String length = s.graph().reduced(operator, 1, s.in(0));
    return s.node("Div", s.in(0), s.node("Max", length, s.number(SHORTEST)));
  }

  private static String batchNormalization(Step s) {
    if (s.whole("training_mode") != 0) {
      throw s.refusal(
          "it normalises by the batch at hand, so that users change each other's scores");
    }
    String[] inputs = new String[5];
    inputs[0] = s.in(0);
    for (int k = 1; k < inputs.length; k++) {
      inputs[k] = s.node("Reshape", s.in(k), s.longs(-1));
    }
    return s.graph()
        .node("BatchNormalization", Map.of("epsilon", (float) s.real("epsilon")), inputs);
  }

  private static String slice(Step s) {
    return s.node(
        "Slice",
        s.in(0),
        s.longs(s.whole("start")),
        s.longs(s.whole("end")),
        s.longs(s.whole("axis")));
  }

  private static String reshape(Step s) {
    if (!s.node().attributes().containsKey("columns")) {
      throw s.refusal("it lays numbers out by the number of users");
    }
    return s.node("Reshape", s.in(0), s.longs(-1, s.whole("columns")));
  }
}
