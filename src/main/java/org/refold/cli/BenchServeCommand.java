package org.refold.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.data.sets.DataSet;
import org.refold.kernel.Streams;
import org.refold.recommend.ModelFile;
import org.refold.serve.Limits;
import org.refold.serve.Models;
import org.refold.serve.ReloadToken;
import org.refold.serve.Server;
import org.refold.serve.load.LoadPlan;
import org.refold.serve.load.LoadReport;
import org.refold.serve.load.LoadRun;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.study.store.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refold bench serve}: how long a server takes to recommend, as one line of JSON. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Times POST /recommend of saved models, one after the other, at a stated rate: requests are",
      "sent at random times by this process over loopback, whether or not earlier ones are",
      "answered, each with the history of a user of the data. The times are those from when a",
      "request was due until its answer was there."
    })
final class BenchServeCommand implements Callable<Integer> {

  private static final LoadPlan USUAL = new LoadPlan();

  /** Requests that differ; they come again in turns. */
  private static final int HISTORIES = 2000;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RunOptions run = new RunOptions();
  @Mixin private FolderOptions folder = new FolderOptions();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "[NAME=]DIR",
      description = "a saved model; several by several options")
  private List<String> from = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description = "whose histories are sent (${DEFAULT-VALUE})")
  private String data = "ml-1m";

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "requests a second, on average (${DEFAULT-VALUE})")
  private double rate = USUAL.rate();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "how long requests are counted (${DEFAULT-VALUE})")
  private int seconds = USUAL.seconds();

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "seconds before that (${DEFAULT-VALUE})")
  private int warmUp = USUAL.warmUp();

  @Option(names = "-k", paramLabel = "N", description = "how many items (${DEFAULT-VALUE})")
  private int k = 10;

  @Override
  public Integer call() throws IOException {
    run.apply();
    Check.atLeast(1, "-k", k, "typical: 10 items");
    LoadPlan plan = new LoadPlan(rate, seconds, warmUp, run.seed());
    Map<String, Path> folders = Models.named(from);
    DataSet set = folder.open(data, TerminalProgress.of(spec));
    Limits limits = new Limits().withItems(k);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("rate", rate);
    line.put("seconds", seconds);
    line.put("warm_up_seconds", warmUp);
    line.put("data", set.name());
    line.put("k", k);
    List<Map<String, @Nullable Object>> times = new ArrayList<>();
    Models models = Models.load(folders, Attributes.none(Vocabulary.of(List.of())));
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (Server server = Server.start(models, any, limits, ReloadToken.drawn())) {
      URI address =
          URI.create("http://127.0.0.1:" + server.address().getPort()).resolve("/recommend");
      for (Map.Entry<String, Path> each : folders.entrySet()) {
        ModelFile file = ModelFile.open(each.getValue());
        List<String> bodies = bodies(set, each.getKey(), file.items(), limits.history());
        times.add(times(each.getKey(), file, LoadRun.of(plan, address, bodies)));
      }
    }
    line.put("models", times);
    line.put("server_threads", limits.threads());
    line.put("peak_rss_mb", Environment.peakMemoryMegabytes());
    line.put("environment", Environment.now());
    spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(line));
    return 0;
  }

  /**
   * Requests with the histories of users that were drawn, as far as the model knows their items.
   */
  private List<String> bodies(DataSet set, String name, Vocabulary items, int longest)
      throws IOException {
    Interactions histories = set.interactions();
    SplittableRandom random = Streams.of(run.seed(), "histories of requests");
    List<String> bodies = new ArrayList<>();
    for (int tries = 0; bodies.size() < HISTORIES && tries < 10 * HISTORIES; tries++) {
      int user = random.nextInt(histories.userCount());
      List<String> ids = new ArrayList<>();
      for (int p = histories.start(user); p < histories.end(user); p++) {
        String id = histories.items().id(histories.item(p));
        if (items.contains(id) && ids.size() < longest) {
          ids.add(id);
        }
      }
      if (!ids.isEmpty()) {
        bodies.add(
            new ObjectMapper().writeValueAsString(Map.of("history", ids, "k", k, "model", name)));
      }
    }
    if (bodies.isEmpty()) {
      throw new BadInputException(
          "--data %s has no history with an item of the model %s; name the data that it was trained on"
              .formatted(data, name));
    }
    return bodies;
  }

  private static Map<String, @Nullable Object> times(
      String name, ModelFile file, LoadReport report) {
    Map<String, @Nullable Object> times = new LinkedHashMap<>();
    times.put("model", name);
    times.put("recommender", file.model());
    times.put("timed", report.timed());
    times.put("failed", report.failures());
    times.put("failed_in_warm_up", report.warmUpFailures());
    times.put("p50_ms", milliseconds(report, 0.5));
    times.put("p95_ms", milliseconds(report, 0.95));
    times.put("p99_ms", milliseconds(report, 0.99));
    times.put("largest_ms", milliseconds(report, 1));
    times.put("sent_late_ms", report.lateMilliseconds());
    return times;
  }

  /** Null where so many were not answered: JSON has no infinity. */
  private static @Nullable Double milliseconds(LoadReport report, double share) {
    double time = report.quantile(share);
    return Double.isFinite(time) ? time : null;
  }
}
