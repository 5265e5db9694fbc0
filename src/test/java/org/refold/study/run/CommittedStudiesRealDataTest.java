package org.refold.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.sets.DataSets;
import org.refold.study.Study;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyResult;

/**
 * Notebooks run the studies that are committed: that reads them, and trains nothing, though models
 * have got settings since that their trials do not name.
 */
@EnabledIfEnvironmentVariable(named = "REFOLD_DATA", matches = ".+")
@Timeout(120)
class CommittedStudiesRealDataTest {

  @ParameterizedTest
  @ValueSource(strings = {"mask-ratio", "depth", "mask-ratio-100k", "sequences-100k", "sequences"})
  void aFinishedStudyIsOnlyRead(String name, @TempDir Path results) throws IOException {
    copy(Path.of("results", name), results.resolve(name));
    ResultStore store = ResultStore.of(results, name);
    Study study = store.read().study();
    List<Path> before = files(store.folder());
    Runner runner =
        Runner.standard()
            .withListener(
                line -> {
                  throw new AssertionError("something happened: " + line);
                });
    StudyResult result = runner.run(study, DataSets.open(study.data()), store);
    assertThat(result.missing()).isEmpty();
    assertThat(result.finished()).hasSize(study.trials().size());
    assertThat(files(store.folder())).isEqualTo(before);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.resolve("trials"));
    Files.copy(from.resolve("study.json"), to.resolve("study.json"));
    for (Path file : files(from.resolve("trials"))) {
      Files.copy(file, to.resolve("trials").resolve(file.getFileName()));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }
}
