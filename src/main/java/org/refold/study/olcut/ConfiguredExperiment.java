package org.refold.study.olcut;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.refold.catalogue.ConfiguredRecommender;
import org.refold.data.FoldInItems;
import org.refold.evaluate.SegmentsBy;
import org.refold.evaluate.Ties;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.Tokens;
import org.refold.split.protocol.Splitters;
import org.refold.study.ExperimentPlan;
import org.refold.study.MeasureText;

/**
 * An {@link ExperimentPlan} as a component of OLCUT, with a property for each of its components.
 * Those that files did not always have are null where they say nothing new: OLCUT leaves them out,
 * so that files and provenance stay as they were.
 */
public final class ConfiguredExperiment
    implements Configurable, Provenancable<ConfiguredObjectProvenance> {

  @Config(mandatory = true, description = "the name of the data set, or its path")
  private String data = "";

  @Config(mandatory = true, description = "how the data are split")
  private String split = "";

  @Config(description = "the seed of the split")
  private long splitSeed = ExperimentPlan.USUAL_SEED;

  @Config(mandatory = true, description = "presets and names of metrics, by commas")
  private String metrics = "";

  @Config(description = "items of the history: masked or ranked; else what the metrics say")
  private @Nullable String foldIn;

  @Config(description = "which of equal scores comes first: index, optimistic or pessimistic")
  private @Nullable String ties;

  @Config(mandatory = true, description = "what is fitted")
  private ConfiguredRecommender recommender;

  @Config(description = "the seed of the fit")
  private long seed = ExperimentPlan.USUAL_SEED;

  @Config(description = "what results are broken down by: history, popularity or both, by a comma")
  private @Nullable String segments;

  /** For OLCUT, which sets the fields. */
  @SuppressWarnings({"NullAway", "UnusedMethod"})
  private ConfiguredExperiment() {}

  /** The component for an experiment. */
  public ConfiguredExperiment(ExperimentPlan plan) {
    this(
        plan.data(),
        plan.splitter().spec(),
        plan.splitSeed(),
        MeasureText.of(plan.evaluator()),
        plan.recommender(),
        plan.seed(),
        plan.segments());
  }

  /**
   * The component for an experiment that was done, whose split and metrics may be a program's own,
   * so that no plan can be made of their text.
   *
   * @param split the text of the splitter
   */
  public ConfiguredExperiment(
      String data,
      String split,
      long splitSeed,
      MeasureText measure,
      Recommender recommender,
      long seed,
      List<SegmentsBy> segments) {
    this.data = data;
    this.split = split;
    this.splitSeed = splitSeed;
    this.metrics = measure.metrics();
    this.foldIn = measure.foldIn().map(FoldInItems::token).orElse(null);
    this.ties = measure.ties().map(Ties::token).orElse(null);
    this.recommender = ConfiguredRecommender.of(recommender);
    this.seed = seed;
    this.segments = segments.isEmpty() ? null : SegmentsBy.text(segments);
  }

  /**
   * The experiment.
   *
   * @throws BadInputException if the split, a metric, a convention, a segmentation, the model or a
   *     setting is unknown
   */
  public ExperimentPlan plan() {
    MeasureText measure =
        new MeasureText(
            metrics,
            Tokens.readIfGiven(FoldInItems.class, "foldIn", foldIn),
            Tokens.readIfGiven(Ties.class, "ties", ties));
    return new ExperimentPlan(
        data,
        Splitters.parse(split),
        splitSeed,
        measure.evaluator(),
        recommender.recommender(),
        seed,
        SegmentsBy.parse(segments == null ? "" : segments));
  }

  /**
   * @throws PropertyException if a property does not read as what it stands for
   */
  @Override
  public void postConfig() {
    try {
      plan();
    } catch (BadInputException e) {
      throw new PropertyException(e, "", String.valueOf(e.getMessage()));
    }
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "Experiment");
  }
}
