package org.refold.tribuo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tribuo costs nothing where it is not used: none of its classes is loaded. */
class TribuoLoadingTest {

  @TempDir private Path folder;

  private List<String> loadedBy(String main, String... arguments)
      throws IOException, InterruptedException {
    Path log = folder.resolve("classes.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xlog:class+load:file=" + log);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
    return Files.readAllLines(log);
  }

  /** Loads what the other test must not. */
  static final class Counterpart {

    private Counterpart() {}

    public static void main(String[] args) {
      if (new TribuoRecommender().trainer().getInvocationCount() != 0) {
        throw new IllegalStateException("it has not trained");
      }
    }
  }

  @Test
  void theListOfModelsLoadsNothingOfTribuo() throws IOException, InterruptedException {
    List<String> loaded = loadedBy("org.refold.cli.Main", "models");
    assertThat(loaded).anyMatch(line -> line.contains("org.refold.catalogue.Catalogue"));
    assertThat(loaded).noneMatch(line -> line.contains("org.tribuo."));
    assertThat(loaded).noneMatch(line -> line.contains("org.refold.tribuo."));
  }

  @Test
  void aRecommenderOfTribuoLoadsIt() throws IOException, InterruptedException {
    assertThat(loadedBy(Counterpart.class.getName()))
        .anyMatch(line -> line.contains("org.tribuo.Trainer"));
  }
}
