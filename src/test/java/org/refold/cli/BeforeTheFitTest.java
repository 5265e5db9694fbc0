package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be known before a fit is said before it. */
class BeforeTheFitTest {

  private static final String DATA = " --data synthetic:users=60,items=30,interactions=900";
  private static final String PER_USER = DATA + " --split per-user";

  @TempDir private Path folder;
  private Path plays;

  /** 30 users with 6 of 12 items each, without values. */
  @BeforeEach
  void writePlays() throws IOException {
    List<String> lines = new ArrayList<>(List.of("user,item"));
    for (int user = 0; user < 30; user++) {
      for (int item = 0; item < 6; item++) {
        lines.add("u%d,i%d".formatted(user, (user + item) % 12));
      }
    }
    plays = Files.write(folder.resolve("plays.csv"), lines);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ease      | ratings       | rmse   | ease cannot be measured by rmse: it ranks",
        "mult-dae  | per-user      | mae    | mult-dae cannot be measured by mae: it ranks",
        "i-autorec | strong:heldout=9,threshold=all | ndcg@5 | i-autorec cannot be measured by"
            + " ndcg@5",
        "u-autorec | per-user      | rmse   | rmse needs held-out ratings",
      })
  void aMetricThatTheModelCannotAnswerIsRefused(
      String model, String split, String metric, String said) {
    String words = DATA + " --split " + split + " --metrics " + metric + " --model " + model;
    Typed.of("evaluate" + words).refused(said);
    Typed.of("ablate" + words + " --seeds 1 --name a --results " + folder).refused(said);
    assertThat(folder.resolve("a/study.json")).doesNotExist();
  }

  @Test
  void dataWithoutValuesAreNamedAsTheCause() {
    String words = "evaluate --metrics rmse --model i-autorec --split ratings --data " + plays;
    Typed.of(words).refused("rmse needs held-out ratings", "the data have none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--out", "--predictions"})
  void whatIsThereIsReplacedOnlyOnDemand(String option) throws IOException {
    String name = option.equals("--out") ? "r.json" : "p.tsv";
    Path file = Files.writeString(folder.resolve(name), "not to be lost");
    String words =
        "evaluate --model popularity --metrics hr@5" + PER_USER + " " + option + " " + file;
    Typed.of(words).refused(option, file + " is there already", "--replace");
    assertThat(file).hasContent("not to be lost");
    Typed.of(words + " --replace").done();
    assertThat(Files.readString(file)).isNotEqualTo("not to be lost");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--out", "--predictions", "--save"})
  void whatCannotBeWrittenIsRefused(String option) {
    String inFile = plays + "/r" + (option.equals("--predictions") ? ".tsv" : ".json");
    String words = "evaluate --model popularity --data nowhere.csv --split per-user " + option;
    Typed.of(words + " " + inFile).refused(inFile, plays + " is no folder");
    assertThat(folder.toFile().list()).containsExactly("plays.csv");
  }

  @Test
  void aFolderOfResultsThatCannotBeMadeIsRefused() {
    String words =
        " --model ease --data nowhere.csv --split per-user --seeds 1 --name a --results ";
    Typed.of("ablate" + words + plays).refused("--results", plays + " is no folder");
    Typed.of("tune" + words + plays).refused("--results", plays + " is no folder");
  }

  @Test
  void aSettingIsGivenOnce() {
    String said = "--set gives epochs twice, 1 and 2";
    Typed.of("evaluate --model mult-vae --set epochs=1 --set epochs=2" + PER_USER).refused(said);
    Typed.of("bench mult-vae --set epochs=1 --set epochs=2" + PER_USER).refused(said);
    Typed.of("evaluate --model mult-vae --set epochs" + PER_USER).refused("write NAME=VALUE");
  }

  @Test
  void aBatchLargerThanTheDataAndPatienceForNothingAreNoted() {
    String words = "evaluate --model mult-dae --set epochs=2 --set patience=1" + PER_USER;
    assertThat(Typed.of(words).done().said())
        .anyMatch(line -> line.startsWith("note: batchSize is 500, but mult-dae has only 60 users"))
        .anyMatch(line -> line.startsWith("note: patience is 1, but there are no validation data"));
  }

  @Test
  void aStudyWithFailedTrialsEndsWithOne() {
    String words =
        "ablate --model mult-dae --set epochs=2 --vary learningRate=0.001,1e30 --seeds 1";
    Typed typed = Typed.of(words + PER_USER + " --metrics hr@5 --name a --results " + folder);
    assertThat(typed.code()).as(typed.err()).isEqualTo(CommandFailures.OUR_FAULT);
    assertThat(typed.out()).contains("1 of 2 trials finished, 1 failed");
  }
}
