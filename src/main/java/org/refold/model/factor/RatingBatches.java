package org.refold.model.factor;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.refold.nn.Parameter;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Products;
import org.refold.nn.op.Segmented;
import org.refold.nn.op.Sums;
import org.refold.nn.optimizer.Adam;
import org.refold.train.Passes;
import org.refold.train.Phase;
import org.refold.train.Step;
import org.refold.train.TrainingPlan;
import org.refold.train.batch.Pairs;

/**
 * Matrix factorisation by Adam on batches of ratings. The loss is the mean over the batch of {@code
 * (r - r^)^2 + l2 (b_u^2 + b_i^2 + |p_u|^2 + |q_i|^2)}.
 */
final class RatingBatches {

  private final RatingFit fit;
  private final BiasTerms terms;
  private final double l2;
  private final Pairs ratings;

  RatingBatches(RatingFit fit, BiasTerms terms, double l2) {
    this.fit = fit;
    this.terms = terms;
    this.l2 = l2;
    this.ratings = Pairs.of(fit.train(), Pairs.Labels.VALUE);
  }

  Phase<Pairs.Batch> phase() {
    return new Phase<>("all", fit.scope().parameters(), ratings, this::loss);
  }

  TrainingPlan plan(Passes passes, int batchSize) {
    return new TrainingPlan(
        passes.epochs(),
        OptionalInt.of(batchSize),
        passes.rateDecay().from(passes.learningRate(), passes.epochs(), ratings.batches(batchSize)),
        new Adam()::over,
        passes.patience());
  }

  private Var loss(Step<Pairs.Batch> step) {
    Tape tape = step.tape();
    Pairs.Batch batch = step.batch();
    List<Var> parts = new ArrayList<>();
    parts.add(rows(tape, fit.users().own, batch.users()));
    parts.add(rows(tape, fit.items().own, batch.items()));
    Var prediction = Products.rowDots(parts.get(0), parts.get(1));
    if (terms.ofUsers()) {
      parts.add(rows(tape, fit.users().biases, batch.users()));
    }
    if (terms.ofItems()) {
      parts.add(rows(tape, fit.items().biases, batch.items()));
    }
    for (Var bias : parts.subList(2, parts.size())) {
      prediction = Elements.add(prediction, bias);
    }
    Var halved = Losses.gaussian(prediction, batch.minus((float) fit.mean()).targets(tape));
    return Elements.combine(2, halved, 2 * l2 / batch.size(), Sums.squares(1, parts));
  }

  private static Var rows(Tape tape, Parameter table, int[] ids) {
    Ragged.Ids copy = tape.idsScratch();
    copy.add(ids, 0, ids.length);
    return Segmented.gather(tape.parameter(table), copy).rows();
  }
}
