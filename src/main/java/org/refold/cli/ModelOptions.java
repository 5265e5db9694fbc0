package org.refold.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.refold.recommend.ModelFile;
import org.refold.settings.BadInputException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model, with which hyper-parameters. */
final class ModelOptions {

  @Option(names = "--model", paramLabel = "NAME", description = "a name of `refold models`")
  private @Nullable String model;

  @Mixin private SetOption set = new SetOption();

  private final Map<String, String> ofFile = new LinkedHashMap<>();

  /**
   * Takes model and settings from a model file.
   *
   * @throws BadInputException if they are given by hand, too
   */
  void take(ModelFile file) {
    if (model != null || !set.settings().isEmpty()) {
      throw new BadInputException(
          "--from names a model that is fitted already, so there is nothing for --model and --set;"
              + " leave them out");
    }
    model = file.model();
    file.settings().forEach((name, value) -> ofFile.put(name, String.valueOf(value)));
  }

  /**
   * The name, if one is given.
   *
   * @throws BadInputException if there are several
   */
  @Nullable String given() {
    if (model != null && model.contains(",")) {
      int comma = model.indexOf(',');
      throw new BadInputException(
          "--model takes one model, but was given '%s'; to compare models on the same users: refold"
                  .formatted(model)
              + " ablate --model %s%s --seeds 5 --name compared, with the same --data and --split"
                  .formatted(
                      model.substring(0, comma),
                      model.substring(comma).replace(",", " --baseline ")));
    }
    return model;
  }

  Map<String, String> settings() {
    return ofFile.isEmpty() ? set.settings() : ofFile;
  }
}
