package org.refold.model.autoencoder;

import java.util.List;
import java.util.function.ObjDoubleConsumer;
import org.refold.nn.Var;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Sums;
import org.refold.train.batch.UserFeatures;

/** The losses of attributes of users, and how they become one with that of items. */
final class TaskLosses {

  private TaskLosses() {}

  /**
   * The losses with the weights of {@link TaskWeights#FIXED}.
   *
   * @param losses {@code [1, 1 + attributes]}, that of items first
   */
  static Var fixed(Var losses, double attributeWeight) {
    Var items = Columns.slice(losses, 0, 1);
    Var others = Sums.sum(Columns.slice(losses, 1, losses.columns()));
    return Elements.combine(1, items, attributeWeight, others);
  }

  /**
   * The losses with the weights of {@link TaskWeights#UNCERTAINTY}.
   *
   * @param losses {@code [1, 1 + attributes]}, that of items first
   * @param s logarithms of variances, of the same shape
   * @param log is told the weights by name
   */
  static Var uncertain(
      Var losses, Var s, List<UserFeatures.Column> attributes, ObjDoubleConsumer<String> log) {
    Var weights = Elements.exp(Elements.scale(-1, s));
    log.accept("items weight", weights.value().get(0, 0));
    for (int task = 1; task < losses.columns(); task++) {
      log.accept(attributes.get(task - 1).name() + " weight", weights.value().get(0, task));
    }
    return Elements.combine(1, Sums.sum(Elements.multiply(weights, losses)), 0.5, Sums.sum(s));
  }
}
