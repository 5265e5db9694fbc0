package org.refold.study.provenance;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.refold.catalogue.ConfiguredRecommender;
import org.refold.recommend.Recommender;

/** An experiment as a component of OLCUT: all that has to be said to have it done again. */
public final class ConfiguredExperiment
    implements Configurable, Provenancable<ConfiguredObjectProvenance> {

  @Config(mandatory = true, description = "the name of the data set, or its path")
  private String data = "";

  @Config(mandatory = true, description = "how the data are split")
  private String split = "";

  @Config(description = "the seed of the split")
  private long splitSeed = 42;

  @Config(mandatory = true, description = "presets and names of metrics, by commas")
  private String metrics = "";

  @Config(mandatory = true, description = "what is fitted")
  private ConfiguredRecommender recommender;

  @Config(description = "the seed of the fit")
  private long seed = 42;

  /** For OLCUT, which sets the fields. */
  @SuppressWarnings({"NullAway", "UnusedMethod"})
  private ConfiguredExperiment() {}

  /**
   * An experiment.
   *
   * @param data the name of the data set, or its path
   * @param split how the data are split
   * @param splitSeed the seed of the split
   * @param metrics presets and names of metrics, by commas
   * @param recommender what is fitted
   * @param seed the seed of the fit
   */
  public ConfiguredExperiment(
      String data,
      String split,
      long splitSeed,
      String metrics,
      Recommender recommender,
      long seed) {
    this.data = data;
    this.split = split;
    this.splitSeed = splitSeed;
    this.metrics = metrics;
    this.recommender = ConfiguredRecommender.of(recommender);
    this.seed = seed;
  }

  /** The name of the data set, or its path. */
  public String data() {
    return data;
  }

  /** How the data are split. */
  public String split() {
    return split;
  }

  /** The seed of the split. */
  public long splitSeed() {
    return splitSeed;
  }

  /** Presets and names of metrics, by commas. */
  public String metrics() {
    return metrics;
  }

  /** What is fitted. */
  public Recommender recommender() {
    return recommender.recommender();
  }

  /** The seed of the fit. */
  public long seed() {
    return seed;
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "Experiment");
  }
}
