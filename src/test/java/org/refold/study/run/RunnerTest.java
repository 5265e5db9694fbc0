package org.refold.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.sets.DataSet;
import org.refold.recommend.StopSignal;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.study.Arm;
import org.refold.study.Grid;
import org.refold.study.SeedScope;
import org.refold.study.Small;
import org.refold.study.Study;
import org.refold.study.Trial;
import org.refold.study.store.Environment;
import org.refold.study.store.FailedTrials;
import org.refold.study.store.OtherCode;
import org.refold.study.store.ResultFile;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyResult;
import org.refold.study.store.TrialResult;

class RunnerTest {

  private static final DataSet DATA = Small.data();

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();

  private ResultStore store(String name) {
    return ResultStore.of(folder, name);
  }

  private Runner runner() {
    return Runner.standard().withListener(told::add);
  }

  private List<Path> trialFiles(ResultStore store) throws IOException {
    try (Stream<Path> files = Files.list(store.folder().resolve("trials"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void allTrialsAreRunAndReadBack() throws IOException {
    Study study = Small.study(2);
    StudyResult result = runner().run(study, DATA, store("a"));
    assertThat(result.finished()).hasSize(10);
    assertThat(result.missing()).isEmpty();
    assertThat(told).isEmpty();
    assertThat(store("a").read().toString()).isEqualTo(result.toString());

    Arm arm = study.arms().get(0);
    double[] values = result.values(arm, "ndcg@10");
    double[][] perUser = result.perUser(arm, "ndcg@10");
    assertThat(values).hasSize(2);
    assertThat(perUser[1]).hasSize(25);
    double sum = 0;
    for (double value : perUser[1]) {
      sum += value;
    }
    assertThat(sum / 25).isCloseTo(values[1], within(1e-12));
    TrialResult one = result.of(arm, 2).orElseThrow();
    assertThat(one.training().epochs()).hasSize(3);
    assertThat(one.training().epochs().get(2).validation()).isPresent();
    assertThat(one.training().ending()).isEqualTo("completed");
    assertThat(one.split().seed()).isEqualTo(42);
    assertThat(one.split().audit().path("checks").isObject()).isTrue();
    assertThatThrownBy(() -> result.values(arm, "ndcg@11"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("did you mean 'ndcg@10'");
  }

  @Test
  void everyFoldOfACrossValidationIsATrialOfItsOwn() throws IOException {
    Study study =
        Study.of("folds", Small.DATA, "kfold:k=3")
            .withMetrics("recall@5")
            .with(Grid.of("popularity"))
            .withSeeds(2);
    StudyResult result = runner().run(study, DATA, store("folds"));
    assertThat(result.finished()).hasSize(6);
    assertThat(result.finished().stream().map(one -> one.split().spec()).distinct())
        .containsExactly(
            "kfold:k=3,fold=0,validation=0",
            "kfold:k=3,fold=1,validation=0",
            "kfold:k=3,fold=2,validation=0");
    Arm arm = study.arms().get(0);
    double[] folds = result.foldValues(arm, "recall@5")[1];
    assertThat(folds).doesNotContain(Double.NaN).doesNotHaveDuplicates().hasSize(3);
    assertThat(result.values(arm, "recall@5")[1])
        .isEqualTo(Arrays.stream(folds).average().orElseThrow(), within(1e-12));
    assertThat(result.perUser(arm, "recall@5")[1]).hasSize(result.users().size());
    StudyResult read = store("folds").read();
    assertThat(read.trials()).extracting(TrialResult::trial).isEqualTo(study.trials());
    assertThat(read.trials().get(5).trial()).hasToString("popularity, seed 2, fold 3");
    assertThat(Replay.of(read.trials().get(5), DATA, Progress.NONE).isIdentical()).isTrue();

    Study oneFold = Study.of("one", Small.DATA, "kfold:k=3,fold=2").with(Grid.of("popularity"));
    assertThat(oneFold.trials()).extracting(Trial::fold).containsExactly(0);
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws IOException {
    runner().run(Small.study(1), DATA, store("a"));
    for (Path file : trialFiles(store("a"))) {
      Path copy = folder.resolve("copy").resolve(file.getFileName());
      ResultFile.write(ResultFile.read(file), copy);
      assertThat(Files.readString(copy)).isEqualTo(Files.readString(file));
      assertThat(ResultFile.perUserFile(copy)).hasSameBinaryContentAs(ResultFile.perUserFile(file));
    }
  }

  @Test
  void finishedTrialsAreNotRunAgain() throws IOException {
    runner().run(Small.study(1), DATA, store("a"));
    Map<String, String> before = Small.content(store("a").folder());
    List<Object> times = new ArrayList<>();
    for (Path file : trialFiles(store("a"))) {
      times.add(Files.getLastModifiedTime(file));
    }
    StudyResult grown = runner().run(Small.study(2), DATA, store("a"));
    assertThat(grown.finished()).hasSize(10);
    Map<String, String> after = Small.content(store("a").folder());
    before.remove("study.json");
    assertThat(after).containsAllEntriesOf(before);
    List<Object> timesAfter = new ArrayList<>();
    for (Path file : trialFiles(store("a"))) {
      timesAfter.add(Files.getLastModifiedTime(file));
    }
    assertThat(timesAfter).containsAll(times);
  }

  @Test
  void theOrderAndTheNumberAtOnceDoNotMatter() throws IOException {
    Study study = Small.study(2);
    runner().withThreads(1).run(study, DATA, store("a"));
    Runner wide = runner().withThreads(2).withTrialsAtOnce(2);
    wide.withMemory(0).run(study.withSeeds(List.of(2L)), DATA, store("b"));
    wide.run(study.withSeeds(List.of(2L, 1L)), DATA, store("b"));
    Map<String, String> a = Small.content(store("a").folder());
    Map<String, String> b = Small.content(store("b").folder());
    a.remove("study.json");
    b.remove("study.json");
    assertThat(b).isEqualTo(a);
  }

  @Test
  void seedsMaySplitAnewToo() throws IOException {
    Study study = Small.study(2).withScope(SeedScope.SPLIT_AND_FIT);
    StudyResult result = runner().run(study, DATA, store("a"));
    Arm popularity = study.arm("popularity");
    TrialResult first = result.of(popularity, 1).orElseThrow();
    TrialResult second = result.of(popularity, 2).orElseThrow();
    assertThat(first.split().sha256()).isNotEqualTo(second.split().sha256());
    assertThat(result.users().size()).isBetween(26, 50);
    double[][] perUser = result.perUser(popularity, "ndcg@10");
    assertThat(perUser[0]).hasSize(result.users().size()).contains(Double.NaN);
  }

  @Test
  void aTrialThatFailsIsKeptWithItsReasonAndDoesNotStopTheOthers() throws IOException {
    Study study =
        Small.study(1)
            .with(Grid.of("mult-dae").with("epochs", 2).with("learningRate", 1e30).labelled("big"));
    StudyResult result = runner().run(study, DATA, store("a"));
    assertThat(result.finished()).hasSize(5);
    TrialResult failed = result.failed().get(0);
    assertThat(failed.trial().arm().label()).isEqualTo("big");
    TrialResult.Failure failure = failed.failure().orElseThrow();
    assertThat(failure.type()).isEqualTo("org.refold.settings.BadInputException");
    assertThat(failure.message()).contains("diverged");
    assertThat(failure.where()).startsWith("org.refold.train.DivergenceCheck.");
    assertThat(told).hasSize(2);
    assertThat(told.get(0)).contains("batchSize is 500");
    assertThat(told.get(1)).contains("big, seed 1 failed", "diverged");
    assertThat(result.values(study.arm("big"), "ndcg@10")).containsExactly(Double.NaN);

    runner().run(study, DATA, store("a"));
    assertThat(told).hasSize(2);
    runner().withFailedTrials(FailedTrials.RETRY).run(study, DATA, store("a"));
    assertThat(told).hasSize(4);
  }

  @Test
  void aStoppedTrialIsResumedAtItsEpoch() throws IOException {
    StopSignal stop = new StopSignal();
    Progress afterTwo =
        new Progress() {
          private int trials;

          @Override
          public void begin(String task, long total) {}

          @Override
          public void advance(long steps, String note) {
            trials += (int) steps;
            if (trials == 2 && note.contains("epochs 1")) {
              stop.request();
            }
          }

          @Override
          public void end() {}
        };
    StudyResult partial =
        runner().withProgress(afterTwo).withStop(stop).run(Small.study(1), DATA, store("a"));
    assertThat(partial.trials()).hasSize(2);
    assertThat(trialFiles(store("a"))).hasSize(2);
    assertThat(store("a").folder().resolve(".unfinished")).isDirectoryContaining("glob:**");
    List<String> notes = new ArrayList<>();
    runner().withProgress(new Noting(notes)).run(Small.study(1), DATA, store("a"));
    assertThat(notes).anyMatch(note -> note.contains("resumes after epoch 1"));
    runner().run(Small.study(1), DATA, store("b"));
    assertThat(Small.content(store("a").folder())).isEqualTo(Small.content(store("b").folder()));
  }

  @Test
  void aStateThatIsDamagedIsPassedOverAndSaid() throws IOException {
    Study one = Small.study(1);
    runner().run(one, DATA, store("b"));
    Files.createDirectories(store("a").folder().resolve(".unfinished"));
    for (Path file : trialFiles(store("b"))) {
      String id = file.getFileName().toString().replace(".json", "");
      Files.writeString(store("a").folder().resolve(".unfinished").resolve(id), "no state");
    }
    List<String> notes = new ArrayList<>();
    runner().withListener(notes::add).run(one, DATA, store("a"));
    assertThat(notes).filteredOn(note -> note.contains("the training begins anew")).hasSize(4);
    assertThat(Small.content(store("a").folder())).isEqualTo(Small.content(store("b").folder()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void anInterruptBeforehandLetsNothingBeginAndIsLeftStanding(int atOnce) throws IOException {
    Runner runner = runner().withTrialsAtOnce(atOnce).withThreads(2);
    Thread.currentThread().interrupt();
    StudyResult none;
    try {
      none = runner.run(Small.study(1), DATA, store("a"));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(none.trials()).isEmpty();
  }

  /** Keeps what it is told. */
  private record Noting(List<String> notes) implements Progress {
    @Override
    public void begin(String task, long total) {}

    @Override
    public void advance(long steps, String note) {
      notes.add(note);
    }

    @Override
    public void end() {}
  }

  /** Interrupts a thread when a trial advances with such a note. */
  private record Interrupting(Thread thread, String note) implements Progress {
    @Override
    public void begin(String task, long total) {}

    @Override
    public void advance(long steps, String what) {
      if (what.contains(note)) {
        thread.interrupt();
      }
    }

    @Override
    public void end() {}
  }

  @Test
  void anInterruptInATrainingEndsItAndIsLeftStanding() throws IOException {
    Progress firstEpoch = new Interrupting(Thread.currentThread(), "epochs 1/3");
    StudyResult none;
    try {
      none = runner().withProgress(firstEpoch).run(Small.study(1), DATA, store("a"));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(none.trials()).isEmpty();
  }

  /** The trainings would take hours: only an interrupt ends them. */
  @Test
  @Timeout(60)
  void anInterruptEndsTrainingsSideBySideAndIsLeftStanding() throws IOException {
    Study study =
        Study.of("long", Small.DATA, Small.SPLIT)
            .withMetrics("ndcg@10")
            .with(Grid.of("popularity"))
            .with(
                Grid.of("mult-dae")
                    .with("epochs", 100_000_000)
                    .with("patience", 100_000_000)
                    .with("latent", 8)
                    .with("hidden", "none")
                    .with("batchSize", 20)
                    .vary("dropout", 0, 0.5));
    Progress firstEnd = new Interrupting(Thread.currentThread(), "popularity");
    StudyResult one;
    try {
      one =
          runner()
              .withTrialsAtOnce(2)
              .withThreads(2)
              .withMemory(Long.MAX_VALUE)
              .withProgress(firstEnd)
              .run(study, DATA, store("a"));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(one.trials())
        .extracting(trial -> trial.trial().arm().label())
        .containsExactly("popularity");
  }

  @Test
  void progressCountsTrialsAndShowsEpochs() throws IOException {
    List<String> calls = new ArrayList<>();
    Progress listener =
        new Progress() {
          @Override
          public void begin(String task, long total) {
            calls.add("begin " + task + " " + total);
          }

          @Override
          public void advance(long steps, String note) {
            calls.add(steps + " " + note);
          }

          @Override
          public void end() {
            calls.add("end");
          }
        };
    runner().run(Small.study(1).withSeeds(List.of(5L)), DATA, store("a"));
    Study grown = Small.study(1).withSeeds(List.of(5L, 6L));
    runner().withProgress(listener).run(grown, DATA, store("a"));
    assertThat(calls).startsWith("begin trials of small 5").endsWith("end");
    assertThat(calls).filteredOn(call -> call.startsWith("1 ")).hasSize(5);
    assertThat(calls)
        .anyMatch(
            call ->
                call.startsWith("0 mult-dae dropout=0, learningRate=0.001, seed 6: epochs 2/3"));
  }

  @Test
  void aFolderOfAnotherStudyIsRefusedWithWhatDiffers() throws IOException {
    runner().run(Small.study(1), DATA, store("a"));
    Study other =
        Small.study(1)
            .withSeeds(List.of(2L))
            .withMetrics("ndcg@5")
            .withSplitSeed(7)
            .with(Grid.of("ease"));
    assertThatThrownBy(() -> runner().run(other, DATA, store("a")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("another study of this name")
        .hasMessageContaining("ndcg@10,recall@5 there and ndcg@5 here")
        .hasMessageContaining("seeds [1]")
        .hasMessageContaining("42 there and 7 here")
        .hasMessageContaining("choose another name");
    DataSet otherData = org.refold.data.sets.DataSets.open(Small.DATA.replace("seed=3", "seed=4"));
    assertThatThrownBy(() -> runner().run(Small.study(1), otherData, store("a")))
        .hasMessageContaining("the data");
  }

  @Test
  void aStudyBegunWithOtherCodeIsRefusedUnlessThatIsAccepted() throws IOException {
    runner().run(Small.study(1), DATA, store("a"));
    Path design = store("a").studyFile();
    String code = Environment.codeVersion();
    Files.writeString(
        design, Files.readString(design).replace("\"code\" : \"" + code, "\"code\" : \"0ld"));
    StudyResult read = runner().run(Small.study(1), DATA, store("a"));
    assertThat(read.finished()).as("nothing was left to run").hasSize(5);
    assertThatThrownBy(() -> runner().run(Small.study(2), DATA, store("a")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("0ld")
        .hasMessageContaining("--accept-other-code")
        .hasMessageContaining("OtherCode.ACCEPT");
    StudyResult accepted =
        runner().withOtherCode(OtherCode.ACCEPT).run(Small.study(2), DATA, store("a"));
    assertThat(accepted.finished()).hasSize(10);
  }

  @Test
  void damagedFilesAreMovedAsideAndTheirTrialsRunAgain() throws IOException {
    StudyResult whole = runner().run(Small.study(1), DATA, store("a"));
    Map<String, String> before = Small.content(store("a").folder());
    List<Path> files = trialFiles(store("a"));
    Files.writeString(files.get(0), "{\"schema\": \"refold.res");
    Files.writeString(files.get(1), Files.readString(files.get(1)).replace("\"seed\"", "\"sed\""));
    Path users = ResultFile.perUserFile(files.get(2));
    byte[] bytes = Files.readAllBytes(users);
    Files.write(users, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    Files.delete(ResultFile.perUserFile(files.get(3)));
    assertThatThrownBy(() -> store("a").read())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(files.get(0).toString());

    StudyResult again = runner().run(Small.study(1), DATA, store("a"));
    assertThat(again.finished()).hasSameSizeAs(whole.finished());
    assertThat(told).hasSize(4);
    assertThat(String.join("\n", told))
        .contains("not JSON", "'split.seed' is missing", "cut off or corrupted", "are not there");
    Map<String, String> after = Small.content(store("a").folder());
    assertThat(after.keySet()).filteredOn(name -> name.endsWith(".damaged")).hasSize(4);
    after.keySet().removeIf(name -> name.endsWith(".damaged"));
    assertThat(after).isEqualTo(before);
  }

  @Test
  void leftoversOfKilledProcessesAreCleared() throws IOException {
    runner().run(Small.study(1), DATA, store("a"));
    Map<String, String> before = Small.content(store("a").folder());
    Path file = trialFiles(store("a")).get(0);
    Files.writeString(file.resolveSibling(file.getFileName() + ".77-1.part"), "{");
    Files.writeString(
        ResultFile.perUserFile(file)
            .resolveSibling(ResultFile.perUserFile(file).getFileName() + ".77-2.part"),
        "x");
    Files.writeString(store("a").folder().resolve("study.json.77-3.part"), "{");
    runner().run(Small.study(1), DATA, store("a"));
    assertThat(Small.content(store("a").folder())).isEqualTo(before);
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaidSo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> runner().run(Small.study(1), DATA, new ResultStore(file.resolve("a"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cannot be made or written");
    ResultStore full = store("full");
    Files.createDirectories(full.folder());
    Files.writeString(full.folder().resolve("trials"), "in the way");
    assertThatThrownBy(() -> runner().run(Small.study(1), DATA, full))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cannot be kept in " + full.folder())
        .hasMessageContaining("run the same again");
  }

  @Test
  void aStudyNeedsArms() {
    assertThatThrownBy(() -> runner().run(Study.of("x", Small.DATA, Small.SPLIT), DATA, store("a")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no arms");
    assertThatThrownBy(() -> runner().withThreads(2).withTrialsAtOnce(3))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("3 trials at once");
    assertThatThrownBy(() -> store("none").read())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("there is no study");
  }
}
