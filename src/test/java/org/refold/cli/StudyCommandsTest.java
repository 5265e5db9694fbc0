package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Studies as they are typed. */
class StudyCommandsTest {

  private static final String DATA = "synthetic:users=120,items=60,interactions=3000";
  private static final String ABLATE =
      "ablate --data "
          + DATA
          + " --split strong:heldout=25 --model mult-dae --set epochs=2 --set batchSize=20"
          + " --set latent=8 --metrics ndcg@10 --name mine";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int refold(String line, String... more) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    words.addAll(List.of(more));
    return Main.run(
        new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
  }

  private int ablate(String more) {
    return refold(ABLATE + " --results " + folder + " " + more);
  }

  @Test
  void aStudyIsRunGoneOnWithReportedAndReplayed() throws IOException {
    String words = "--vary dropout=0,0.5 --baseline ease:lambda=50 --seeds ";
    assertThat(ablate(words + "1")).as(err.toString()).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .contains("mult-dae dropout=0.5", "ease lambda=50", "3 of 3 trials finished");
    assertThat(ablate(words + "2 --trials-at-once 2 --threads 2")).isZero();
    assertThat(out.toString()).contains("6 of 6 trials finished", "±");
    String table = out.toString().lines().filter(l -> l.contains("ease lambda=50")).toList().get(0);

    assertThat(refold("report mine --results " + folder)).isZero();
    assertThat(out.toString()).contains(table);

    assertThat(refold("study mine --results " + folder + " --tidy " + folder.resolve("tidy")))
        .isZero();
    assertThat(out.toString()).contains("mult-dae dropout=0.5", "6 of 6", "Nothing is left");
    List<String> trials = Files.readAllLines(folder.resolve("tidy/trials.csv"));
    assertThat(trials).hasSize(7);
    assertThat(trials.get(0))
        .isEqualTo("arm,model,dropout,seed,fold,status,ndcg@10,fit_seconds,epochs,best_epoch");
    assertThat(trials.get(1)).startsWith("mult-dae dropout=0,mult-dae,0,1,,finished,0.");
    try (InputStream packed = Files.newInputStream(folder.resolve("tidy/users.csv.gz"))) {
      String users = new String(new GZIPInputStream(packed).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(users.lines()).hasSize(1 + 6 * 25);
      assertThat(users).startsWith("arm,seed,fold,user,metric,value\nmult-dae dropout=0,1,,");
    }
    assertThat(Files.deleteIfExists(someTrial())).isTrue();
    assertThat(refold("study mine --results " + folder)).isZero();
    assertThat(out.toString()).contains("5 of 6", "1 trial is left: about");
    assertThat(ablate(words + "2")).isZero();

    Path trial = someTrial();
    assertThat(refold("replay " + trial)).as(out.toString()).isZero();
    assertThat(out.toString()).contains("bit-identical");
    String text = Files.readString(trial);
    Files.writeString(trial, text.replaceFirst("(\"mean\":0\\.)\\d", "$19"));
    assertThat(refold("replay " + trial)).isEqualTo(3);
    assertThat(out.toString()).contains("differs: ndcg@10 is 0.9");
  }

  private Path someTrial() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("mine/trials"))) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList().get(0);
    }
  }

  @Test
  void resultsAreTakenApartAndTheStudyReportsItAgain() throws IOException {
    Path result = folder.resolve("r.json");
    String line =
        "evaluate --data %s --split strong:heldout=25 --model popularity --metrics ndcg@10"
            + " --segments popularity,history --out %s";
    assertThat(refold(line.formatted(DATA, result))).as(err.toString()).isZero();
    assertThat(out.toString()).contains("length of history", "head", "middle", "tail");
    assertThat(Files.readString(result))
        .contains("\"segments\" : {", "\"segments\" : \"history,popularity\"");
    assertThat(refold("replay " + result)).isZero();
    Files.writeString(
        result, Files.readString(result).replaceFirst("(\"head\",[^}]*\"mean\":0\\.)\\d", "$19"));
    assertThat(refold("replay " + result)).isEqualTo(3);
    assertThat(out.toString()).contains("differs: in the segment head, ndcg@10 is 0.9");

    assertThat(ablate("--vary dropout=0,0.5 --seeds 2 --split-by-seed --segments history"))
        .isZero();
    String segment = out.toString().lines().filter(l -> l.startsWith("history")).findFirst().get();
    assertThat(refold("report mine --results " + folder)).isZero();
    assertThat(out.toString()).contains(segment);
    assertThat(folder.resolve("mine/segments-history.png")).exists();
    assertThat(ablate("--vary dropout=0,0.5 --seeds 2 --split-by-seed")).isEqualTo(2);
    assertThat(err.toString()).contains("the segments are [history] there and [] here");
  }

  @Test
  void theFoldsOfACrossValidationAreToldApartFromSeeds() throws IOException {
    String line =
        "ablate --data %s --split kfold:k=3 --model popularity --baseline ease --metrics ndcg@10"
            + " --name mine --seeds 2 --results %s";
    assertThat(refold(line.formatted(DATA, folder))).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("12 of 12 trials finished", "2 seeds, 3 folds", "ndcg@10 sd folds", "3 folds of");
    assertThat(refold("report mine --results " + folder)).isZero();
    assertThat(folder.resolve("mine/README.md")).content().contains("each fold in turn");
  }

  @Test
  void foldsOverUsersCompareOverUsersAndTrainingSets() throws IOException {
    String line =
        "ablate --data %s --split strong:heldout=5 --folds 3 --model popularity --baseline ease"
            + " --metrics ndcg@10 --name mine --results %s";
    assertThat(refold(line.formatted(DATA, folder))).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("user-kfold:k=3", "validation=5", "6 of 6 trials finished", "training sets");
    assertThat(err.toString().lines())
        .as("the split that was typed is not the one that was taken")
        .singleElement()
        .asString()
        .startsWith("note: --folds 3 takes user-kfold:k=3,fold=all,validation=5,")
        .contains(" in place of strong:heldout=5,");
    assertThat(refold(line.formatted(DATA, folder) + " --dry-run")).as(err.toString()).isZero();
    assertThat(err.toString()).contains("note: --folds 3 takes user-kfold:k=3,");
    String same = line.replace("strong:heldout=5", "user-kfold:k=3,validation=5");
    assertThat(refold(same.formatted(DATA, folder))).as(err.toString()).isZero();
    assertThat(err.toString()).as("the folds that were typed").isEmpty();
    assertThat(refold("report mine --results " + folder)).isZero();
    assertThat(folder.resolve("mine/comparison.md"))
        .content()
        .contains("over users alone | sd users | sd folds | detectable", "is one observation");
    String wrong = "ablate --data %s --split ratings --folds 3 --model popularity --name other";
    assertThat(refold(wrong.formatted(DATA))).isEqualTo(2);
    assertThat(err.toString()).contains("has no folds; take strong, strong-temporal or user-kfold");
  }

  @Test
  void aPlanSaysWhatAStudyWillSeeAndItsReportWhatCameOfIt() throws IOException {
    String line =
        "ablate --data %s --split strong:heldout=5 --folds 3 --model ease --vary lambda=1,10,100"
            + " --baseline popularity --metrics ndcg@10 --name mine --plan --see %s --results %s";
    assertThat(refold(line.formatted(DATA, "0.5", folder))).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("mine by ndcg@10: 3 folds over users, 1 seed,", "12 fits", "half-width")
        .contains("0.5 is seen by --folds 2: 8 fits", "a pilot, one fit of each arm")
        .contains("sd folds is assumed to be 0.03 of sd users");
    assertThat(folder.resolve("mine")).isDirectoryContaining("glob:**plan.json");
    String run = line.formatted(DATA, "1", folder).replace(" --plan --see 1", "");
    assertThat(refold(run)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("half-width planned", "fact / plan", "Planned: 12 fits", "came: 12 in");
    assertThat(refold("report mine --results " + folder)).isZero();
    assertThat(folder.resolve("mine/README.md"))
        .content()
        .contains("## Plan and fact", "| ease lambda=10 | ease lambda=1 |");
    Files.writeString(folder.resolve("mine/plan.json"), "{}");
    assertThat(refold("report mine --results " + folder)).isEqualTo(2);
    assertThat(err.toString()).contains("plan.json is no plan");
  }

  @Test
  void aDifferenceThatNoDesignSeesIsSaid() {
    String line =
        "ablate --data %s --split strong:heldout=5 --folds 3 --model ease --vary lambda=1,10,100"
            + " --baseline popularity --metrics ndcg@10 --name mine --plan --see %s --results %s";
    assertThat(refold(line.formatted(DATA, "1e-9", folder))).isZero();
    assertThat(out.toString()).contains("is not to be seen on these", "take data with more users");
    assertThat(refold(line.formatted(DATA, "1", folder).replace(" --plan", ""))).isEqualTo(2);
    assertThat(err.toString()).contains("--see 1 asks for a plan");
  }

  @Test
  void aPlanOfAStudyThatWasRunTakesItsTrials() throws IOException {
    String line =
        "ablate --data %s --split strong:heldout=5 --folds 5 --model popularity --baseline ease"
            + " --metrics ndcg@10 --name mine --results %s";
    assertThat(refold(line.formatted(DATA, folder))).as(err.toString()).isZero();
    assertThat(refold(line.formatted(DATA, folder) + " --plan")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("are those of 10 trials in", "10 fits");
    assertThat(out.toString()).doesNotContain("pilot", "assumed");
  }

  @Test
  void anExperimentCanBeWrittenAsAConfigurationFile() throws IOException {
    Path result = folder.resolve("r.json");
    Path config = folder.resolve("e.xml");
    String line = "evaluate --data %s --split strong:heldout=25 --model ease --out %s";
    assertThat(refold(line.formatted(DATA, result))).isZero();
    assertThat(refold("replay " + result + " --write-config " + config)).isZero();
    assertThat(out.toString()).contains("bit-identical", "wrote " + config);
    assertThat(Files.readString(config)).contains("ConfiguredExperiment", "lambda");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--vary dropuot=0,1 --seeds 1; did you mean 'dropout'?",
        "--vary likelihood=multinomail --seeds 1; did you mean 'multinomial'?",
        "--vary dropout=0,0 --seeds 1; level 0 twice",
        "--vary dropout --seeds 1; does not read as a factor",
        "--vary dropout=0..0.5 --seeds 1; ranges are searched, by `refold tune --vary`",
        "--set dropout=0,0.5 --seeds 1; several values are levels for `refold ablate --vary`",
        "--data ml-1m --vary dropout=0 --seeds 1; twice, but takes one value",
        "--data ml-1m --seeds 1; run one study for each, then `refold report A B --out DIR`",
        "--model ease --seeds 1; --model is given twice, but takes one value",
        "--model ease --seeds 1; further models are --baseline",
        "--vary dropout=0 --seeds 0; at least 1",
        "--vary dropout=0 --seeds two; no seeds",
        "--vary dropout=0; --seeds or --folds is missing: say --folds 10 for a cross-validation"
            + " over users, --seeds 5",
        "--vary dropout=0 --folds 1; k is 1, but must be a whole number of at least 2",
        "--vary dropout=0 --seeds 1 --running local; '--running local' is not known here",
        "--vary dropout=0 --seeds 1 --set l2=0 --set l2=1; gives l2 twice, 0 and 1",
        "--vary dropout=0 --seeds 1 --baseline ease:lambda=1,lambda=2; sets lambda twice",
        "--vary dropout=0 --seeds 1 --baseline i-autorec; i-autorec cannot be measured by ndcg@10",
        "--vary dropout=0 --seeds 1 --segments histroy; did you mean 'history'?",
        "--vary dropout=0 --seeds 1 --baseline eas; did you mean 'ease'?",
        "--vary dropout=0 --seeds 1 --baseline ease:300; as in ease:lambda=300",
        "--vary dropout=0 --seeds 1 --trials-at-once 0; trialsAtOnce is 0",
        "--vary dropout=0 --seeds 1 --threads 1 --trials-at-once 2; 2 trials at once"
      })
  void wrongInputIsOneLineThatHelps(String words, String message) {
    assertThat(ablate(words)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(folder.resolve("mine")).doesNotExist();
  }

  @Test
  void anotherStudyOfTheNameIsRefused() {
    assertThat(ablate("--vary dropout=0,0.5 --seeds 1")).isZero();
    assertThat(ablate("--vary dropout=0 --seeds 1")).isEqualTo(2);
    assertThat(err.toString())
        .contains("another study of this name", "it has the arm 'mult-dae dropout=0.5'");
    assertThat(
            refold(
                "ablate --data %s --split ratings --model ease --name mine --seeds 7,8"
                        .formatted(DATA)
                    + " --results "
                    + folder))
        .isEqualTo(2);
    assertThat(err.toString())
        .containsPattern(
            "of this name: choose another name, or remove the folder; the split is .*; the metrics"
                + " are .*; it has the seeds \\[1], which are missing here; and 2 more\\R$");
    assertThat(refold("report yours --results " + folder)).isEqualTo(2);
    assertThat(err.toString()).contains("there is no study", "yours", "known: mine");
    assertThat(refold("study mine --status --results " + folder)).isEqualTo(2);
    assertThat(err.toString()).contains("'--status' is not known here; it is what `refold study");
    assertThat(refold("replay " + folder.resolve("none.json"))).isEqualTo(2);
    assertThat(err.toString()).contains("there is no result file");
  }
}
