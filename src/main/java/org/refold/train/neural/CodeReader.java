package org.refold.train.neural;

import java.util.Optional;
import java.util.function.Supplier;
import org.refold.kernel.Matrix;
import org.refold.nn.Var;

/** Takes the codes of users as a network gives them, batch by batch. */
final class CodeReader implements ScoringTapes.Taking {

  private final int users;
  private float[] codes = {};
  private boolean isGaussian;

  /**
   * @param users how many there will be
   */
  CodeReader(int users) {
    this.users = users;
  }

  /** The moments of a posterior, or else the code that is a point. */
  Var of(Optional<GaussianCode> posterior, Supplier<Var> point) {
    isGaussian = posterior.isPresent();
    return posterior.map(GaussianCode::moments).orElseGet(point);
  }

  @Override
  public void take(int from, int to, Matrix numbers) {
    codes = codes.length == 0 ? new float[users * numbers.columns()] : codes;
    numbers.readRows(0, to - from, codes, from * numbers.columns());
  }

  Bottleneck bottleneck() {
    int width = codes.length / Math.max(1, users);
    return Bottleneck.of(users, isGaussian ? width / 2 : width, codes);
  }
}
