package org.refold.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.refold.data.Attributes;
import org.refold.data.Vocabulary;
import org.refold.data.sets.DataSet;
import org.refold.recommend.ModelFile;
import org.refold.serve.Limits;
import org.refold.serve.Models;
import org.refold.serve.ReloadToken;
import org.refold.serve.Server;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refold serve}: saved models behind HTTP, until the process is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Serves saved models by HTTP: a page at /, the paths and their fields at /openapi.json.",
      "Stops by Ctrl-C or SIGTERM once the requests that run are answered. A model that was saved",
      "again is taken by POST /reload, from whoever sends the token: that of --reload-token,",
      "or one that is drawn and printed at the start."
    })
final class ServeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "[NAME=]DIR",
      description = "a saved model; several by several options, the first is the default")
  private List<String> from = new ArrayList<>();

  @Mixin private TitleOptions titles = new TitleOptions();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "where it listens, 0 for any that is free (${DEFAULT-VALUE})")
  private int port = 8080;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "0.0.0.0 lets other machines ask (${DEFAULT-VALUE})")
  private String host = "127.0.0.1";

  @Option(
      names = "--reload-token",
      paramLabel = "FILE",
      description = "a file with the token of POST /reload, 16 characters at least")
  private @Nullable Path tokenFile;

  @Mixin private ThreadOptions threads = new ThreadOptions();
  @Mixin private LimitOptions limits = new LimitOptions();

  @Override
  public Integer call() throws IOException {
    Check.between(0, 65_535, "--port", port);
    threads.apply();
    Limits validated = limits.limits();
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new BadInputException(
          "--host is '%s', which is no address of this machine; leave it out for 127.0.0.1"
              .formatted(host));
    }
    Map<String, Path> folders = Models.named(from);
    ReloadToken token = token();
    Models models = Models.load(folders, titlesOf(folders));
    List<String> hints = new ArrayList<>();
    models.provenances().forEach(origin -> titles.hint(origin).ifPresent(hints::add));
    Server server = Server.start(models, address, validated, token);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook = new Thread(() -> stop(server, stopped));
    Runtime.getRuntime().addShutdownHook(hook);
    say(server, models, address.getAddress().isLoopbackAddress(), token);
    Messages.notes(spec, hints);
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      server.close();
      Runtime.getRuntime().removeShutdownHook(hook);
    }
    return 0;
  }

  private void stop(Server server, CountDownLatch stopped) {
    boolean ended = server.stop();
    spec.commandLine()
        .getErr()
        .println(
            ended
                ? "refold: stopped; all requests that ran were answered"
                : "refold: stopped; requests that took too long were not answered");
    spec.commandLine().getErr().flush();
    stopped.countDown();
  }

  private void say(Server server, Models models, boolean loopback, ReloadToken token) {
    if (!loopback) {
      Messages.warnings(
          spec,
          List.of(
              "other machines can ask, and nothing asks them who they are: put a proxy in front"
                  + " that does"));
    }
    spec.commandLine()
        .getOut()
        .println(
            String.format(
                Locale.ROOT,
                "serving %s at http://%s:%d/ (stop with Ctrl-C)",
                String.join(", ", models.names()),
                host.contains(":") ? "[" + host + "]" : host,
                server.address().getPort()));
    if (tokenFile == null) {
      spec.commandLine()
          .getOut()
          .println("POST /reload takes this header: Authorization: " + token.header());
    }
    spec.commandLine().getOut().flush();
  }

  private ReloadToken token() throws IOException {
    if (tokenFile == null) {
      return ReloadToken.drawn();
    }
    try {
      return ReloadToken.read(tokenFile);
    } catch (NoSuchFileException e) {
      throw new BadInputException(
          "--reload-token is '%s', but there is no such file; leave it out to have one drawn"
              .formatted(tokenFile),
          e);
    }
  }

  /** What is known of items, once it is known that it is of these models. */
  private Attributes titlesOf(Map<String, Path> folders) throws IOException {
    Optional<DataSet> set = titles.open(spec);
    if (set.isEmpty()) {
      return Attributes.none(Vocabulary.of(List.of()));
    }
    for (Path folder : folders.values()) {
      ModelFile file = ModelFile.open(folder);
      titles.of(spec, set.get(), file.items(), file);
    }
    return set.get().side().items();
  }
}
