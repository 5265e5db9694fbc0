package org.refold.model.sequence;

import org.refold.nn.Contrast;
import org.refold.nn.Ragged;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.CatalogueLoss;
import org.refold.nn.op.Elements;
import org.refold.nn.op.EntryLosses;
import org.refold.nn.op.EntryLosses.Reduction;
import org.refold.nn.op.Layers;
import org.refold.nn.op.SharedNegatives;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Sequences;

/**
 * The loss of the states of sequences against the items that come next, s+ the score {@code h E'}
 * of such an item and s- that of a negative; each is a mean over places.
 *
 * <pre>
 *   CE          -log softmax(h E')+            over the whole catalogue
 *   SAMPLED_CE  -log softmax(s+, s-1 ... s-k)  negatives not in the history, one draw for a user
 *   BCE         -log s(s+) - sum log(1 - s(s-))           negatives not in the history
 *   GBCE        [-beta log s(s+) - sum log(1 - s(s-))] / (k + 1)       negatives of all items
 *               beta = alpha (t (1 - 1/alpha) + 1/alpha), alpha = k / (items - 1)
 * </pre>
 *
 * @param kind which one
 * @param negatives k
 * @param calibration t, of {@link SequenceLoss#GBCE} (Petrov and Macdonald 2023, equation 12)
 */
record NextItemLoss(SequenceLoss kind, int negatives, double calibration) {

  /**
   * Of a negative of a place: its item, its score and slopes, in the order of places and of items.
   */
  private static final long OF_NEGATIVE = 16;

  /**
   * About how many numbers training keeps for a place besides its state. Scores of a softmax are
   * there for a few places at a time.
   */
  long numbersOfPlace() {
    return switch (kind) {
      case CE, SAMPLED_CE -> 0;
      case BCE, GBCE -> OF_NEGATIVE * negatives;
    };
  }

  Var of(Ragged states, Var table, Sequences.Batch batch, NegativeSampler sampler) {
    Tape tape = table.tape();
    Var h = states.rows();
    return switch (kind) {
      case CE -> CatalogueLoss.softmax(h, table, null, batch.targets());
      case SAMPLED_CE -> sampled(states, table, batch, sampler);
      case BCE -> {
        SparseRows asked = batch.withNegatives(tape, sampler, negatives);
        yield crossEntropy(h, table, asked);
      }
      case GBCE -> calibrated(h, table, batch, sampler);
    };
  }

  /** Summed over the entries of a place, mean over places. */
  private static Var crossEntropy(Var h, Var table, SparseRows asked) {
    Var scores = Layers.observed(h, table, null, asked);
    return EntryLosses.crossEntropy(scores, asked, Reduction.MEAN_OVER_ROWS);
  }

  private Var sampled(Ragged states, Var table, Sequences.Batch batch, NegativeSampler sampler) {
    Tape tape = table.tape();
    Ragged.Ids drawn = tape.idsScratch();
    for (int user : batch.users()) {
      int[] items = sampler.draw(tape, "negatives", user, negatives);
      drawn.add(items, 0, items.length);
    }
    return new SharedNegatives(Contrast.CROSS_ENTROPY, 0)
        .of(states, table, null, batch.targets(), drawn, null);
  }

  private Var calibrated(Var h, Var table, Sequences.Batch batch, NegativeSampler sampler) {
    Tape tape = table.tape();
    int places = batch.targets().size();
    int[] drawn = sampler.drawShared(tape, "negatives", Math.multiplyExact(places, negatives));
    SparseRows next = emptyRows(tape, table);
    SparseRows others = emptyRows(tape, table);
    for (int place = 0; place < places; place++) {
      next.startRow();
      next.add(batch.targets().id(place), 1);
      others.startRow();
      for (int k = 0; k < negatives; k++) {
        others.add(drawn[place * negatives + k], 0);
      }
    }
    double share = 1.0 / (negatives + 1);
    return Elements.combine(
        share * beta(table.rows()),
        crossEntropy(h, table, next),
        share,
        crossEntropy(h, table, others));
  }

  private static SparseRows emptyRows(Tape tape, Var table) {
    SparseRows rows = tape.sparseScratch();
    rows.clear(table.rows());
    return rows;
  }

  /** The weight of the next item, 1 for a calibration of 0. */
  double beta(int items) {
    double alpha = (double) negatives / Math.max(1, items - 1);
    return alpha * (calibration * (1 - 1 / alpha) + 1 / alpha);
  }
}
