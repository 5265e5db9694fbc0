package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands as they are typed, with what they print and how they end. */
class MainTest {

  private static final String DATA = "synthetic:users=300,items=120,interactions=9000";
  private static final String SPLIT = "strong:heldout=60";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int refold(String... words) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  @Test
  void theRuleForEqualScoresIsAnOptionAndWhatHangsOnItIsSaid() {
    String line = "evaluate --data %s --split %s --model popularity --metrics recall@5 --ties ";
    String typed = line.formatted(DATA, SPLIT);
    assertThat(refold((typed + "pessimistic").split(" "))).isZero();
    assertThat(out.toString()).doesNotContain("equal scores");
    assertThat(refold((typed + "index").split(" "))).isZero();
    assertThat(out.toString()).contains("recall@5 hangs on the order of equal scores: 0.");
    assertThat(refold((typed + "lucky").split(" "))).isNotZero();
    assertThat(err.toString()).contains("ties is 'lucky'", "optimistic");
  }

  @Test
  void anEvaluationPrintsItsTableAndWritesItsFiles(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("results/ease.json");
    String line =
        "evaluate --data %s --split %s --model ease --set lambda=200 --seed 7"
            .formatted(DATA, SPLIT);
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    words.addAll(List.of("--metrics", "vae-cf,coverage@10", "--out", file.toString()));
    int code = refold(words.toArray(String[]::new));
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString()).contains("ease on synthetic", "recall@20", "ndcg@100", "wrote");

    JsonNode result = new ObjectMapper().readTree(file.toFile());
    assertThat(result.path("schema").asText()).isEqualTo("refold.result/1");
    assertThat(result.path("config").path("lambda").asDouble()).isEqualTo(200);
    assertThat(result.path("data").path("interactions").asInt()).isEqualTo(9000);
    assertThat(result.path("split").path("sha256").asText()).hasSize(64);
    assertThat(result.path("split").path("audit").path("checks").isObject()).isTrue();
    assertThat(result.path("seed").asLong()).isEqualTo(7);
    JsonNode ndcg = result.path("metrics").path("ndcg@100");
    assertThat(ndcg.path("ci95").get(0).asDouble()).isLessThan(ndcg.path("mean").asDouble());
    assertThat(ndcg.path("users").asInt()).isEqualTo(60);
    assertThat(result.path("environment").path("BLAS").asText()).contains("OpenBLAS");

    List<String> lines = unzipped(file.resolveSibling(result.path("per_user").asText()));
    assertThat(lines).hasSize(61);
    assertThat(lines.get(0)).isEqualTo("user,\"recall@20\",\"recall@50\",\"ndcg@100\"");
    double sum =
        lines.stream()
            .skip(1)
            .mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(',') + 1)))
            .sum();
    assertThat(sum / 60).isCloseTo(ndcg.path("mean").asDouble(), within(1e-12));
  }

  private static List<String> unzipped(Path file) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void theFoldsOfACrossValidationAreAllMeasured() {
    String line = "evaluate --data %s --split kfold:k=3 --model popularity --metrics recall@10";
    assertThat(refold(line.formatted(DATA).split(" "))).isZero();
    assertThat(out.toString()).contains("popularity over 3 folds", "standard deviation");
  }

  @Test
  void aSplitIsWrittenAndReadBack(@TempDir Path folder) {
    Path split = folder.resolve("split");
    assertThat(refold("split", "--data", DATA, "--split", SPLIT, "--out", split.toString()))
        .isZero();
    assertThat(split.resolve("test_te.csv")).exists();
    String again = "dir:" + split;
    assertThat(refold("evaluate", "--data", DATA, "--split", again, "--model", "popularity"))
        .isZero();
  }

  @Test
  void timingsAreOneLineOfJson() throws IOException {
    assertThat(refold("bench", "ease", "--data", DATA, "--split", SPLIT, "--runs", "2")).isZero();
    assertThat(out.toString().lines()).hasSize(1);
    JsonNode line = new ObjectMapper().readTree(out.toString());
    assertThat(line.path("fits")).hasSize(2);
    assertThat(line.path("fit_seconds").asDouble()).isPositive();
    assertThat(line.has("gemm_floor_seconds")).as("a fit without epochs").isFalse();
  }

  @Test
  void epochsAreComparedWithTheirProducts() throws IOException {
    String words = "bench mult-dae --data %s --split %s --runs 1 --set epochs=3 --set batchSize=50";
    assertThat(refold(words.formatted(DATA, SPLIT).split(" "))).as(err.toString()).isZero();
    JsonNode line = new ObjectMapper().readTree(out.toString());
    double floor = line.path("gemm_floor_seconds").asDouble();
    assertThat(floor).isPositive();
    assertThat(line.path("epoch_over_gemm_floor").asDouble() * floor)
        .isCloseTo(line.path("epoch_seconds_median").asDouble(), within(1e-9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "models | item-knn",
        "models ease | lambda",
        "metrics | ndcg@10",
        "metrics vae-cf | truncated",
        "data list | ml-1m",
        "data info synthetic:users=100,items=50,interactions=2000 | interactions",
        "split --list | leave-one-out",
        "doctor | OpenBLAS",
        "--help | quickstart",
        "evaluate --help | --split",
      })
  void whatIsThereIsShown(String line, String shown) {
    assertThat(refold(line.split(" "))).isZero();
    assertThat(out.toString()).contains(shown);
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--data ml-1n --split strong --model ease | 'ml-1n' | did you mean 'ml-1m'",
        "--data nowhere/x.csv --split strong --model ease | nowhere/x.csv | path",
        "--data synthetic --split stron --model ease | 'stron' | did you mean 'strong'",
        "--data synthetic --split strong:heldot=3 --model ease | 'heldot' | mean 'heldout'",
        "--data synthetic --split strong:threshold=9 --model ease | threshold=9 | value is 5",
        "--data synthetic --split strong --model eas | 'eas' | did you mean 'ease'",
        "--data synthetic --split strong --model ease --set lamda=3 | 'lamda' | mean 'lambda'",
        "--data synthetic --split strong --model ease --set lambda=-3 | is -3 | more than 0",
        "--data synthetic --split strong --model ease --set lambda=x | 'x' | number",
        "--data synthetic --split strong --model ease --metrics ndgc@100 | ndgc | mean 'ndcg'",
        "--data synthetic --split strong --model ease --threads 0 | --threads is 0 | at least 1",
        "--data synthetic --split strong --model ease --metrics rmse | rmse | rating",
        "--data synthetic --split kfold --model ease --out x.json | --out | kfold",
        "--data synthetic --modle ease | '--modle ease' | did you mean --model?",
        "--data synthetic --split strong | missing required | --model",
      })
  void badInputEndsWithOneLineThatHelps(String line, String given, String help) {
    assertThat(refold(("evaluate " + line).split(" "))).isEqualTo(2);
    assertThat(err.toString()).startsWith("refold: ").contains(given).contains(help);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1::2::abc::100 | line 31, column | 'abc'",
        "1::2 | line 31 | 4",
        "1::2::nan::100 | line 31 | nan",
        "1::2::5::yesterday | line 31 | yesterday",
        "1::::5::100 | line 31 | empty",
      })
  void aBrokenLineIsNamed(String broken, String where, String found, @TempDir Path folder)
      throws IOException {
    String good =
        IntStream.range(0, 30)
            .mapToObj(k -> "%d::%d::%d::%d".formatted(k % 5, k, 1 + k % 5, 978300000 + k))
            .collect(Collectors.joining("\n"));
    Path file = Files.writeString(folder.resolve("ratings.dat"), good + "\n" + broken + "\n");
    String line = "evaluate --data %s --split strong --model ease --out %s";
    int code = refold(line.formatted(file, folder.resolve("out.json")).split(" "));
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("ratings.dat").contains(where).contains(found);
    assertThat(err.toString().lines()).hasSize(1);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
