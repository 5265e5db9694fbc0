package org.refold.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refold.catalogue.Catalogue;
import org.refold.cluster.Cluster;
import org.refold.cluster.PairTable;
import org.refold.data.sets.DataSet;
import org.refold.data.sets.DataSets;
import org.refold.recommend.CoCounts;
import org.refold.recommend.CountedRecommender;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelFile;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refold fit}: fits one model on all of the data, and keeps it. */
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    description = {
      "Fits a model on all of the data, holding nothing out, and keeps it for `refold recommend`,",
      "`export` and `serve`: the last step, once `evaluate` or `ablate` has measured it on a"
          + " split.",
      "With --runner spark the data may be larger than memory, in Parquet or as text, for models"
          + " of",
      "counts of pairs (ease, item-knn): the workers count, and this process solves."
    })
final class FitCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "NAME|PATH",
      description = "as for `refold evaluate`; for workers a file or folder that all of them see")
  private String data = "";

  @Mixin private FolderOptions folder = new FolderOptions();
  @Mixin private ReadingOptions reading = new ReadingOptions();
  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private RunOptions run = new RunOptions();
  @Mixin private WorkerOptions workers = new WorkerOptions();

  @Option(
      names = "--save",
      required = true,
      paramLabel = "DIR",
      description = "the folder of the model")
  private Path save = Path.of("");

  @Override
  public Integer call() throws IOException {
    run.apply();
    @Nullable String name = model.given();
    if (name == null) {
      throw new BadInputException(
          "which model is to be fitted? give --model a name of `refold models`");
    }
    Recommender recommender = Catalogue.create(name, model.settings());
    ModelFile.checkTarget(save);
    long start = System.nanoTime();
    SortedMap<String, String> origin = new TreeMap<>();
    origin.put("seed", Long.toString(run.seed()));
    Progress progress = TerminalProgress.of(spec);
    Fitting fitting = Fitting.withSeed(run.seed()).withProgress(progress);
    String told = String.valueOf(reading.appendedTo(data));
    try (Cluster cluster = workers.open().orElse(null); // null is not closed
        Fitted<?> fitted =
            cluster == null
                ? here(recommender, told, fitting, origin, progress)
                : counted(recommender, told, fitting, origin, cluster)) {
      ModelFile.write(save, fitted, origin);
    }
    var terminal = spec.commandLine().getOut();
    terminal.println(
        String.format(
            Locale.ROOT,
            "fitted %s on %s users x %s items in %.1f s; saved the model in %s",
            name,
            origin.get("users"),
            origin.get("items"),
            (System.nanoTime() - start) / 1e9,
            save));
    terminal.flush();
    return 0;
  }

  private Fitted<?> here(
      Recommender recommender,
      String told,
      Fitting fitting,
      SortedMap<String, String> origin,
      Progress progress) {
    DataSet set = folder.open(told, progress);
    Messages.about(spec, set);
    put(origin, set.name(), set.interactions().userCount(), set.interactions().itemCount());
    origin.put("data_sha256", set.sha256());
    return recommender.fit(set.interactions(), fitting.withSideInformation(set.side()));
  }

  private static Fitted<?> counted(
      Recommender recommender,
      String told,
      Fitting fitting,
      SortedMap<String, String> origin,
      Cluster cluster) {
    if (!(recommender instanceof CountedRecommender counting)) {
      throw new BadInputException(
          "%s is not fitted on counts of pairs of items, which is what workers find out; take ease or item-knn, or leave out --runner spark"
              .formatted(recommender.name()));
    }
    DataSets.Told parts = DataSets.told(told);
    CoCounts counts = cluster.count(new PairTable(parts.place(), parts.options()));
    put(origin, told, counts.users(), counts.items().size());
    return counting.fit(counts, fitting);
  }

  private static void put(SortedMap<String, String> origin, String data, int users, int items) {
    origin.put("data", data);
    origin.put("users", Integer.toString(users));
    origin.put("items", Integer.toString(items));
  }
}
