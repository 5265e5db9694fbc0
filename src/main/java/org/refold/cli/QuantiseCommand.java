package org.refold.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.refold.catalogue.Catalogue;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.MetricResult;
import org.refold.recommend.ByteWeights;
import org.refold.recommend.Fitted;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.recommend.WeightBits;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refold quantise}: a saved model with weights of 8 bits, and what that costs. */
@Command(
    name = "quantise",
    mixinStandardHelpOptions = true,
    description = {
      "Saves a model again with weights of 8 bits and a scale for each row, and measures both on",
      "the split that the model was fitted on: size of the weights on disk and in memory, metrics,",
      "time of scoring."
    })
final class QuantiseCommand implements Callable<Integer> {

  private static final int DIGITS = 4;
  private static final double MEGABYTE = 1e6;
  private static final int ROUNDS = 10;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RunOptions run = new RunOptions();
  @Mixin private DataOptions data = new DataOptions();

  @Option(names = "--from", required = true, paramLabel = "DIR", description = "the saved model")
  private Path from = Path.of("");

  @Option(
      names = "--save",
      required = true,
      paramLabel = "DIR",
      description = "where the model with weights of 8 bits goes")
  private Path save = Path.of("");

  @Option(
      names = "--metrics",
      paramLabel = "LIST",
      description = "names of `refold metrics`, by commas (${DEFAULT-VALUE})")
  private String metrics = "ndcg@100,recall@20";

  @Override
  public Integer call() throws IOException {
    run.apply();
    ModelFile full = ModelFile.open(from);
    if (full.bits() == WeightBits.EIGHT) {
      throw new BadInputException(
          "the weights of %s are of 8 bits already, so that nothing would be saved; name the model that it was made from"
              .formatted(from));
    }
    ModelFile.checkTarget(save);
    var splitter = Splitters.parse(data.splitOr("strong:heldout=500"));
    DataSet set = data.open(spec, data.dataOr("ml-1m", splitter), splitter, Progress.NONE);
    Split split = splitter.split(set, run.seed());
    if (!full.provenance().getOrDefault("split_sha256", split.sha256()).equals(split.sha256())) {
      Messages.note(
          spec,
          "the model was trained on another split: test users may be among its training users");
    }
    try (Fitted<? extends Model> before = Catalogue.load(from)) {
      ModelFile.write(save, before, full.provenance(), WeightBits.EIGHT);
      try (Fitted<? extends Model> after = Catalogue.load(save)) {
        compare(full, before.model(), after.model(), split);
      }
    }
    spec.commandLine().getOut().println("saved the model in " + save);
    return 0;
  }

  /** Scores in turns, so that whatever else the machine does slows both. */
  private void compare(ModelFile full, Model before, Model after, Split split) throws IOException {
    Evaluator evaluator = Evaluator.of(metrics);
    Evaluation first = evaluator.evaluate(before, split.test());
    Evaluation second = evaluator.evaluate(after, split.test());
    double[] seconds = {Double.MAX_VALUE, Double.MAX_VALUE};
    for (int round = 0; round < ROUNDS; round++) {
      seconds[0] = Math.min(seconds[0], evaluator.evaluate(before, split.test()).scoreSeconds());
      seconds[1] = Math.min(seconds[1], evaluator.evaluate(after, split.test()).scoreSeconds());
    }
    Table table =
        new Table("", List.of("", "32 bits", "8 bits"), List.of())
            .row(
                "weights on disk, MB",
                new Cell.Value(full.weightBytes() / MEGABYTE, 2),
                new Cell.Value(ModelFile.open(save).weightBytes() / MEGABYTE, 2))
            .row(
                "weights in memory, MB",
                new Cell.Value(inMemory(before, full) / MEGABYTE, 2),
                new Cell.Value(inMemory(after, full) / MEGABYTE, 2))
            .row(
                "scoring, s, least of " + ROUNDS,
                new Cell.Value(seconds[0], DIGITS),
                new Cell.Value(seconds[1], DIGITS));
    for (MetricResult result : first.results()) {
      table =
          table.row(
              result.metric().name(),
              new Cell.Value(result.mean(), DIGITS),
              new Cell.Value(second.metric(result.metric()).mean(), DIGITS));
    }
    spec.commandLine().getOut().println(table.toText());
  }

  /** Weights that are not kept as bytes are floats, as many bytes as the file of 32 bits has. */
  private static double inMemory(Model model, ModelFile full) throws IOException {
    return model instanceof ByteWeights kept ? kept.weightBytes() : full.weightBytes();
  }
}
