package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Experiments of configuration files as they are typed. */
class ConfigCommandsTest {

  private static final String DATA = "synthetic:users=120,items=60,interactions=3000";
  private static final String BY_HAND =
      "--data %s --split strong:heldout=25 --model ease --set lambda=40 --metrics ndcg@10"
          .formatted(DATA);

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path config;

  @BeforeEach
  void write() {
    config = folder.resolve("e.xml");
    write(" --seed 7");
  }

  private void write(String more) {
    assertThat(refold("evaluate " + BY_HAND + more + " --write-config " + config)).isZero();
    assertThat(out.toString()).isEqualTo("wrote " + config + System.lineSeparator());
    assertThat(err.toString()).isEmpty();
  }

  private int refold(String line) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(
        new PrintWriter(out, true), new PrintWriter(err, true), line.strip().split(" +"));
  }

  private int evaluate(String more) {
    return refold("evaluate --config " + config + " " + more);
  }

  private String table() {
    return out.toString().lines().filter(line -> line.startsWith("ndcg@10")).findFirst().get();
  }

  private static String id(Path result) throws IOException {
    return Files.readString(result).lines().filter(l -> l.contains("\"id\"")).findFirst().get();
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "json"})
  void aFileRunsTheExperimentItWasWrittenFrom(String ending) throws IOException {
    config = folder.resolve("again." + ending);
    write(" --seed 7");
    Path first = folder.resolve("first.json");
    Path second = folder.resolve("second.json");
    assertThat(refold("evaluate " + BY_HAND + " --seed 7 --out " + first)).isZero();
    String table = table();
    assertThat(evaluate("--out " + second)).as(err.toString()).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(table()).isEqualTo(table);
    assertThat(id(second)).isEqualTo(id(first));
  }

  @Test
  void aFileOfAResultRunsItAgain() throws IOException {
    Path first = folder.resolve("first.json");
    Path second = folder.resolve("second.json");
    String line = "--segments history --metrics ndcg@10,article-published --out " + first;
    assertThat(evaluate(line)).as(err.toString()).isZero();
    assertThat(refold("replay " + first + " --write-config " + config)).isZero();
    assertThat(out.toString()).contains("bit-identical", "wrote " + config);
    assertThat(Files.readString(config)).contains("ranked", "history");
    assertThat(evaluate("--out " + second)).as(err.toString()).isZero();
    assertThat(id(second)).isEqualTo(id(first));
    assertThat(out.toString()).contains("length of history");
  }

  @Test
  void aWrongEndingIsRefusedBeforeTheTraining() {
    Path result = folder.resolve("r.json");
    assertThat(evaluate("--out " + result)).isZero();
    Path yaml = folder.resolve("e.yaml");
    assertThat(refold("replay " + result + " --write-config " + yaml)).isEqualTo(2);
    assertThat(err.toString()).contains("e.yaml").contains("name it .xml or .json");
    assertThat(out.toString()).isEmpty();
    assertThat(refold("evaluate " + BY_HAND + " --write-config " + yaml)).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(yaml).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--data synthetic:users=130,items=60,interactions=3000 | --data synthetic:users=130",
        "--split strong:heldout=20 | --split strong:heldout=20 wins over split=strong:heldout=25",
        "--model popularity | --model popularity wins over model=ease and its settings in",
        "--set lambda=41 | --set lambda=41 wins over lambda=40.0 in",
        "--set precision=float | precision=double",
        "--metrics recall@5 | --metrics recall@5 wins over metrics=ndcg@10 in",
        "--seed 8 | --seed 8 wins over seed=7 and splitSeed=7 in",
        "--segments history | --segments history wins over segments=",
      })
  void anOptionByHandWinsAndSaysSo(String option, String note) throws IOException {
    Path written = folder.resolve("w.json");
    assertThat(evaluate(option + " --write-config " + written)).as(err.toString()).isZero();
    assertThat(err.toString()).startsWith("note: ").contains(note).contains(config.toString());
    assertThat(err.toString().lines()).hasSize(1);
    String value = option.substring(option.lastIndexOf('=') + 1);
    value = value.substring(value.lastIndexOf(' ') + 1);
    assertThat(Files.readString(written)).contains(value);
  }

  @Test
  void whatByHandIsAsInTheFileIsNoNews() {
    assertThat(evaluate(BY_HAND + " --seed 7")).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(evaluate("--split strong:heldout=25,threshold=4 --segments=")).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void severalThatWinAreALineEach() {
    assertThat(evaluate("--seed 3 --model mult-dae --set epochs=1 --set batchSize=20"))
        .as(err.toString())
        .isZero();
    assertThat(err.toString().lines()).hasSize(4).allMatch(line -> line.startsWith("note: "));
    assertThat(out.toString()).contains("mult-dae", "seed 3");
  }

  @Test
  void theBaseOfAStudyComesFromAFile() throws IOException {
    write(" --seed 1");
    String line = "ablate --config %s --vary lambda=10,100 --name mine --results %s --seeds 1";
    assertThat(refold(line.formatted(config, folder))).as(err.toString()).isZero();
    assertThat(err.toString().lines())
        .containsExactly("note: --vary lambda=10,100 wins over lambda=40.0 in " + config);
    assertThat(out.toString()).contains("ease lambda=100", "2 of 2 trials finished");
    Path result = folder.resolve("r.json");
    assertThat(evaluate("--set lambda=100 --out " + result)).isZero();
    String id = id(result).replaceAll(".*: \"|\".*", "");
    try (Stream<Path> files = Files.list(folder.resolve("mine/trials"))) {
      assertThat(files.map(file -> file.getFileName().toString())).contains(id + ".json");
    }
    assertThat(refold((line + " --split-seed 8 --set lambda=3").formatted(config, folder)))
        .isEqualTo(2);
    assertThat(err.toString()).contains("lambda is set to 3 and varied as well");
    assertThat(refold(line.formatted(config, folder).replace("seeds 1", "seeds 1,2"))).isZero();
    assertThat(err.toString()).contains("note: --seeds (1,2) wins over seed=1 in");
  }

  @Test
  void aStudyHasTheConventionsOfTheFile() throws IOException {
    Path result = folder.resolve("r.json");
    assertThat(evaluate("--metrics article-published --out " + result)).isZero();
    assertThat(refold("replay " + result + " --write-config " + config)).isZero();
    String xml = Files.readString(config);
    Files.writeString(
        config,
        xml.replace(
            "<property name=\"data\"",
            "<property name=\"ties\" value=\"pessimistic\"/><property name=\"data\""));
    String line =
        "ablate --config %s --name other --results %s --seeds 7".formatted(config, folder);
    assertThat(refold(line + ",")).as(err.toString()).isZero();
    assertThat(folder.resolve("other/study.json"))
        .content()
        .contains("\"fold_in\" : \"ranked\"", "\"ties\" : \"pessimistic\"");
    assertThat(evaluate("--replace --out " + result)).isZero();
    String id = id(result).replaceAll(".*: \"|\".*", "");
    assertThat(folder.resolve("other/trials/" + id + ".json")).exists();
    assertThat(refold("report other --results " + folder)).isZero();
    assertThat(refold(line + ", --metrics ndcg@10")).isEqualTo(2);
    assertThat(err.toString())
        .contains("and foldIn=ranked and ties=pessimistic there and ndcg@10 and ties=pessimistic");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "evaluate --config none.xml | there is no configuration file none.xml",
        "evaluate --config e.toml | name it .xml or .json",
        "evaluate --config CONFIG --set lamda=3 | mean 'lambda'",
        "evaluate --config CONFIG --model eas | mean 'ease'",
        "evaluate --config CONFIG --data ml-1n | mean 'ml-1m'",
        "evaluate --config CONFIG --split stron | mean 'strong'",
        "evaluate --config CONFIG --metrics ndgc@10 | mean 'ndcg'",
        "evaluate --config CONFIG --out r.json --write-config e.xml | leave out one of the two",
        "evaluate --split strong --model ease | '--data=NAME|PATH', or a file that says it: '--co",
        "evaluate --model ease | options: '--data=NAME|PATH', '--split=SPEC', or a file",
        "ablate --data synthetic --split strong --seeds 1 --name x | '--model=NAME', or a file",
        "ablate --config CONFIG --vary lamda=1,2 --seeds 1 --name x | mean 'lambda'",
      })
  void whatIsMissingOrWrongIsOneLine(String line, String message) {
    String typed = line.replace("CONFIG", config.toString());
    assertThat(refold(typed.startsWith("ablate") ? typed + " --results " + folder : typed))
        .isEqualTo(2);
    List<String> lines = new ArrayList<>(err.toString().lines().toList());
    lines.removeIf(each -> each.startsWith("note: "));
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).startsWith("refold: ").contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void dataOfTheFileThatAreNotThereAreNamed() {
    assertThat(
            refold(
                "evaluate " + BY_HAND.replace(DATA, "no/such.csv") + " --write-config " + config))
        .isZero();
    assertThat(evaluate("")).isEqualTo(2);
    assertThat(err.toString()).contains("no/such.csv");
    assertThat(err.toString().lines()).hasSize(1);
  }
}
