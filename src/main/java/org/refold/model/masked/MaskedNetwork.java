package org.refold.model.masked;

import java.util.List;
import org.refold.kernel.Activation;
import org.refold.nn.SparseRows;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.nn.op.Inputs;
import org.refold.train.Phase;
import org.refold.train.Schedule;
import org.refold.train.Step;
import org.refold.train.batch.Histories;
import org.refold.train.neural.Course;
import org.refold.train.neural.MirroredNetwork;

/**
 * Dense layers that training shows a part of each history. What is hidden is drawn anew at each
 * step, by a {@link Mask} that knows the training data.
 */
abstract class MaskedNetwork extends MirroredNetwork {

  private final Schedule maskRatio;
  private final Mask mask;
  private final InputScale scale;
  private final LossOver lossOver;

  /**
   * @param maskRatio rho at each step
   * @param inputScale how the visible part enters
   * @param lossOver the entries that the loss sums over
   */
  MaskedNetwork(
      Scope scope,
      int items,
      LayerSizes hidden,
      int latent,
      Activation activation,
      Schedule maskRatio,
      Mask mask,
      InputScale inputScale,
      LossOver lossOver) {
    super(scope, items, hidden, latent, activation, activation);
    this.maskRatio = maskRatio;
    this.mask = mask;
    this.scale = inputScale;
    this.lossOver = lossOver;
  }

  @Override
  public Course course(Scope scope, Histories examples) {
    Masking masking = Masking.of(mask, examples.matrix());
    return () ->
        List.of(new Phase<>("all", scope.parameters(), examples, step -> loss(step, masking)));
  }

  @Override
  public Var loss(Step<Histories.Batch> step) {
    return loss(step, Masking.uniform());
  }

  private Var loss(Step<Histories.Batch> step, Masking masking) {
    double rho = maskRatio.at(step.number());
    step.record("maskRatio", rho);
    SparseRows x = Inputs.normalised(step.tape(), step.batch().items());
    return loss(step, masking.apart(step.tape(), x, rho, scale, lossOver));
  }

  /** The loss of a batch whose histories are taken apart. */
  abstract Var loss(Step<Histories.Batch> step, Masking.Parts parts);
}
