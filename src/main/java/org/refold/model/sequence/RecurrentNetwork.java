package org.refold.model.sequence;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.refold.nn.Contrast;
import org.refold.nn.Initializer;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Scope;
import org.refold.nn.layer.Sizes;
import org.refold.nn.op.CatalogueLoss;
import org.refold.nn.op.Segmented;
import org.refold.nn.op.SharedNegatives;
import org.refold.nn.op.Stochastic;
import org.refold.settings.Check;
import org.refold.train.Step;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;
import org.refold.train.neural.SequenceNetwork;

/** Recurrent layers between a table of items and the same table: what their cells share. */
class RecurrentNetwork implements SequenceNetwork {

  /**
   * How the next item is told from others.
   *
   * @param loss of a place
   * @param negatives drawn at each step for all places, besides the last targets of the sequences;
   *     0 for the whole catalogue
   * @param logQ share of the correction for how often negatives are drawn
   * @param regularisation of the scores of negatives, in {@link RecurrentLoss#BPR_MAX}
   */
  record Objective(RecurrentLoss loss, int negatives, double logQ, double regularisation) {

    Objective {
      Check.notNegative("logQ", logQ, "typical: 0-1");
      Check.notNegative("regularisation", regularisation, "typical: 0.4-2");
      Check.atLeast(
          loss == RecurrentLoss.CROSS_ENTROPY ? 0 : 1, "negatives", negatives, "typical: 2048");
    }

    private Contrast contrast() {
      return switch (loss) {
        case CROSS_ENTROPY -> Contrast.CROSS_ENTROPY;
        case BPR_MAX -> Contrast.BPR_MAX;
        case TOP1_MAX -> Contrast.TOP1_MAX;
      };
    }
  }

  private final Embedding items;
  private final Parameter biases;
  private final List<UnaryOperator<Ragged>> layers;
  private final double dropout;
  private final double codeDropout;
  private final Objective objective;

  RecurrentNetwork(
      Sizes n,
      Scope s,
      int latent,
      Initializer first,
      List<UnaryOperator<Ragged>> layers,
      double dropout,
      double codeDropout,
      Objective objective) {
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
    Var bias = tape.parameter(biases);
    if (objective.negatives == 0) {
      return CatalogueLoss.softmax(states.rows(), table, bias, targets);
    }
    Ragged together = new Ragged(states.rows(), oneSegment(tape, targets));
    Ragged.Ids negatives = negatives(tape, targets, sampler);
    return new SharedNegatives(objective.contrast(), objective.regularisation)
        .of(together, table, bias, targets, negatives, correction(sampler));
  }

  private static Ragged.Ids oneSegment(Tape tape, Ragged.Ids ids) {
    Ragged.Ids one = tape.idsScratch();
    one.add(new int[ids.size()], 0, ids.size());
    return one;
  }

  /** The last target of each sequence, then drawn ones. */
  private Ragged.Ids negatives(Tape tape, Ragged.Ids targets, NegativeSampler sampler) {
    int own = targets.segments();
    int[] all = new int[own + objective.negatives];
    for (int k = 0; k < own; k++) {
      all[k] = targets.id(targets.end(k) - 1);
    }
    int[] drawn = sampler.drawShared(tape, "negatives", objective.negatives);
    System.arraycopy(drawn, 0, all, own, drawn.length);
    Ragged.Ids negatives = tape.idsScratch();
    negatives.add(all, 0, all.length);
    return negatives;
  }

  private float @Nullable [] correction(NegativeSampler sampler) {
    if (objective.logQ == 0) {
      return null;
    }
    float[] shift = new float[sampler.items()];
    for (int item = 0; item < shift.length; item++) {
      double probability = sampler.probability(item);
      shift[item] = probability == 0 ? 0 : (float) (-objective.logQ * Math.log(probability));
    }
    return shift;
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
