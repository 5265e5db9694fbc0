package org.refold.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.study.run.Runner;
import org.refold.study.store.ResultStore;

/** Processes that run a study are killed at any moment, and nothing comes of it. */
class KillIT {

  private static final int SEEDS = 3;
  private static final int KILLS = 6;

  /** A process of its own that runs the study into a folder. */
  public static final class Child {
    private Child() {}

    /** Runs the study into the folder that is named. */
    public static void main(String[] args) throws IOException {
      Runner.standard().run(Small.study(SEEDS), Small.data(), new ResultStore(Path.of(args[0])));
    }
  }

  private static Process start(Path folder) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString()));
    File log = folder.resolveSibling("child.log").toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  @Test
  void aStudyThatIsKilledAgainAndAgainEndsAsIfItHadNotBeen(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path undisturbed = folder.resolve("undisturbed");
    long begun = System.nanoTime();
    Process whole = start(undisturbed);
    assertThat(whole.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(whole.exitValue()).as(folder.resolve("child.log").toString()).isZero();
    long millis = (System.nanoTime() - begun) / 1_000_000;

    Path killed = folder.resolve("killed");
    Random moments = new Random(7);
    for (int k = 0; k < KILLS; k++) {
      Process child = start(killed);
      if (!child.waitFor(millis / 4 + moments.nextLong(millis / 2), TimeUnit.MILLISECONDS)) {
        child.destroyForcibly();
        child.waitFor(); // killing only asks the system
      }
    }
    Process first = start(killed);
    Process second = start(killed);
    assertThat(first.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(second.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(first.exitValue()).isZero();
    assertThat(second.exitValue()).isZero();

    Map<String, String> expected = Small.content(undisturbed);
    assertThat(Small.content(killed)).isEqualTo(expected);
    assertThat(expected).hasSize(2 + 2 * 5 * SEEDS);
    assertThat(Files.exists(killed.resolve("study.json"))).isTrue();
  }
}
