package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a short command loads, in a JVM of its own. */
class StartUpTest {

  @Test
  void listingTheModelsDoesNotLoadNd4j(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("classes");
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xlog:class+load:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "models")
            .redirectErrorStream(true)
            .start();
    String printed = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(printed).isZero();
    assertThat(printed).contains("mult-vae");
    assertThat(classes(log)).contains("org.refold.cli.Main ").doesNotContain("org.nd4j.");
  }

  private static String classes(Path log) throws IOException {
    return Files.readString(log);
  }
}
