package org.refold.study.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.data.sets.DataSet;
import org.refold.data.sets.DataSets;
import org.refold.settings.BadInputException;
import org.refold.study.Grid;
import org.refold.study.Study;
import org.refold.study.run.Runner;

/** Trials stand for what their arm means today, or nobody goes on from them. */
class ChangedDefaultsTest {

  static List<Path> studies() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("results"))) {
      return folders.filter(folder -> Files.exists(folder.resolve("study.json"))).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("studies")
  void committedTrialsAreWhatTheirArmsMean(Path study) throws IOException {
    for (TrialResult result : new ResultStore(study).read().trials()) {
      assertThat(ChangedDefaults.of(result)).as(result.trial().toString()).isEmpty();
    }
  }

  /** As if the default of lambda had been 7 when the trial was run. */
  @Test
  void aTrialOfAnotherDefaultIsNoneOfTheArm(@TempDir Path folder) throws IOException {
    DataSet data = DataSets.open("synthetic:users=40,items=20,interactions=300");
    Study study =
        Study.of("small", data.name(), "strong:heldout=8,minItems=2,threshold=all")
            .withMetrics("ndcg@10")
            .with(Grid.of("ease"));
    ResultStore store = new ResultStore(folder);
    Runner.standard().run(study, data, store);
    Path trial;
    try (Stream<Path> files = Files.list(folder.resolve("trials"))) {
      trial = files.filter(file -> file.toString().endsWith(".json")).findFirst().orElseThrow();
    }
    String standard = "\"lambda\" : 500.0";
    String text = Files.readString(trial);
    assertThat(text).contains(standard);
    Files.writeString(trial, text.replace(standard, "\"lambda\" : 7.0"));
    assertThatThrownBy(() -> Runner.standard().run(study, data, store))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a trial of 'ease, seed 1' that was fitted with lambda=7.0")
        .hasMessageContaining("another name");
  }
}
