package org.refold.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.refold.nn.Trace;
import org.refold.train.neural.SequenceModel;
import org.refold.train.neural.SequenceRecommender;

/**
 * Writes a pass over one history in its order, {@code [length]}, of which the last items count. How
 * the numbers that look rows up come out of the history is found from short samples, and how many
 * items count from a long one.
 */
final class SequenceGraph extends TracedGraph {

  private static final int[] LENGTHS = {1, 2, 3, 5};

  private final Map<Integer, IdRule> rules = new HashMap<>();
  private final String items;
  private final String length;

  private SequenceGraph(SequenceModel model, OnnxGraph graph, SampledTraces traces, int longest) {
    super(model, graph, traces);
    List<Sample> all = traces.samples();
    List<int[]> some = all.stream().limit(all.size() - 1L).map(each -> each.last(longest)).toList();
    Map<Integer, int[]> ofLong = new HashMap<>();
    for (Trace.Node node : traces.trace().operations()) {
      for (Trace.Operand input : node.inputs()) {
        if (input.kind() == Trace.Kind.IDS) {
          List<int[]> ids = traces.ids(input);
          rules.put(input.id(), rule(some, ids.subList(0, some.size())));
          ofLong.put(input.id(), ids.get(some.size()));
        }
      }
    }
    int kept = kept(all.get(some.size()), longest, ofLong);
    String given = graph.input(OnnxExport.Input.SEQUENCE.tensor(), DataType.INT64, "length");
    this.items =
        graph.node("Slice", given, graph.longs(-kept), graph.longs(Long.MAX_VALUE), graph.longs(0));
    this.length = graph.node("Squeeze", graph.node("Shape", items));
    graph.output(OnnxExport.SCORES, write(), 1, model.items().size());
  }

  /** Writes the pass of a model. */
  static void write(SequenceModel model, OnnxGraph graph) {
    int longest = ((SequenceRecommender) model.recommender()).maxLength();
    int[] lengths = Arrays.stream(LENGTHS).filter(each -> each < longest).toArray();
    if (lengths.length < 2) {
      throw NotExportable.of(
          model, "with maxLength below 3 there are no histories to tell its positions from");
    }
    List<Sample> samples = new ArrayList<>();
    for (int each : lengths) {
      samples.add(Sample.ofSequence(model.items(), each, each));
    }
    samples.add(Sample.ofSequence(model.items(), 2 * longest, longest));
    try (SampledTraces traces = new SampledTraces(model, samples)) {
      new SequenceGraph(model, graph, traces, longest);
    }
  }

  private IdRule rule(List<int[]> sequences, List<int[]> ids) {
    return IdRule.of(sequences, ids)
        .orElseThrow(
            () ->
                NotExportable.of(
                    model(), "the rows that it looks up are neither those of items nor of places"));
  }

  /** How many items of a long history count: a mask may take the place of one. */
  private int kept(Sample sample, int longest, Map<Integer, int[]> ids) {
    for (int kept = longest; kept >= longest - 1; kept--) {
      int[] last = sample.last(kept);
      if (ids.entrySet().stream()
          .allMatch(each -> Arrays.equals(rule(each.getKey()).of(last), each.getValue()))) {
        return kept;
      }
    }
    throw NotExportable.of(model(), "of a long history it reads other items than the last ones");
  }

  private IdRule rule(int operand) {
    return Objects.requireNonNull(rules.get(operand));
  }

  @Override
  Optional<String> history(Trace.Operand operand) {
    return Optional.empty();
  }

  @Override
  String users() {
    return graph().longs(1);
  }

  @Override
  String ids(Trace.Operand operand) {
    IdRule rule = rule(operand.id());
    String body = body(rule.body());
    List<String> parts = new ArrayList<>();
    fixed(rule.head()).ifPresent(parts::add);
    parts.add(body);
    fixed(rule.tail()).ifPresent(parts::add);
    return parts.size() == 1
        ? body
        : graph().node("Concat", Map.of("axis", 0L), parts.toArray(String[]::new));
  }

  private Optional<String> fixed(int[] ids) {
    return ids.length == 0
        ? Optional.empty()
        : Optional.of(graph().longs(Arrays.stream(ids).asLongStream().toArray()));
  }

  private String body(IdRule.Body body) {
    if (body instanceof IdRule.Run run) {
      String first = at(run.first());
      return graph()
          .node("Range", first, graph().node("Add", first, at(run.count())), graph().whole(1));
    }
    if (body instanceof IdRule.Windows windows) {
      return windows(windows.width());
    }
    return items;
  }

  private String at(IdRule.Line line) {
    String ofLength = graph().node("Mul", length, graph().whole(line.slope()));
    return graph().node("Add", ofLength, graph().whole(line.number()));
  }

  private String windows(int width) {
    OnnxGraph g = graph();
    String zero = g.whole(0);
    long[] offsets = LongStream.range(0, width).map(k -> k - width / 2).toArray();
    String places = g.node("Range", zero, length, g.whole(1));
    String rows = g.node("Add", g.node("Unsqueeze", places, g.longs(1)), g.longs(offsets));
    String inside =
        g.node("And", g.node("GreaterOrEqual", rows, zero), g.node("Less", rows, length));
    return g.node("Reshape", g.node("Where", inside, rows, length), g.longs(-1));
  }
}
