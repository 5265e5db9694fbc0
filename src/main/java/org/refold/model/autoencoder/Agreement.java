package org.refold.model.autoencoder;

import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Matrix;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;

/**
 * How far two uses of the same numbers agree on where these should go: the cosine of the gradients
 * that come back from both, over a whole batch. 1 where they want the same, below 0 where what
 * helps one harms the other.
 */
final class Agreement {

  private final DoubleConsumer told;
  private @Nullable Matrix other;

  /**
   * @param told of the cosine, on the way back; not where one of the gradients is zero
   */
  Agreement(DoubleConsumer told) {
    this.told = told;
  }

  /** The numbers for one of the two uses. */
  Var use(Var x) {
    return Elements.watched(x, this::compare);
  }

  private void compare(Matrix gradient) {
    Matrix first = other;
    if (first == null) {
      other = gradient;
      return;
    }
    double product = 0;
    double squares = 0;
    double firstSquares = 0;
    for (int row = 0; row < gradient.rows(); row++) {
      for (int k = 0; k < gradient.columns(); k++) {
        double a = gradient.get(row, k);
        double b = first.get(row, k);
        product += a * b;
        squares += a * a;
        firstSquares += b * b;
      }
    }
    if (squares > 0 && firstSquares > 0) {
      told.accept(product / Math.sqrt(squares * firstSquares));
    }
  }
}
