package org.refold.nn.layer;

import java.util.Optional;
import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.Ragged;
import org.refold.nn.op.Attention;

/**
 * Attention of sequences to themselves (Vaswani et al. 2017, section 3.2.2): queries, keys and
 * values are dense layers of the rows, cut into heads; what the heads see is joined and, as a rule,
 * goes through one more. All layers keep the number of units; biases are 0 at first.
 */
public final class SelfAttention {

  /** Whether there is a layer behind the heads. */
  public enum Output {
    /** A dense layer. */
    PROJECTED,
    /** None, as in the authors' code of SASRec. */
    PLAIN
  }

  private final Attention attention;
  private final Dense query;
  private final Dense key;
  private final Dense value;
  private final Optional<Dense> output;

  SelfAttention(
      Scope scope,
      String name,
      int units,
      Attention attention,
      Output output,
      Initializer weights) {
    this.attention = attention;
    this.query = linear(scope, name + " query", units, weights);
    this.key = linear(scope, name + " key", units, weights);
    this.value = linear(scope, name + " value", units, weights);
    this.output =
        output == Output.PROJECTED
            ? Optional.of(linear(scope, name + " output", units, weights))
            : Optional.empty();
  }

  private static Dense linear(Scope scope, String name, int units, Initializer weights) {
    return scope.dense(name, units, units, Activation.IDENTITY, weights, Initializer.zeros());
  }

  /** What each row sees of its sequence, {@code [rows, units]}. */
  public Ragged apply(Ragged x) {
    return apply(x, x);
  }

  /**
   * The same with queries of other rows than keys and values.
   *
   * @param queries rows {@code [rows, units]}
   * @param seen rows of the same shape and layout
   */
  public Ragged apply(Ragged queries, Ragged seen) {
    Ragged heads =
        attention.of(queries.map(query::apply), key.apply(seen.rows()), value.apply(seen.rows()));
    return output.map(last -> heads.map(last::apply)).orElse(heads);
  }
}
