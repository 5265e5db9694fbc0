package org.refold.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.model.linear.Ease;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Products;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.batch.Histories;
import org.refold.train.neural.ScoringPass;

/** Passes whose traces hold numbers of the sample: none of them may come into a file. */
class SampledTracesTest {

  private static final Vocabulary ITEMS = Vocabulary.of(List.of("a", "b", "c", "d", "e", "f"));
  private static final Parameter W = Parameter.weight("w", 6, 6, Initializer.xavierNormal(), 1);

  private interface Pass {
    Var of(Var products, Interactions histories, int rows);
  }

  /** A model that is nothing but a pass behind {@code x w}. */
  private record Passing(Pass pass) implements ScoringPass {
    @Override
    public Var scores(Tape tape, Interactions histories, int from, int to) {
      Var products =
          Products.multiplySparse(Histories.rows(tape, histories, from, to), tape.parameter(W));
      return pass.of(products, histories, to - from);
    }

    @Override
    public Recommender recommender() {
      return new Ease();
    }

    @Override
    public Vocabulary items() {
      return ITEMS;
    }

    @Override
    public void score(Interactions histories, int from, int to, float[] scores) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void save(ModelWriter file) {
      throw new UnsupportedOperationException();
    }
  }

  private static void assertRefused(String why, Pass pass) {
    assertThatThrownBy(() -> OnnxExport.of(new Passing(pass), Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(why);
  }

  private static Matrix filled(Var like, double number) {
    Matrix matrix = like.tape().scratch(like.rows(), like.columns());
    matrix.clear();
    matrix.set(0, 0, number);
    return matrix;
  }

  @Test
  void aPassOfNothingElseIsWritten() {
    OnnxExport export =
        OnnxExport.of(new Passing((x, h, n) -> Elements.activate(x, Activation.TANH)), Map.of());
    assertThat(export.file().getGraph().getNodeList())
        .extracting(node -> node.getOpType())
        .containsExactly("MatMul", "Tanh", "Identity");
  }

  @Test
  void numbersThatTheHistoryGaveAreNotConstants() {
    assertRefused(
        "depend on the history",
        (x, h, n) -> Elements.add(x, x.tape().constant(filled(x, h.size()))));
  }

  @Test
  void settingsOfOperationsMustNotDependOnTheHistory() {
    assertRefused("which operations it runs", (x, h, n) -> Elements.scale(h.size(), x));
  }

  @Test
  void operationsMustNotDependOnTheHistory() {
    assertRefused(
        "which operations it runs",
        (x, h, n) -> n == 2 ? Elements.activate(x, Activation.TANH) : Elements.scale(2, x));
  }

  @Test
  void scoresThatComeFromOutsideAreNoPass() {
    assertRefused("outside of named operations", (x, h, n) -> x.tape().constant(filled(x, 1)));
  }

  @Test
  void anOperationWithoutATranslationIsNamed() {
    assertRefused("PickColumns", (x, h, n) -> Columns.pick(x, new int[n]));
  }

  @Test
  void layoutsByTheNumberOfUsersAreRefused() {
    assertRefused("which operations it runs", (x, h, n) -> Columns.inRows(x, 2 * n));
    assertRefused("by the number of users", (x, h, n) -> Columns.inRows(x, 1));
  }

  /** As a model has it that gives all new users the same vector. */
  @Test
  void aRowThatIsTheSameForAllUsersIsAConstant() {
    OnnxExport export =
        OnnxExport.of(
            new Passing(
                (x, h, n) -> {
                  Matrix same = x.tape().scratch(n, 6);
                  for (int k = 0; k < n; k++) {
                    same.writeRow(k, new float[] {1, 2, 3, 4, 5, 6});
                  }
                  return Elements.add(x, x.tape().constant(same));
                }),
            Map.of());
    assertThat(export.file().getGraph().getNodeList())
        .extracting(node -> node.getOpType())
        .contains("Expand");
    assertThat(export.file().getGraph().getInitializerList())
        .anyMatch(tensor -> tensor.getDimsList().equals(List.of(1L, 6L)));
  }
}
