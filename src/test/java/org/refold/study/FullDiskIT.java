package org.refold.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that may write small files only, so that large ones break off in the middle, as on a
 * full disk: nothing is half-written, and what was finished is kept.
 */
class FullDiskIT {

  private static final int NO_LIMIT = 0;

  @TempDir Path folder;

  /** Runs a class with a limit on the size of files, in KB, and returns what it said. */
  private String run(int exit, int limit, Class<?> main, String... args)
      throws IOException, InterruptedException {
    String size = limit == NO_LIMIT ? "unlimited" : Integer.toString(limit);
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "ulimit -f " + size + "; exec \"$@\"",
                "limited",
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-XX:-UsePerfData",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(exit);
    return said;
  }

  private static List<String> files(Path below) {
    try (Stream<Path> files = Files.walk(below)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> below.relativize(file).toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long largest(Path below) {
    return files(below).stream()
        .map(below::resolve)
        .map(Path::toFile)
        .mapToLong(File::length)
        .max()
        .orElseThrow();
  }

  @Test
  void aStudyKeepsWhatWasFinishedAndEndsAsIfTheDiskHadNeverBeenFull()
      throws IOException, InterruptedException {
    Path undisturbed = folder.resolve("undisturbed");
    run(0, NO_LIMIT, KillIT.Child.class, undisturbed.toString());

    Path full = folder.resolve("full");
    int limit = (int) (largest(undisturbed) / 1024);
    String said = run(1, limit, KillIT.Child.class, full.toString());
    assertThat(said).contains("cannot be kept in " + full).contains("make room");
    assertThat(files(full)).noneMatch(file -> file.endsWith(".part"));
    run(0, NO_LIMIT, KillIT.Child.class, full.toString());
    assertThat(Small.content(full)).isEqualTo(Small.content(undisturbed));
  }

  @Test
  void aModelIsSavedAsAWholeOrNotAtAll() throws IOException, InterruptedException {
    Path saved = folder.resolve("saved");
    String[] words = {
      "evaluate",
      "--data",
      Small.DATA,
      "--split",
      Small.SPLIT,
      "--model",
      "ease",
      "--save",
      saved.toString()
    };
    Class<?> main = org.refold.cli.Main.class;
    String said = run(1, 4, main, words);
    assertThat(said).contains(saved + ": ").contains("make room");
    assertThat(folder.toFile().list()).isEmpty();
    run(0, NO_LIMIT, main, words);
    assertThat(files(saved)).contains("model.json", "weights.safetensors");
  }
}
