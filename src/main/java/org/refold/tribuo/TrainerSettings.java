package org.refold.tribuo;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.util.List;
import org.refold.settings.BadInputException;
import org.tribuo.Output;
import org.tribuo.Trainer;
import org.tribuo.regression.sgd.fm.FMRegressionTrainer;

/**
 * The settings of a Tribuo trainer and of those within it, read from its provenance: what must not
 * be used is refused, and seeds are replaced in a copy.
 */
final class TrainerSettings {

  private static final String SEED = "seed";

  private TrainerSettings() {}

  /**
   * Refuses what computes something other than it says.
   *
   * @throws BadInputException if a minibatch has more than one example, or a factorisation machine
   *     standardises
   */
  static void check(Trainer<?> trainer) {
    for (ConfigurationData part : ProvenanceUtil.extractConfiguration(trainer.getProvenance())) {
      String name = part.getClassName().replaceFirst(".*\\.", "");
      String minibatch = text(part, "minibatchSize");
      if (!minibatch.isEmpty() && Integer.parseInt(minibatch) != 1) {
        throw new BadInputException(
            "%s has minibatchSize=%s, but only 1 can be used: Tribuo's steps grow with the square"
                    .formatted(name, minibatch)
                + " of the minibatch and its factorisation machine fails; set it to 1");
      }
      if (part.getClassName().equals(FMRegressionTrainer.class.getName())
          && Boolean.parseBoolean(text(part, "standardise"))) {
        throw new BadInputException(
            "%s has standardise=true, which divides ratings by their variance instead of their"
                    .formatted(name)
                + " standard deviation; set it to false");
      }
    }
  }

  /**
   * A trainer with the same settings and another seed, within ensembles and wrappers too. It shares
   * nothing with the given one, so that several may train at the same time, and begins its random
   * stream anew. A trainer without any seed is returned as it is.
   */
  @SuppressWarnings("unchecked") // made from the configuration of a trainer of that type
  static <T extends Output<T>> Trainer<T> withSeed(Trainer<T> trainer, long seed) {
    List<ConfigurationData> parts = ProvenanceUtil.extractConfiguration(trainer.getProvenance());
    if (parts.stream().noneMatch(part -> part.contains(SEED))) {
      return trainer;
    }
    for (ConfigurationData part : parts) {
      if (part.contains(SEED)) {
        part.add(SEED, new SimpleProperty(Long.toString(seed)));
      }
    }
    try (ConfigurationManager manager = new ConfigurationManager()) {
      manager.addConfiguration(parts);
      return (Trainer<T>) manager.lookup(parts.get(0).getName()); // the whole stands first
    }
  }

  /** A setting as text, empty where there is none of this name. */
  private static String text(ConfigurationData part, String setting) {
    return part.get(setting)
        .filter(SimpleProperty.class::isInstance)
        .map(property -> ((SimpleProperty) property).getValue())
        .orElse("");
  }
}
