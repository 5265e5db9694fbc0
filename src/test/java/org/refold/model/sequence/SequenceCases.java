package org.refold.model.sequence;

import java.util.List;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.layer.Scope;
import org.refold.train.neural.SequenceNetwork;

/** Small histories, and networks whose parameters are sines, for tests of equations. */
final class SequenceCases {

  private SequenceCases() {}

  static Interactions histories(int items, int[]... histories) {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    for (int user = 0; user < histories.length; user++) {
      for (int item : histories[user]) {
        builder.add(user, item, 1, 0);
      }
    }
    return builder.build(
        Vocabulary.ofNumbers(histories.length),
        Vocabulary.ofNumbers(items),
        InteractionsBuilder.Duplicates.KEEP);
  }

  /** {@code sin(k)}, times a half, numbered through all parameters in their order. */
  static void fill(List<Parameter> parameters) {
    int number = 0;
    for (Parameter parameter : parameters) {
      Matrix value = parameter.value();
      for (int row = 0; row < value.rows(); row++) {
        for (int column = 0; column < value.columns(); column++) {
          value.set(row, column, 0.5 * Math.sin(++number));
        }
      }
    }
  }

  /** The vectors of histories, row by row. */
  static float[] encode(SequenceNetwork network, int[]... histories) {
    try (Tape tape = Tape.ofFloats()) {
      tape.begin(Mode.SCORING, 1, 0);
      Matrix vectors = network.encode(tape, Ragged.Ids.of(histories)).value();
      float[] numbers = new float[(int) vectors.size()];
      vectors.readRows(0, vectors.rows(), numbers, 0);
      return numbers;
    }
  }

  static Scope scope() {
    return Scope.drawing(Precision.FLOAT, 3);
  }
}
