package org.refold.train.neural;

import java.util.List;
import java.util.function.Supplier;
import org.refold.evaluate.metric.Metric;
import org.refold.nn.Parameter;
import org.refold.recommend.Model;
import org.refold.train.Network;
import org.refold.train.Phase;

/** A network, or a part of it, as the loop trains it. */
class Trained implements Network {

  private final List<Parameter> parameters;
  private final List<Phase<?>> phases;
  private final String stage;
  private final Supplier<? extends Model> scoring;
  private final Metric metric;

  /**
   * @param stage empty for the training of the whole
   * @param scoring the model, with the parameters as they are
   */
  Trained(
      List<Parameter> parameters,
      List<Phase<?>> phases,
      String stage,
      Supplier<? extends Model> scoring,
      Metric metric) {
    this.parameters = parameters;
    this.phases = phases;
    this.stage = stage;
    this.scoring = scoring;
    this.metric = metric;
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public List<Phase<?>> phases() {
    return phases;
  }

  @Override
  public String stage() {
    return stage;
  }

  @Override
  public Model model() {
    return scoring.get();
  }

  @Override
  public Metric validationMetric() {
    return metric;
  }
}
