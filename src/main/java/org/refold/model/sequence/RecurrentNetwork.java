package org.refold.model.sequence;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.Segmented;
import org.refold.nn.op.Stochastic;
import org.refold.train.Step;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.SequenceNetwork;

/** Recurrent layers between a table of items and the same table: what their cells share. */
class RecurrentNetwork implements SequenceNetwork {

  private final Embedding items;
  private final Parameter biases;
  private final List<UnaryOperator<Ragged>> layers;
  private final double dropout;
  private final double codeDropout;
  private final RecurrentObjective objective;

  RecurrentNetwork(
      Sizes n,
      Scope s,
      int latent,
      Initializer first,
      List<UnaryOperator<Ragged>> layers,
      double dropout,
      double codeDropout,
      RecurrentObjective objective) {
    items = s.embedding("items", n.items(), latent, first);
    biases = s.bias("items bias", n.items(), Initializer.zeros());
    this.layers = layers;
    this.dropout = dropout;
    this.codeDropout = codeDropout;
    this.objective = objective;
  }

  /** The states after each place, {@code [places, latent]}. */
  Ragged states(Tape tape, Ragged.Ids history) {
    Ragged h = inputs(tape, history);
    int number = 0;
    for (UnaryOperator<Ragged> layer : layers) {
      h = dropped(layer.apply(h), ++number);
    }
    return h;
  }

  /** What the first layer reads. */
  final Ragged inputs(Tape tape, Ragged.Ids history) {
    return items.of(tape, history).map(e -> Stochastic.dropout(e, dropout, "input"));
  }

  /** What a layer gives, from 1. */
  final Ragged dropped(Ragged states, int layer) {
    return states.map(h -> Stochastic.dropout(h, codeDropout, "state " + layer));
  }

  @Override
  public Var loss(Step<Sequences.Batch> step, NegativeSampler sampler) {
    Sequences.Batch batch = step.batch();
    return compared(states(step.tape(), batch.inputs()), batch.targets(), sampler);
  }

  /** The mean over places of the loss of states against the items that come next. */
  final Var compared(Ragged states, Ragged.Ids targets, NegativeSampler sampler) {
    Tape tape = states.rows().tape();
    Var table = tape.parameter(items.table());
    return objective.of(states, table, tape.parameter(biases), targets, sampler);
  }

  @Override
  public Var encode(Tape tape, Ragged.Ids histories) {
    return Segmented.last(states(tape, histories));
  }

  @Override
  public Parameter items() {
    return items.table();
  }

  @Override
  public Optional<Parameter> biases() {
    return Optional.of(biases);
  }
}
