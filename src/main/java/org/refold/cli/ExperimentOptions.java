package org.refold.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.refold.catalogue.Catalogue;
import org.refold.data.sets.DataSet;
import org.refold.recommend.ModelFile;
import org.refold.settings.Progress;
import org.refold.split.Splitter;
import org.refold.split.files.NcfSplitter;
import org.refold.split.protocol.Splitters;
import org.refold.study.ExperimentPlan;
import org.refold.study.olcut.ExperimentFile;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * What is to be done: by options, by a configuration file, or by a file and options that win over
 * it.
 */
final class ExperimentOptions {

  private static final String CONFIG = "--config";

  @Option(
      names = CONFIG,
      paramLabel = "FILE.xml|json",
      description = {
        "an experiment as a configuration file of OLCUT, see --write-config of `refold evaluate`;",
        "options that are given beside it win over it"
      })
  private @Nullable Path config;

  @Mixin private DataOptions data = new DataOptions();
  @Mixin private MetricMixin metrics = new MetricMixin();
  @Mixin private SegmentOptions segments = new SegmentOptions();
  @Mixin private ModelOptions model = new ModelOptions();

  /**
   * The experiment, but for its seeds.
   *
   * @throws org.refold.settings.BadInputException if there is no such file, or something is unknown
   * @throws MissingParameterException if neither an option nor a file says what must be said
   */
  ExperimentBuilder chosen(CommandSpec spec) {
    ExperimentBuilder chosen;
    if (config == null) {
      chosen = ExperimentBuilder.byHand(required(spec), model.settings());
    } else {
      chosen = ExperimentBuilder.ofFile(ExperimentFile.read(config), config, model.settings());
      chosen.data(data.given());
      chosen.split(data.split());
      chosen.model(model.given());
    }
    chosen.metrics(metrics.given());
    chosen.ties(metrics.ties());
    chosen.segments(segments.given());
    return chosen;
  }

  /** Takes model and settings from a model file, where they are not to be given by hand. */
  void take(ModelFile file) {
    model.take(file);
  }

  /** Opens the data of an experiment, and says what a careful reader of results should know. */
  DataSet open(CommandSpec spec, String nameOrPath, Splitter splitter, Progress progress) {
    return data.open(spec, nameOrPath, splitter, progress);
  }

  private ExperimentPlan required(CommandSpec spec) {
    String how = data.split();
    String which = how == null ? data.given() : data.givenOr(Splitters.parse(how));
    String what = model.given();
    if (which != null && how != null && what != null) {
      return ExperimentPlan.of(which, how, Catalogue.create(what));
    }
    List<ArgSpec> missing = new ArrayList<>();
    addMissing(spec, "--data", which, missing);
    addMissing(spec, "--split", how, missing);
    addMissing(spec, "--model", what, missing);
    String names =
        missing.stream()
            .map(
                option ->
                    "'%s=%s'".formatted(((OptionSpec) option).longestName(), option.paramLabel()))
            .collect(Collectors.joining(", "));
    String message =
        "Missing required option%s: %s, or a file that says it: '%s=%s'"
            .formatted(
                missing.size() > 1 ? "s" : "", names, CONFIG, spec.findOption(CONFIG).paramLabel());
    if (which == null && how != null && how.startsWith(NcfSplitter.NAME + ":")) {
      message += "; with ,train=file the files of the split hold all data";
    }
    throw new MissingParameterException(spec.commandLine(), missing, message);
  }

  private static void addMissing(
      CommandSpec spec, String name, @Nullable String given, List<ArgSpec> missing) {
    if (given == null) {
      missing.add(spec.findOption(name));
    }
  }
}
