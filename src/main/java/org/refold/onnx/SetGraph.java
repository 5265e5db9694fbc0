package org.refold.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.Optional;
import org.refold.nn.Trace;
import org.refold.train.neural.ScoringPass;

/** Writes a pass over histories as sets of items, {@code [batch, items]}. */
final class SetGraph extends TracedGraph {

  private static final long[] SEEDS = {1, 2, 3};

  private final String history;

  private SetGraph(ScoringPass model, OnnxGraph graph, SampledTraces traces) {
    super(model, graph, traces);
    this.history =
        graph.input(OnnxExport.Input.SET.tensor(), DataType.FLOAT, "batch", model.items().size());
  }

  /** Writes the pass of a model. */
  static void write(ScoringPass model, OnnxGraph graph) {
    List<Sample> samples =
        List.of(
            Sample.ofSets(model.items(), 2, SEEDS[0]),
            Sample.ofSets(model.items(), 3, SEEDS[1]),
            Sample.ofSets(model.items(), 3, SEEDS[2]));
    try (SampledTraces traces = new SampledTraces(model, samples)) {
      SetGraph writing = new SetGraph(model, graph, traces);
      String scores = writing.write();
      String all =
          model.unscored().map(unscored -> writing.without(unscored, scores)).orElse(scores);
      graph.output(OnnxExport.SCORES, all, "batch", model.items().size());
    }
  }

  @Override
  Optional<String> history(Trace.Operand operand) {
    return traces().isHistory(operand, false) || traces().isHistory(operand, true)
        ? Optional.of(history)
        : Optional.empty();
  }

  @Override
  String ids(Trace.Operand operand) {
    throw NotExportable.of(model(), "it looks rows up by numbers, although its input is a set");
  }

  @Override
  String users() {
    return graph()
        .node("Slice", graph().node("Shape", history), graph().longs(0), graph().longs(1));
  }

  /** Puts the one score where nothing comes out of the pass. */
  private String without(ScoringPass.Unscored unscored, String scores) {
    OnnxGraph g = graph();
    boolean[] items = unscored.items();
    String most = g.reduced("ReduceMax", 1, g.node("Abs", history));
    String known =
        g.tensor(
            "known_items",
            1,
            items.length,
            (row, into) -> {
              for (int item = 0; item < into.length; item++) {
                into[item] = items[item] ? 0 : 1;
              }
            });
    String zero = g.number(0);
    String scored = g.node("And", g.node("Greater", most, zero), g.node("Greater", known, zero));
    return g.node("Where", scored, scores, g.number(unscored.score()));
  }
}
