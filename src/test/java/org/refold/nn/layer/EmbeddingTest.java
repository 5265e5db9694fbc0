package org.refold.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Gradient;
import org.refold.nn.Initializer;
import org.refold.nn.Mode;
import org.refold.nn.Ragged;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Products;
import org.refold.nn.op.Segmented;

class EmbeddingTest {

  private static final int[] IDS = {3, 0, 3, 4};

  private final Scope scope = Scope.drawing(Precision.DOUBLE, 1);
  private final Embedding embedding = scope.embedding("items", 5, 2, Initializer.normal(1));

  private static void assertSame(Matrix actual, Matrix expected) {
    assertThat(actual.rows()).isEqualTo(expected.rows());
    for (int row = 0; row < actual.rows(); row++) {
      for (int column = 0; column < actual.columns(); column++) {
        assertThat(actual.get(row, column)).isEqualTo(expected.get(row, column));
      }
    }
  }

  @Test
  void rowsAreThoseOfTheTable() {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 0);
      Matrix rows = embedding.rows(tape, IDS).value();
      assertThat(rows.rows()).isEqualTo(4);
      for (int k = 0; k < IDS.length; k++) {
        for (int unit = 0; unit < 2; unit++) {
          assertThat(rows.get(k, unit)).isEqualTo(embedding.table().value().get(IDS[k], unit));
        }
      }
      assertSame(rows, embedding.apply(tape, SparseRows.oneHot(5, IDS)).value());
    }
  }

  @Test
  void sequencesKeepTheirLayout() {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 0);
      Ragged.Ids ids = Ragged.Ids.of(new int[] {3, 0}, new int[] {}, new int[] {3, 4});
      Ragged sequences = embedding.of(tape, ids);
      assertThat(sequences.layout()).isSameAs(ids);
      assertSame(sequences.rows().value(), embedding.rows(tape, IDS).value());
    }
  }

  /** Two lookups on one tape, of different ids, that must not share their ids. */
  @Test
  void gradientsAreLimitsOfDifferences() {
    LayerGradients.againstDifferences(
        scope.parameters(),
        tape ->
            Products.rowDots(
                embedding.rows(tape, new int[] {3, 0, 3, 4}),
                Elements.scale(0.5, embedding.rows(tape, new int[] {1, 1, 0, 4}))));
    Gradient gradient = embedding.table().gradient();
    assertThat(gradient.filled().get(2, 0)).isZero();
    gradient.forget();
    LayerGradients.againstDifferences(
        scope.parameters(),
        tape ->
            Segmented.sum(embedding.of(tape, Ragged.Ids.of(new int[] {2, 2, 0}, new int[] {4}))));
  }

  @Test
  void anIdThatIsNoRowIsNamed() {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.SCORING, 1, 0);
      assertThatThrownBy(() -> embedding.rows(tape, new int[] {0, 5}))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining("id 5");
    }
  }

  /** The array may be filled anew before the way back. */
  @Test
  void idsAreCopied() {
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      int[] ids = {1, 1};
      Var rows = embedding.rows(tape, ids);
      Var ones = tape.constant(Matrix.of(2, 1, new double[] {1, 1}));
      Var left = tape.constant(Matrix.of(1, 2, new double[] {1, 1}));
      Var sum = Products.multiply(Products.multiply(left, rows), ones);
      ids[0] = 4;
      tape.backward(sum);
      assertThat(embedding.table().gradient().filled().get(1, 0)).isEqualTo(2);
      assertThat(embedding.table().gradient().filled().get(4, 0)).isZero();
    }
  }
}
