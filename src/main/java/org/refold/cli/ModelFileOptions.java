package org.refold.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.refold.evaluate.Evaluator;
import org.refold.recommend.ModelFile;
import org.refold.settings.BadInputException;
import org.refold.split.Split;
import org.refold.split.Splitter;
import org.refold.study.run.Experiment;
import org.refold.study.run.Outcome;
import org.refold.study.run.PredictionFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Models as files: where a fitted one is kept, or comes from, and what it says. */
final class ModelFileOptions {

  @Option(
      names = "--save",
      paramLabel = "DIR",
      description = "keeps the fitted model in a folder, for --from and `refold recommend`")
  private @Nullable Path save;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "measures the model of a folder, instead of fitting one")
  private @Nullable Path from;

  @Option(
      names = "--predictions",
      paramLabel = "FILE.tsv|npz|run|qrels",
      description = {
        "writes the 100 best items of each test user, or with metrics of ratings alone the",
        "prediction of each held-out rating; .tsv has raw ids, .npz arrays of indices, .run",
        "rankings as TREC has them, .qrels the held-out items; several files by several options"
      })
  private List<Path> predictions = new ArrayList<>();

  /** The model file to measure, if one is given. */
  @Nullable ModelFile open() throws IOException {
    return from == null ? null : ModelFile.open(from);
  }

  /** Whether a model is to be measured, and no file written. */
  boolean isOnlyFrom() {
    return from != null && save == null && predictions.isEmpty();
  }

  /** Whether any of the options is given. */
  boolean isAsked() {
    return save != null || from != null || !predictions.isEmpty();
  }

  /**
   * Checks what can be checked before a fit.
   *
   * @param splitter makes a split for each model that there will be
   * @param evaluator what is measured
   * @param replace whether files that are there may be replaced
   * @throws BadInputException if an option does not fit, or a place cannot be written
   * @throws IOException if the folder for the model cannot be read
   */
  void check(Splitter splitter, Evaluator evaluator, ReplaceOption replace) throws IOException {
    if (isAsked()) {
      splitter.requireOne("--save, --from and --predictions take one model");
    }
    if (save != null && from != null) {
      throw new BadInputException(
          "--from measures a model that is saved already; leave out --save, or copy the folder");
    }
    if (save != null) {
      ModelFile.checkTarget(save);
    }
    for (Path file : predictions) {
      PredictionFile.check(file, evaluator);
      replace.check("--predictions", file);
    }
  }

  /**
   * Checks the options against a split.
   *
   * @throws BadInputException if predictions are to be written, of which it has several for a user
   */
  void check(Split split) {
    if (!predictions.isEmpty()) {
      split.test().requireRest("--predictions, one ranking for each user,");
    }
  }

  /** Says it where a model was trained on other data than an experiment has. */
  static void warnOfOtherTraining(CommandSpec spec, ModelFile file, Experiment experiment) {
    String trained = file.provenance().getOrDefault("split_sha256", "");
    if (!trained.equals(experiment.split().sha256())) {
      Messages.note(
          spec,
          "the model was trained on %s, which is not this split: test users may be among its training users"
              .formatted(
                  trained.isEmpty()
                      ? file.provenance().getOrDefault("data", "data that its file does not name")
                      : "%s split by %s, seed %s"
                          .formatted(
                              file.provenance().get("data"),
                              file.provenance().get("split"),
                              file.provenance().get("split_seed"))));
    }
  }

  /** Writes what was asked for. */
  void write(CommandSpec spec, Outcome outcome) throws IOException {
    if (save != null) {
      outcome.saveModel(save);
      spec.commandLine().getOut().println("saved the model in " + save);
    }
    for (Path file : predictions) {
      PredictionFile.write(outcome, file);
      spec.commandLine().getOut().println("wrote " + file);
    }
  }
}
