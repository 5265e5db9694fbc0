package org.refold.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.refold.catalogue.Catalogue;
import org.refold.recommend.Recommender;
import picocli.CommandLine.Option;

/** Which model, with which hyper-parameters. */
final class ModelOptions {

  @Option(
      names = "--model",
      paramLabel = "NAME",
      required = true,
      description = "a name of `refold models`")
  private String model = "";

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "a hyper-parameter; what is not set keeps the default of its paper")
  private Map<String, String> settings = new LinkedHashMap<>();

  String name() {
    return model;
  }

  Map<String, String> settings() {
    return settings;
  }

  Recommender create() {
    return Catalogue.create(model, settings);
  }
}
