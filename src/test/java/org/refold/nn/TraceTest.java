package org.refold.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Transpose;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Layers;
import org.refold.nn.op.Normal;
import org.refold.nn.op.Sums;

/** What a trace says of a small network with sparse inputs and tied weights. */
class TraceTest {

  private final Parameter w = Parameter.weight("w", 5, 3, Initializer.xavierNormal(), 1);
  private final Parameter b = Parameter.bias("b", 3, Initializer.zeros(), 1);
  private final Parameter c = Parameter.bias("c", 5, Initializer.zeros(), 1);
  private final Tape tape = Tape.ofFloats();
  private final SparseRows batch = SparseRows.ofOnes(5, new int[] {0, 3}, new int[] {2});

  @AfterEach
  void close() {
    tape.close();
  }

  private Var scores(Mode mode) {
    tape.begin(mode, 1, 0);
    SparseRows x = Inputs.dropout(tape, Inputs.normalised(tape, batch), 0.5, "input");
    Var h = Layers.sparse(x, tape.parameter(w), tape.parameter(b), Activation.TANH);
    return Normal.softmax(
        Layers.dense(h, tape.parameter(w), Transpose.YES, tape.parameter(c), Activation.IDENTITY));
  }

  @Test
  void aScoringPassIsWrittenDownAsAGraph() {
    Trace trace = tape.trace(() -> scores(Mode.SCORING));
    assertThat(trace.operations())
        .extracting(Trace.Node::name)
        .containsExactly("LpNormalization", "MatMul", "Add", "Tanh", "Gemm", "Add", "Softmax");
    assertThat(trace)
        .hasToString(
            """
            %1 [2, 5] = LpNormalization{axis=1, p=2}[%0 [2, 5]]
            %4 [2, 3] = MatMul[%1 [2, 5], w [5, 3]]
            %5 [2, 3] = Add[%4 [2, 3], b [1, 3]]
            %6 [2, 3] = Tanh[%5 [2, 3]]
            %8 [2, 5] = Gemm{transA=0, transB=1}[%6 [2, 3], w [5, 3]]
            %9 [2, 5] = Add[%8 [2, 5], c [1, 5]]
            %10 [2, 5] = Softmax{axis=1}[%9 [2, 5]]\
            """);
    List<Trace.Operand> weights =
        List.of(
            trace.operations().get(1).inputs().get(1), trace.operations().get(4).inputs().get(1));
    assertThat(weights.get(0)).isSameAs(weights.get(1));
    assertThat(weights.get(0).value()).isSameAs(w.value());
    assertThat(trace.operations().get(0).inputs().get(0).kind()).isEqualTo(Trace.Kind.SPARSE);
    assertThat(trace.result()).isSameAs(trace.operations().get(6).output());
  }

  @Test
  void aTrainingPassHasItsCorruptionToo() {
    Trace trace = tape.trace(() -> Sums.sum(scores(Mode.TRAINING)));
    assertThat(trace.operations())
        .extracting(Trace.Node::name)
        .startsWith("LpNormalization", "MatMul")
        .endsWith("Softmax", "ReduceSum");
  }

  @Test
  void constantsKeepTheirNumbers() {
    Matrix given = Matrix.of(1, 2, 3f, 4f);
    Trace trace =
        tape.trace(
            () -> {
              tape.begin(Mode.SCORING, 1, 0);
              return Elements.combine(2, tape.constant(given), -1, tape.constant(given));
            });
    Trace.Node only = trace.operations().get(0);
    assertThat(only.name()).isEqualTo("Combine");
    assertThat(only.attributes()).containsEntry("alpha", 2.0).containsEntry("beta", -1.0);
    assertThat(only.inputs()).allMatch(operand -> operand.kind() == Trace.Kind.CONSTANT);
    assertThat(only.inputs().get(0).value()).isSameAs(given);
  }

  @Test
  void everyActivationHasAName() {
    for (Activation f : Activation.values()) {
      Trace trace =
          tape.trace(
              () -> {
                tape.begin(Mode.SCORING, 1, 0);
                return Elements.activate(tape.parameter(b), f);
              });
      assertThat(trace.operations().get(0).name()).isEqualToIgnoringCase(f.name());
    }
  }

  @Test
  void nothingIsTracedAfterwards() {
    Trace trace = tape.trace(() -> scores(Mode.SCORING));
    scores(Mode.SCORING);
    assertThat(trace.operations()).hasSize(7);
  }

  @Test
  void operationsMustNotBeNested() {
    tape.begin(Mode.SCORING, 1, 0);
    Var x = tape.parameter(b);
    Operation outer = tape.op("Outer");
    Var inner = Elements.scale(2, x);
    assertThatThrownBy(() -> outer.on(inner).gives(x.value(), dy -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("before it begins");
  }
}
