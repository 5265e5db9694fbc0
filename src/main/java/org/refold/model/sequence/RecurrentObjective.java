package org.refold.model.sequence;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;
import org.refold.data.Interactions;
import org.refold.nn.Contrast;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.CatalogueLoss;
import org.refold.nn.op.SharedNegatives;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.batch.NegativeSampler;

/**
 * How the next item is told from others in {@link Gru4Rec}, which has the equations, and its
 * relatives. A setting that the loss would not read keeps its default.
 *
 * @param loss of a place
 * @param negatives drawn at each step for all places, besides the last target of each sequence; 0
 *     for the whole catalogue, with cross-entropy only
 * @param samplingExponent exponent of popularity in drawing negatives: 0 for all items alike
 * @param logQ share of the correction for how often negatives are drawn, of cross-entropy with
 *     negatives
 * @param regularisation of the scores of negatives, in {@link RecurrentLoss#BPR_MAX}
 */
@RecordBuilder
public record RecurrentObjective(
    RecurrentLoss loss, int negatives, double samplingExponent, double logQ, double regularisation)
    implements RecurrentObjectiveBuilder.With {

  private static final double USUAL_EXPONENT = 0.5;
  private static final double USUAL_REGULARISATION = 1;

  /**
   * @throws BadInputException if a setting is out of its range, or would not be read
   */
  public RecurrentObjective {
    boolean softmax = loss == RecurrentLoss.CROSS_ENTROPY;
    Check.atLeast(softmax ? 0 : 1, "negatives", negatives, "typical: 2048");
    Check.notNegative("samplingExponent", samplingExponent, "typical: 0-1");
    Check.notNegative("logQ", logQ, "typical: 0-1");
    Check.notNegative("regularisation", regularisation, "typical: 0.4-2");
    if (negatives == 0) {
      checkUnread("samplingExponent", samplingExponent, USUAL_EXPONENT, "negatives above 0");
    }
    if (!softmax || negatives == 0) {
      checkUnread("logQ", logQ, 0, "loss=cross-entropy and negatives above 0");
    }
    if (loss != RecurrentLoss.BPR_MAX) {
      checkUnread("regularisation", regularisation, USUAL_REGULARISATION, "loss=bpr-max");
    }
  }

  private static void checkUnread(String name, double value, double usual, String reader) {
    if (value != usual) {
      throw new BadInputException(
          "%s is %s, but is read with %s only; set those, or leave it at %s"
              .formatted(name, value, reader, usual));
    }
  }

  /** Cross-entropy under a softmax over the whole catalogue. */
  public static RecurrentObjective softmax() {
    return sampled(RecurrentLoss.CROSS_ENTROPY, 0);
  }

  /** A loss over negatives of which so many are drawn at each step. */
  public static RecurrentObjective sampled(RecurrentLoss loss, int negatives) {
    return new RecurrentObjective(loss, negatives, USUAL_EXPONENT, 0, USUAL_REGULARISATION);
  }

  /** What draws the negatives. */
  NegativeSampler sampler(Interactions train) {
    return NegativeSampler.byPopularity(train, samplingExponent);
  }

  /**
   * The mean over places of the loss of states against the items that come next.
   *
   * @param table E, {@code [items, units]}
   * @param bias b, {@code [1, items]}
   */
  Var of(Ragged states, Var table, Var bias, Ragged.Ids targets, NegativeSampler sampler) {
    if (negatives == 0) {
      return CatalogueLoss.softmax(states.rows(), table, bias, targets);
    }
    Tape tape = table.tape();
    Ragged together = new Ragged(states.rows(), oneSegment(tape, new int[targets.size()]));
    Ragged.Ids others = oneSegment(tape, others(tape, targets, sampler));
    return new SharedNegatives(contrast(), regularisation)
        .of(together, table, bias, targets, others, correction(sampler));
  }

  private Contrast contrast() {
    return switch (loss) {
      case CROSS_ENTROPY -> Contrast.CROSS_ENTROPY;
      case BPR_MAX -> Contrast.BPR_MAX;
      case TOP1_MAX -> Contrast.TOP1_MAX;
    };
  }

  private static Ragged.Ids oneSegment(Tape tape, int[] ids) {
    Ragged.Ids one = tape.idsScratch();
    one.add(ids, 0, ids.length);
    return one;
  }

  /** The last target of each sequence, then drawn ones. */
  private int[] others(Tape tape, Ragged.Ids targets, NegativeSampler sampler) {
    int own = targets.segments();
    int[] all = new int[own + negatives];
    for (int k = 0; k < own; k++) {
      all[k] = targets.id(targets.end(k) - 1);
    }
    int[] drawn = sampler.drawShared(tape, "negatives", negatives);
    System.arraycopy(drawn, 0, all, own, drawn.length);
    return all;
  }

  private float @Nullable [] correction(NegativeSampler sampler) {
    if (logQ == 0) {
      return null;
    }
    float[] shift = new float[sampler.items()];
    for (int item = 0; item < shift.length; item++) {
      double probability = sampler.probability(item);
      shift[item] = probability == 0 ? 0 : (float) (-logQ * Math.log(probability));
    }
    return shift;
  }
}
