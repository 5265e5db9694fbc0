package org.refold.catalogue;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.Map;
import java.util.TreeMap;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

/**
 * Any recommender of the catalogue as a component of OLCUT, so that its configuration files can
 * name one: OLCUT sets fields after it has made an object, which a record does not allow.
 */
public final class ConfiguredRecommender
    implements Configurable, Provenancable<ConfiguredObjectProvenance> {

  @Config(mandatory = true, description = "the name of the recommender in the catalogue")
  private String model = "";

  @Config(description = "hyper-parameters by name, as text; all others have their defaults")
  private Map<String, String> settings = new TreeMap<>();

  /** For OLCUT, which sets the fields. */
  private ConfiguredRecommender() {}

  /** A component that stands for a recommender, with all its settings. */
  public static ConfiguredRecommender of(Recommender recommender) {
    ConfiguredRecommender component = new ConfiguredRecommender();
    component.model = recommender.name();
    Catalogue.settings(recommender)
        .forEach((name, value) -> component.settings.put(name, String.valueOf(value)));
    return component;
  }

  /**
   * @throws PropertyException if the catalogue does not know the model, a setting or a value
   */
  @Override
  public void postConfig() {
    try {
      Catalogue.create(model, settings);
    } catch (BadInputException e) {
      throw new PropertyException(e, model, "settings", String.valueOf(e.getMessage()));
    }
  }

  /** The recommender. */
  public Recommender recommender() {
    return Catalogue.create(model, settings);
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "Recommender");
  }
}
