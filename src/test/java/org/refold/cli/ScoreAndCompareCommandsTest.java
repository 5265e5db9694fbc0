package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.study.store.PerUser;
import org.refold.study.store.ResultFile;

/** Rankings go out, come back with the same figures, and are compared with others. */
class ScoreAndCompareCommandsTest {

  private static final String DATA =
      "--data synthetic:users=120,items=80,interactions=3000 --split strong:heldout=40";
  private static final String METRICS =
      " --metrics ndcg@10,recall@20,map@20,mrr@20,coverage@10,ndcg@100 ";

  @TempDir private static Path shared;
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int refold(String line) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out), new PrintWriter(err), line.strip().split(" +"));
  }

  @BeforeAll
  static void evaluate() {
    ScoreAndCompareCommandsTest first = new ScoreAndCompareCommandsTest();
    for (String model : List.of("ease", "popularity")) {
      String files = " --out " + shared + "/" + model + ".json";
      for (String ending : List.of("run", "tsv", "qrels")) {
        files += " --predictions " + shared + "/" + model + "." + ending;
      }
      assertThat(first.refold("evaluate " + DATA + METRICS + "--model " + model + files))
          .as(first.err.toString())
          .isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"ease,run", "ease,tsv", "popularity,run", "popularity,tsv"})
  void ourOwnRankingsHaveTheSameFiguresToTheBit(String model, String ending) throws IOException {
    Path result = folder.resolve("scored.json");
    String file = shared + "/" + model + "." + ending;

    assertThat(refold("score " + DATA + METRICS + "--run " + file + " --out " + result))
        .as(err.toString())
        .isZero();

    PerUser scored = ResultFile.read(result).perUser();
    PerUser measured = ResultFile.read(shared.resolve(model + ".json")).perUser();
    assertThat(scored.users()).isEqualTo(measured.users());
    assertThat(scored.values()).hasSize(5).containsOnlyKeys(measured.values().keySet());
    measured
        .values()
        .forEach((metric, values) -> assertThat(scored.of(metric)).as(metric).isEqualTo(values));
    assertThat(ResultFile.read(result).mean("coverage@10"))
        .isEqualTo(ResultFile.read(shared.resolve(model + ".json")).mean("coverage@10"));
    assertThat(out.toString()).doesNotContain("shorter", "no list");
  }

  /** The definition of NDCG by a second reading, out of the two files of TREC alone. */
  @Test
  void runAndQrelsSayTheSameToAnotherProgram() throws IOException {
    Map<String, List<String>> relevant = new HashMap<>();
    for (String line : Files.readAllLines(shared.resolve("ease.qrels"))) {
      List<String> words = List.of(line.split(" "));
      assertThat(words).hasSize(4).endsWith("1");
      relevant.computeIfAbsent(words.get(0), any -> new ArrayList<>()).add(words.get(2));
    }
    Map<String, Double> gains = new HashMap<>();
    for (String line : Files.readAllLines(shared.resolve("ease.run"))) {
      List<String> words = List.of(line.split(" "));
      assertThat(words).hasSize(6).endsWith("ease");
      int rank = Integer.parseInt(words.get(3));
      if (rank <= 10 && relevant.getOrDefault(words.get(0), List.of()).contains(words.get(2))) {
        gains.merge(words.get(0), Math.log(2) / Math.log(rank + 1), Double::sum);
      }
    }
    PerUser values = ResultFile.read(shared.resolve("ease.json")).perUser();
    for (int user = 0; user < values.users().size(); user++) {
      String id = values.users().get(user);
      double ideal = 0;
      for (int k = 1; k <= Math.min(10, relevant.getOrDefault(id, List.of()).size()); k++) {
        ideal += Math.log(2) / Math.log(k + 1);
      }
      double expected = gains.getOrDefault(id, 0.0) / ideal;
      assertThat(values.of("ndcg@10")[user]).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void scoresDecideThenRanksWhateverTheOrderOfLines() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(shared.resolve("popularity.run")));
    Collections.reverse(lines);
    Path shuffled = Files.write(folder.resolve("popularity.run"), lines);

    assertThat(refold("score " + DATA + METRICS + "--run " + shuffled + " --out " + folder + "/r"))
        .as(err.toString())
        .isZero();

    assertThat(ResultFile.read(folder.resolve("r")).perUser().of("ndcg@10"))
        .isEqualTo(ResultFile.read(shared.resolve("popularity.json")).perUser().of("ndcg@10"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@user Q0 @item 1|line 3 has 4 columns|user Q0 item rank score tag",
        "nobody Q0 @item 1 2.5 x|line 3: user 'nobody'|test users",
        "@user Q0 nothing 1 2.5 x|line 3: item 'nothing'|training part",
        "@user Q0 @item 1 much x|line 3: the score 'much'|no number",
        "@user Q0 @item 1 NaN x|line 3: the score 'NaN'|no number",
      })
  void aLineThatCannotBeReadIsNamed(String line, String where, String what) throws IOException {
    List<String> words = List.of(Files.readAllLines(shared.resolve("ease.run")).get(9).split(" "));
    String bad = line.replace("@user", words.get(0)).replace("@item", words.get(2));
    List<String> lines =
        new ArrayList<>(Files.readAllLines(shared.resolve("ease.run")).subList(0, 2));
    lines.add(bad);
    Path file = Files.write(folder.resolve("bad.run"), lines);

    assertThat(refold("score " + DATA + " --run " + file)).isEqualTo(2);
    assertThat(err.toString()).contains(file.toString(), where, what);
  }

  @Test
  void anItemThatIsRankedTwiceIsNamed() throws IOException {
    List<String> lines = Files.readAllLines(shared.resolve("ease.run")).subList(0, 1);
    Path file = Files.write(folder.resolve("bad.run"), List.of(lines.get(0), "", lines.get(0)));

    assertThat(refold("score " + DATA + " --run " + file)).isEqualTo(2);
    assertThat(err.toString()).contains("line 3 ranks item", "a second time");
  }

  @ParameterizedTest
  @CsvSource({"auc,scores of all items", "rmse,predictions of ratings"})
  void whatListsCannotTellIsRefused(String metric, String why) {
    String line = "score " + DATA + " --metrics " + metric + " --run " + shared + "/ease.run";

    assertThat(refold(line)).isEqualTo(2);
    assertThat(err.toString()).contains(metric, why);
  }

  @Test
  void usersWithoutAListAndShortListsAreSaid() throws IOException {
    String first = Files.readAllLines(shared.resolve("ease.run")).get(0);
    Path file = Files.write(folder.resolve("short.run"), List.of(first));

    assertThat(refold("score " + DATA + " --metrics ndcg@10 --run " + file)).isZero();
    assertThat(out.toString())
        .contains("39 of the 40 users have no list", "1 of the 1 lists are shorter", "cut-off, 10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"txt", "md", "tex", "csv", "html"})
  void resultsAreComparedUserByUser(String ending) throws IOException {
    Path table = folder.resolve("table." + ending);
    String files = shared + "/popularity.json " + shared + "/ease.json";

    assertThat(refold("compare " + files + " --metrics ndcg@10 --out " + table))
        .as(err.toString())
        .isZero();

    double[] ease = ResultFile.read(shared.resolve("ease.json")).perUser().of("ndcg@10");
    double[] popularity =
        ResultFile.read(shared.resolve("popularity.json")).perUser().of("ndcg@10");
    double difference =
        Arrays.stream(ease).average().orElseThrow()
            - Arrays.stream(popularity).average().orElseThrow();
    String shown = String.format(Locale.ROOT, "%.4f", difference);
    assertThat(out.toString()).contains(shown, "detectable", "effect size d", "Holm");
    String written = ending.equals("csv") ? Double.toString(difference).substring(0, 8) : shown;
    assertThat(Files.readString(table)).contains(written, "detectable").doesNotContain("recall");
  }

  @Test
  void aScoredFileIsComparedWithItsModelAndDoesNotDiffer() throws IOException {
    String run = " --run " + shared + "/ease.run --out " + folder + "/theirs.json";
    assertThat(refold("score " + DATA + METRICS + run)).isZero();

    String files = shared + "/ease.json " + folder + "/theirs.json ";
    assertThat(refold("compare " + files + " --metrics ndcg@10")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("ease (theirs.json)", "0.0000 [0.0000, 0.0000]", "1.000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--split strong:heldout=30|their splits differ: strong:heldout=40|strong:heldout=30",
        "--split strong:heldout=40 --seed 7|their splits differ|seed 7",
        "--split strong:heldout=40 --metrics ndcg@5|their metrics differ|ndcg@5",
        "--split strong:heldout=40 --ties pessimistic|their conventions differ|pessimistic",
      })
  void whatCannotBeComparedIsRefusedWithWhatDiffers(String other, String what, String which) {
    String data = "--data synthetic:users=120,items=80,interactions=3000 ";
    String metrics = other.contains("--metrics") ? " " : METRICS;
    String words = metrics + "--model popularity --out " + folder + "/other.json";
    assertThat(refold("evaluate " + data + other + words)).as(err.toString()).isZero();

    String files = shared + "/ease.json " + folder + "/other.json";
    assertThat(refold("compare " + files)).isEqualTo(2);
    assertThat(err.toString()).contains("ease.json", "other.json", what, which);
  }

  @Test
  void namesakesAreToldApartByTheirSettings() throws IOException {
    List<String> files = new ArrayList<>();
    for (String lambda : List.of("1", "500")) {
      String file = folder + "/" + lambda + ".json";
      String words = "--model ease --set lambda=" + lambda + " --out " + file;
      assertThat(refold("evaluate " + DATA + METRICS + words)).isZero();
      files.add(file);
    }
    String line = "compare " + String.join(" ", files) + " --metrics ndcg@10";

    assertThat(refold(line)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("ease lambda=1.0", "ease lambda=500.0");
    assertThat(refold(line + " --baseline slim")).isEqualTo(2);
    assertThat(err.toString()).contains("slim", "ease lambda=");
    assertThat(refold(line + " " + files.get(0))).isEqualTo(2);
    assertThat(err.toString()).contains("one model with one seed on one split");
  }

  @Test
  void filesOfSeveralSplitsAreTheFoldsOfEachModel() {
    List<String> files = new ArrayList<>();
    for (String model : List.of("popularity", "ease")) {
      for (int fold = 0; fold < 3; fold++) {
        String file = folder + "/" + model + fold + ".json";
        String split = " --split user-kfold:k=3,validation=none,fold=" + fold;
        String words = "evaluate --data synthetic:users=120,items=80,interactions=3000" + split;
        assertThat(refold(words + " --metrics ndcg@10 --model " + model + " --out " + file))
            .isZero();
        files.add(file);
      }
    }

    assertThat(refold("compare " + String.join(" ", files))).as(err.toString()).isZero();
    assertThat(out.toString()).contains("over users alone", "sd folds", "over users and training");

    files.remove(4);
    assertThat(refold("compare " + String.join(" ", files))).isEqualTo(2);
    assertThat(err.toString()).contains("popularity1.json", "their splits differ", "fold=1");
  }
}
