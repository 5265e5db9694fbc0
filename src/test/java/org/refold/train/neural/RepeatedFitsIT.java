package org.refold.train.neural;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.refold.catalogue.Catalogue;
import org.refold.data.Interactions;
import org.refold.data.sets.DataSets;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;

/** Models that are closed leave nothing behind: a process may fit as many as it likes. */
class RepeatedFitsIT {

  private static final int FITS = 200;
  private static final int WARM_UP = 10;

  /**
   * What the resident memory may grow by in 190 fits, in megabytes. A fit holds 1.4 MB of
   * parameters and as much again for each of their gradients, moments and copies: leaking any one
   * of them in each fit would come to 260 MB.
   */
  private static final long TOLERANCE = 40;

  /** A process of its own, with a heap that does not grow, that fits and closes. */
  public static final class Child {
    private Child() {}

    /** Prints the resident memory after each fit, in kilobytes. */
    public static void main(String[] args) throws IOException {
      Interactions train =
          DataSets.open("synthetic:users=943,items=1682,interactions=100000,seed=1").interactions();
      Recommender model =
          Catalogue.create("mult-vae", Map.of("hidden", "100", "latent", "20", "epochs", "1"));
      for (int fit = 0; fit < FITS; fit++) {
        try (Fitted<? extends Model> fitted = model.fit(train, Fitting.withSeed(fit))) {
          fitted.model().scores(train, 0);
        }
        System.out.println("resident " + residentKilobytes());
      }
    }

    private static long residentKilobytes() throws IOException {
      String line =
          Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(each -> each.startsWith("VmRSS:"))
              .findFirst()
              .orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", ""));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void residentMemoryIsFlatAfterTheTenthFit(@TempDir Path folder)
      throws IOException, InterruptedException {
    File log = folder.resolve("child.log").toFile();
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
    List<String> lines = Files.readAllLines(log.toPath());
    assertThat(child.exitValue()).as(String.join("\n", lines)).isZero();
    long[] megabytes =
        lines.stream()
            .filter(line -> line.startsWith("resident "))
            .mapToLong(line -> Long.parseLong(line.substring("resident ".length())) / 1024)
            .toArray();
    assertThat(megabytes).hasSize(FITS);
    assertThat(megabytes[FITS - 1] - megabytes[WARM_UP - 1])
        .as("megabytes after each fit: %s", Arrays.toString(megabytes))
        .isLessThan(TOLERANCE);
  }
}
