package org.refold.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.jspecify.annotations.Nullable;
import org.refold.catalogue.Catalogue;
import org.refold.data.sets.DataSet;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Evaluator;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.Model;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;
import org.refold.study.store.Environment;
import org.refold.train.Trainable;
import org.refold.train.neural.DenseProducts;
import org.refold.train.neural.NeuralModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refold bench}: how long a model takes to fit and to score, as one line of JSON. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Times a model: fits after a warm-up, epochs where it has them, and scoring. For networks"
          + " with",
      "dense layers also the products of an epoch by themselves (gemm_floor_seconds).",
      "Without --data and --split on ml-1m, split by strong:heldout=500."
    },
    subcommands = BenchServeCommand.class)
final class BenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RunOptions run = new RunOptions();
  @Mixin private DataOptions data = new DataOptions();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "a name of `refold models`")
  private @Nullable String model;

  @Mixin private SetOption set = new SetOption();

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "fits that are counted, after one that is not (${DEFAULT-VALUE})")
  private int runs = 5;

  @Override
  public Integer call() throws JsonProcessingException {
    if (model == null) {
      throw new ParameterException(spec.commandLine(), "the NAME of a model, or serve, is missing");
    }
    if (runs < 1) {
      throw new BadInputException("--runs is " + runs + ", but at least 1 fit must be counted");
    }
    run.apply();
    Recommender recommender = Catalogue.create(model, set.settings());
    var splitter = Splitters.parse(data.splitOr("strong:heldout=500"));
    DataSet set = data.open(spec, data.dataOr("ml-1m", splitter), splitter, Progress.NONE);
    Split made = splitter.split(set, run.seed());
    double[] fits = new double[runs];
    Fitting fitting = Fitting.withSeed(run.seed()).withSideInformation(made.side());
    Fitted<?> fitted = recommender.fit(made.train(), fitting);
    for (int k = 0; k < runs; k++) {
      fitted.close();
      long start = System.nanoTime();
      fitted = recommender.fit(made.train(), fitting);
      fits[k] = (System.nanoTime() - start) / 1e9;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("model", recommender.name());
    line.put("config", Catalogue.settings(recommender));
    line.put("data", set.name());
    line.put("split", made.spec());
    line.put("users", made.train().userCount());
    line.put("items", made.train().itemCount());
    line.put("fit_seconds", new Median().evaluate(fits));
    line.put("fits", fits);
    score(fitted.model(), made, line);
    line.put("peak_rss_mb", Environment.peakMemoryMegabytes());
    double[] epochs = fitted.log().epochSeconds();
    if (epochs.length > 0) {
      double median = new Median().evaluate(afterWarmUp(epochs));
      line.put("epoch_seconds", epochs);
      line.put("epoch_seconds_median", median);
      compareWithProducts(fitted.model(), made, median, line);
    }
    fitted.close();
    line.put("environment", Environment.now());
    spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(line));
    return 0;
  }

  /** Epochs without the first fifth, in which code is still being compiled. */
  private static double[] afterWarmUp(double[] epochs) {
    return Arrays.copyOfRange(epochs, epochs.length / 5, epochs.length);
  }

  /** Products are timed last, so that their matrices are no part of the memory of a fit. */
  private static void compareWithProducts(
      Model model, Split split, double epoch, Map<String, Object> line) {
    if (model instanceof NeuralModel neural
        && model.recommender() instanceof Trainable<?> trained) {
      DenseProducts products = neural.denseProducts(split.train(), trained.training());
      if (!products.ofBatch().isEmpty()) {
        double floor = GemmFloor.seconds(products);
        line.put("gemm_floor_seconds", floor);
        line.put("epoch_over_gemm_floor", epoch / floor);
      }
    }
  }

  private static void score(Model model, Split split, Map<String, Object> line) {
    String metrics = "ndcg@100";
    if (!(model instanceof FoldIn) && model instanceof RatingPredictor) {
      metrics = "rmse";
    }
    Evaluation evaluation = Evaluator.of(metrics).evaluate(model, split.test());
    line.put("score_seconds", evaluation.scoreSeconds());
    line.put("rank_seconds", evaluation.rankSeconds());
  }
}
