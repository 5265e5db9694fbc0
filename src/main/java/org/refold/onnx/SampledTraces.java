package org.refold.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Matrix;
import org.refold.nn.Mode;
import org.refold.nn.Tape;
import org.refold.nn.Trace;
import org.refold.train.neural.ScoringPass;

/**
 * Traces of one pass over several samples. What is the same in all of them belongs to the network;
 * what differs must be the history, in a way that is known. Anything else would be a number of one
 * sample that is taken for one of the model: such a pass is refused.
 */
final class SampledTraces implements AutoCloseable {

  private final ScoringPass model;
  private final List<Sample> samples;
  private final List<Tape> tapes = new ArrayList<>();
  private final List<Trace> traces = new ArrayList<>();
  private final List<Map<Integer, Trace.Operand>> operands = new ArrayList<>();

  /** Runs the pass over each of the samples. */
  SampledTraces(ScoringPass model, List<Sample> samples) {
    this.model = model;
    this.samples = samples;
    try {
      for (Sample sample : samples) {
        Tape tape = Tape.ofFloats();
        tapes.add(tape);
        traces.add(
            tape.trace(
                () -> {
                  tape.begin(Mode.SCORING, 0, 0);
                  return model.scores(tape, sample.histories(), 0, sample.users());
                }));
        operands.add(byId(traces.get(traces.size() - 1)));
      }
      checkSameOperations();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private static Map<Integer, Trace.Operand> byId(Trace trace) {
    Map<Integer, Trace.Operand> all = new HashMap<>();
    all.put(trace.result().id(), trace.result());
    for (Trace.Node node : trace.operations()) {
      node.inputs().forEach(input -> all.put(input.id(), input));
      all.put(node.output().id(), node.output());
    }
    return all;
  }

  private void checkSameOperations() {
    List<String> first = words(traces.get(0));
    for (Trace other : traces) {
      if (!words(other).equals(first)) {
        throw NotExportable.of(
            model, "which operations it runs, or their settings, depends on the history");
      }
    }
    if (trace().result().kind() != Trace.Kind.RESULT) {
      throw NotExportable.of(
          model,
          "its scores are computed outside of named operations, so that a trace does not say how;"
              + " its parameters are in weights.safetensors of the model file");
    }
  }

  /** Names, attributes and operands, without the sizes of a sample. */
  private static List<String> words(Trace trace) {
    List<String> words = new ArrayList<>();
    for (Trace.Node node : trace.operations()) {
      List<String> inputs =
          node.inputs().stream().map(each -> each.id() + each.name() + each.kind()).toList();
      words.add(node.name() + node.attributes() + inputs + node.output().id());
    }
    words.add("" + trace.result().id());
    return words;
  }

  List<Sample> samples() {
    return samples;
  }

  /** That of the first sample, for the operations. */
  Trace trace() {
    return traces.get(0);
  }

  /** The same operand in each of the samples. */
  private List<Trace.Operand> each(Trace.Operand operand) {
    return operands.stream().map(known -> Objects.requireNonNull(known.get(operand.id()))).toList();
  }

  /** Whether a sparse batch is that of the histories, with ones or with ratings. */
  boolean isHistory(Trace.Operand operand, boolean ratings) {
    List<Trace.Operand> each = each(operand);
    boolean is = true;
    for (int k = 0; k < samples.size(); k++) {
      is &= Arrays.equals(each.get(k).given(), samples.get(k).dense(ratings));
    }
    return is;
  }

  /**
   * The numbers of a matrix or batch that are the same whatever the history.
   *
   * @throws org.refold.settings.BadInputException if they are not
   */
  Fixed fixed(Trace.Operand operand) {
    List<Trace.Operand> each = each(operand);
    float[][] first = rows(each.get(0));
    if (each.stream().allMatch(other -> Arrays.deepEquals(rows(other), first))) {
      return new Fixed(first, Repeats.NEVER);
    }
    boolean forEachRow = true;
    for (int k = 0; k < samples.size(); k++) {
      float[][] rows = rows(each.get(k));
      forEachRow &= rows.length == samples.get(k).users();
      forEachRow &= Arrays.stream(rows).allMatch(row -> Arrays.equals(row, first[0]));
    }
    if (!forEachRow) {
      throw NotExportable.of(
          model,
          "it reads numbers that depend on the history in a way that no named operation says");
    }
    return new Fixed(new float[][] {first[0]}, Repeats.FOR_EACH_USER);
  }

  /** Whether numbers stand once, or for each user again. */
  enum Repeats {
    /** Once. */
    NEVER,
    /** One row for each user. */
    FOR_EACH_USER
  }

  /** Numbers that do not depend on the history. */
  @SuppressWarnings("ArrayRecordComponent") // not compared, and made for loops
  record Fixed(float[][] rows, Repeats repeats) {}

  private static float[][] rows(Trace.Operand operand) {
    float[][] rows = new float[operand.rows()][operand.columns()];
    @Nullable Matrix value = operand.value();
    for (int row = 0; row < rows.length; row++) {
      for (int k = 0; value == null && k < rows[row].length; k++) {
        rows[row][k] = (float) operand.given()[row * rows[row].length + k];
      }
      if (value != null) {
        value.readRow(row, rows[row]);
      }
    }
    return rows;
  }

  /** The numbers that name rows, of each sample. */
  List<int[]> ids(Trace.Operand operand) {
    return each(operand).stream()
        .map(one -> Arrays.stream(one.given()).mapToInt(id -> (int) id).toArray())
        .toList();
  }

  @Override
  public void close() {
    tapes.forEach(Tape::close);
  }
}
