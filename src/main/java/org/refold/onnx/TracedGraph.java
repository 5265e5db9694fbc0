package org.refold.onnx;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.refold.nn.Trace;
import org.refold.recommend.Model;

/** Writes the operations of a pass that its result needs. */
abstract class TracedGraph {

  private final Model model;
  private final OnnxGraph graph;
  private final SampledTraces traces;
  private final Map<Integer, Trace.Node> producers = new HashMap<>();
  private final Map<Integer, String> names = new HashMap<>();

  TracedGraph(Model model, OnnxGraph graph, SampledTraces traces) {
    this.model = model;
    this.graph = graph;
    this.traces = traces;
    traces.trace().operations().forEach(node -> producers.put(node.output().id(), node));
  }

  final Model model() {
    return model;
  }

  final OnnxGraph graph() {
    return graph;
  }

  final SampledTraces traces() {
    return traces;
  }

  /** Writes the whole pass and returns the name of its result. */
  final String write() {
    return name(traces.trace().result());
  }

  final Trace.Node producer(Trace.Operand operand) {
    Trace.Node node = producers.get(operand.id());
    if (node == null) {
      throw NotExportable.of(model, "what " + operand + " comes from is not in its trace");
    }
    return node;
  }

  /** The name of an operand; what gives it is written first. */
  final String name(Trace.Operand operand) {
    String name = names.get(operand.id());
    if (name == null) {
      name = written(operand);
      names.put(operand.id(), name);
    }
    return name;
  }

  private String written(Trace.Operand operand) {
    return switch (operand.kind()) {
      case PARAMETER -> graph.matrix(operand.name(), Objects.requireNonNull(operand.value()));
      case RESULT -> Operators.write(new Step(this, producer(operand)));
      case IDS -> ids(operand);
      case CONSTANT -> fixed(operand);
      case SPARSE -> history(operand).orElseGet(() -> fixed(operand));
    };
  }

  /** The name of a batch, if it is that of the histories. */
  abstract Optional<String> history(Trace.Operand operand);

  /** The name of numbers that name rows. */
  abstract String ids(Trace.Operand operand);

  /** The number of users, in a list of one. */
  abstract String users();

  private String fixed(Trace.Operand operand) {
    SampledTraces.Fixed fixed = traces.fixed(operand);
    float[][] rows = fixed.rows();
    String numbers =
        graph.tensor(
            "constant",
            rows.length,
            operand.columns(),
            (row, into) -> System.arraycopy(rows[row], 0, into, 0, into.length));
    return switch (fixed.repeats()) {
      case NEVER -> numbers;
      case FOR_EACH_USER ->
          graph.node(
              "Expand",
              numbers,
              graph.node("Concat", Map.of("axis", 0L), users(), graph.longs(operand.columns())));
    };
  }
}
