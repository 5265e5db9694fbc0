package org.refold.nn.layer;

import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Attention;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Products;
import org.refold.nn.op.Stochastic;

/**
 * A block of a transformer over sequences of different lengths: attention, then a network of each
 * row, {@code ff(x) = W2 f(W1 x + b1) + b2}. LN is layer normalisation.
 *
 * <pre>
 *   PRE:     x += drop(att(LN x));        x += drop(W2 drop(f(W1 LN x)))
 *   POST:    x = LN(x + drop(att x));     x = LN(x + drop(ff x))
 *   SASREC:  q = LN x; a = q + att(q, x, x) without a layer behind the heads
 *            y = LN a; x = y + drop(W2 drop(f(W1 y)))
 *   LIGR:    x += s(x G1 + b) drop(att(LN x))
 *            x += s(x G2 + b) drop((silu(y A) * y B) C), y = LN x
 * </pre>
 */
public final class TransformerBlock {

  /** How attention, normalisation and the sums fit together. */
  public enum Kind {
    /** Normalisation comes first (Xiong et al. 2020). */
    PRE,
    /** Normalisation comes last (Vaswani et al. 2017), as in BERT. */
    POST,
    /** As the authors' code of SASRec: only queries are normalised, and the sum is with them. */
    SASREC,
    /** Gated sums and a gated network of each row (Borisyuk et al. 2024), as in eSASRec. */
    LIGR
  }

  /**
   * What a block is like.
   *
   * @param kind how its parts fit together
   * @param units of each row
   * @param heads of attention; they divide the units
   * @param inner units within the network of each row
   * @param activation f; not used by {@link Kind#LIGR}
   * @param dropout of shares, of what is summed, and within the network, in [0, 1)
   * @param sight what a row attends to
   */
  public record Shape(
      Kind kind,
      int units,
      int heads,
      int inner,
      Activation activation,
      double dropout,
      Attention.Sight sight) {}

  private static final double EPSILON = 1e-8;
  private static final double EPSILON_OF_BERT = 1e-12;

  private final String name;
  private final Shape shape;
  private final Norm first;
  private final Norm second;
  private final SelfAttention attention;
  private final Rowwise network;
  private final Rowwise firstGate;
  private final Rowwise secondGate;

  /** What is done to each row by itself. */
  private interface Rowwise {
    Var apply(Var x);
  }

  TransformerBlock(Scope scope, String name, Shape shape, Initializer weights) {
    this.name = name;
    this.shape = shape;
    int d = shape.units;
    double epsilon = shape.kind == Kind.POST ? EPSILON_OF_BERT : EPSILON;
    first = scope.norm(name + " norm 1", d, epsilon);
    attention =
        scope.selfAttention(
            name + " attention",
            d,
            new Attention(shape.heads, shape.sight, shape.dropout, name + " shares"),
            shape.kind == Kind.SASREC ? SelfAttention.Output.PLAIN : SelfAttention.Output.PROJECTED,
            weights);
    second = scope.norm(name + " norm 2", d, epsilon);
    firstGate = gate(scope, 1, weights);
    secondGate = gate(scope, 2, weights);
    network = shape.kind == Kind.LIGR ? gated(scope, weights) : twoLayers(scope, weights);
  }

  private Rowwise twoLayers(Scope scope, Initializer weights) {
    Initializer zeros = Initializer.zeros();
    Dense in =
        scope.dense(name + " ff 1", shape.units, shape.inner, shape.activation, weights, zeros);
    Dense out =
        scope.dense(name + " ff 2", shape.inner, shape.units, Activation.IDENTITY, weights, zeros);
    double rate = shape.kind == Kind.POST ? 0 : shape.dropout;
    return x -> out.apply(Stochastic.dropout(in.apply(x), rate, name + " ff"));
  }

  private Rowwise gated(Scope scope, Initializer weights) {
    Parameter a = scope.weight(name + " ff 1", shape.units, shape.inner, weights);
    Parameter b = scope.weight(name + " ff gate", shape.units, shape.inner, weights);
    Parameter c = scope.weight(name + " ff 2", shape.inner, shape.units, weights);
    return x -> {
      Tape tape = x.tape();
      Var left = Elements.activate(Products.multiply(x, tape.parameter(a)), Activation.SWISH);
      Var both = Elements.multiply(left, Products.multiply(x, tape.parameter(b)));
      return Products.multiply(both, tape.parameter(c));
    };
  }

  private Rowwise gate(Scope scope, int part, Initializer weights) {
    if (shape.kind != Kind.LIGR) {
      return x -> x;
    }
    int d = shape.units;
    Activation sigmoid = Activation.SIGMOID;
    Initializer zeros = Initializer.zeros();
    return scope.dense(name + " gate " + part, d, d, sigmoid, weights, zeros)::apply;
  }

  /** The rows after the block, {@code [rows, units]}. */
  public Ragged apply(Ragged x) {
    return attended(x).map(this::afterNetwork);
  }

  private Var afterNetwork(Var h) {
    return switch (shape.kind) {
      case PRE -> Elements.add(h, dropped(network.apply(second.apply(h)), 2));
      case POST -> second.apply(Elements.add(h, dropped(network.apply(h), 2)));
      case SASREC -> {
        Var y = second.apply(h);
        yield Elements.add(y, dropped(network.apply(y), 2));
      }
      case LIGR -> {
        Var y = dropped(network.apply(second.apply(h)), 2);
        yield Elements.add(h, Elements.multiply(secondGate.apply(h), y));
      }
    };
  }

  /** The rows after the first sum: what the network of each row takes. */
  Ragged attended(Ragged x) {
    return switch (shape.kind) {
      case PRE -> added(x, dropped(attention.apply(x.map(first::apply)).rows(), 1));
      case POST -> added(x, dropped(attention.apply(x).rows(), 1)).map(first::apply);
      case SASREC -> {
        Ragged queries = x.map(first::apply);
        yield added(queries, attention.apply(queries, x).rows());
      }
      case LIGR -> {
        Var seen = dropped(attention.apply(x.map(first::apply)).rows(), 1);
        yield added(x, Elements.multiply(firstGate.apply(x.rows()), seen));
      }
    };
  }

  private static Ragged added(Ragged x, Var y) {
    return x.map(rows -> Elements.add(rows, y));
  }

  private Var dropped(Var x, int part) {
    return Stochastic.dropout(x, shape.dropout, name + " sum " + part);
  }
}
