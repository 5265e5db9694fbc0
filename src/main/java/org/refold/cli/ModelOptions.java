package org.refold.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model, with which hyper-parameters. */
final class ModelOptions {

  @Option(names = "--model", paramLabel = "NAME", description = "a name of `refold models`")
  private @Nullable String model;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "a hyper-parameter; what is not set keeps the default of its paper")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Nullable String given() {
    return model;
  }

  Map<String, String> settings() {
    return settings;
  }
}
