package org.refold.study.olcut;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.json.JsonConfigFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.refold.catalogue.ConfiguredRecommender;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;
import org.refold.study.ExperimentPlan;

/**
 * Configuration files of OLCUT, XML or JSON by their ending, that describe one experiment: one
 * component of the type {@link ConfiguredExperiment}, whose property {@code recommender} names one
 * of the type {@link ConfiguredRecommender}.
 */
public final class ExperimentFile {

  private static final List<String> ENDINGS = List.of("xml", "json");
  private static final String NAME = "experiment";

  /** The components whose properties are known here. */
  private static final List<Class<? extends Configurable>> TYPES =
      List.of(ConfiguredExperiment.class, ConfiguredRecommender.class);

  static {
    ConfigurationManager.addFileFormatFactory(new JsonConfigFactory());
  }

  /** What {@link ConfiguredExperiment} was called in the files of earlier versions. */
  private static final String EARLIER_TYPE = "org.refold.study.provenance.ConfiguredExperiment";

  private ExperimentFile() {}

  /**
   * The content of a file that describes an experiment.
   *
   * @param file where it is to go; only its ending counts
   * @throws BadInputException if the file ends otherwise, or the split or a metric is one of a
   *     program's own, so that the file could not be read again
   */
  public static byte[] bytes(ExperimentPlan plan, Path file) {
    String ending = ending(file);
    ConfiguredExperiment configured = new ConfiguredExperiment(plan);
    configured.plan(); // refuses what could not be read again
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ConfigurationManager manager = new ConfigurationManager()) {
      manager.importConfigurable(configured, NAME);
      manager.save(bytes, ending, true);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads the one experiment that a file describes. What older files did not have has its default.
   *
   * @throws BadInputException if there is no such file, it ends otherwise, cannot be read,
   *     describes none or several, or has a property or a value that is unknown
   */
  public static ExperimentPlan read(Path file) {
    ending(file);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new BadInputException("there is no configuration file " + file);
    }
    try (ConfigurationManager manager = open(file)) {
      List<ConfigurationData> components =
          manager.getComponentNames().stream()
              .sorted()
              .map(manager::getConfigurationData)
              .flatMap(Optional::stream)
              .toList();
      String name = theExperiment(file, components).getName();
      components.forEach(component -> requireKnownProperties(file, component));
      try {
        return ((ConfiguredExperiment) manager.lookup(name)).plan();
      } catch (RuntimeException e) { // whatever OLCUT throws comes of what the file says
        throw Unreadable.value(file, components, e);
      }
    }
  }

  private static ConfigurationManager open(Path file) {
    Path renamed = null;
    try {
      String text = Files.readString(file);
      if (text.contains(EARLIER_TYPE)) {
        renamed = Files.createTempFile("refold", String.valueOf(file.getFileName()));
        text = text.replace(EARLIER_TYPE, ConfiguredExperiment.class.getName());
        Files.writeString(renamed, text);
      }
      return new ConfigurationManager((renamed == null ? file : renamed).toUri().toURL());
    } catch (RuntimeException | IOException e) { // the same, and it throws many kinds
      throw Unreadable.syntax(file, e);
    } finally {
      delete(renamed);
    }
  }

  private static void delete(@Nullable Path renamed) {
    try {
      if (renamed != null) {
        Files.delete(renamed);
      }
    } catch (IOException e) {
      renamed.toFile().deleteOnExit();
    }
  }

  private static ConfigurationData theExperiment(Path file, List<ConfigurationData> components) {
    String type = ConfiguredExperiment.class.getName();
    List<ConfigurationData> found =
        components.stream().filter(component -> type.equals(component.getClassName())).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw new BadInputException(
          "%s describes no experiment: it needs a component of type %s, and has %s"
              .formatted(file, type, described(components)));
    }
    throw new BadInputException(
        String.format(
                Locale.ROOT,
                "%s describes %d experiments, %s, but must describe one; move the others to files"
                    + " of their",
                file,
                found.size(),
                found.stream().map(ConfigurationData::getName).collect(Collectors.joining(" and ")))
            + " own");
  }

  private static String described(List<ConfigurationData> components) {
    return components.isEmpty()
        ? "none"
        : components.stream()
            .map(component -> component.getName() + " of type " + component.getClassName())
            .collect(Collectors.joining(", "));
  }

  private static void requireKnownProperties(Path file, ConfigurationData component) {
    for (Class<? extends Configurable> type : TYPES) {
      if (!type.getName().equals(component.getClassName())) {
        continue;
      }
      List<String> known = properties(type);
      for (String property : component.getProperties().keySet()) {
        if (!known.contains(property)) {
          throw new BadInputException(
              "%s: the component %s has no property '%s'; %s"
                  .formatted(
                      file, component.getName(), property, Suggestions.hint(property, known)));
        }
      }
    }
  }

  /** What can be said of a component, in the order of its class. */
  static List<String> properties(Class<? extends Configurable> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(Config.class))
        .map(field -> field.getName())
        .toList();
  }

  private static String ending(Path file) {
    String name = String.valueOf(file.getFileName());
    String ending = name.substring(name.lastIndexOf('.') + 1);
    if (!ENDINGS.contains(ending)) {
      throw new BadInputException(
          "%s does not end as a configuration file does; name it .xml or .json".formatted(file));
    }
    return ending;
  }
}
