package org.refold.study.provenance;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.config.io.ConfigLoaderException;
import com.oracle.labs.mlrg.olcut.config.json.JsonConfigFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.refold.data.BadInputException;
import org.refold.data.Nearest;

/** Configuration files of OLCUT, XML or JSON by their ending, that describe one experiment. */
public final class ExperimentFile {

  private static final List<String> ENDINGS = List.of("xml", "json");
  private static final String NAME = "experiment";

  static {
    ConfigurationManager.addFileFormatFactory(new JsonConfigFactory());
  }

  private ExperimentFile() {}

  /** The content of a file that describes an experiment. */
  public static byte[] bytes(ConfiguredExperiment experiment, Path file) throws IOException {
    String ending = ending(file);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ConfigurationManager manager = new ConfigurationManager()) {
      manager.importConfigurable(experiment, NAME);
      manager.save(bytes, ending, true);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads the one experiment that a file describes.
   *
   * @throws BadInputException if there is no such file, it cannot be read, or holds none or several
   */
  public static ConfiguredExperiment read(Path file) {
    ending(file);
    if (!Files.isReadable(file)) {
      throw new BadInputException("there is no configuration file " + file);
    }
    try (ConfigurationManager manager =
        new ConfigurationManager(file.toAbsolutePath().toString())) {
      List<ConfiguredExperiment> found = manager.lookupAll(ConfiguredExperiment.class);
      if (found.size() != 1) {
        throw new BadInputException(
            "%s describes %d experiments, but must describe one: a component of type %s"
                .formatted(file, found.size(), ConfiguredExperiment.class.getName()));
      }
      return found.get(0);
    } catch (ConfigLoaderException | PropertyException e) {
      throw new BadInputException(
          "%s is no configuration of an experiment: %s".formatted(file, root(e).getMessage()), e);
    }
  }

  private static Throwable root(Throwable e) {
    Throwable cause = e.getCause();
    return cause == null ? e : root(cause);
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (!ENDINGS.contains(ending)) {
      throw new BadInputException(
          "%s does not end as a configuration file; %s"
              .formatted(file, Nearest.hint(ending, ENDINGS)));
    }
    return ending;
  }
}
