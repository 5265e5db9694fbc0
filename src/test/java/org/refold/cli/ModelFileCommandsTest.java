package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.recommend.ModelFile;

/** Fitted models that are kept in a folder, measured again, and asked for recommendations. */
class ModelFileCommandsTest {

  private static final int USERS = 60;
  private static final int ITEMS = 24;
  private static final int HELD_OUT = 12;
  private static final String SPLIT = " --split strong:heldout=12,threshold=all";

  @TempDir private static Path shared;

  /** EASE on the histories of 48 users. */
  private static Path ease;

  /** I-AutoRec, which scores the users of its training data only. */
  private static Path iAutoRec;

  private static Path ratings;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path occupied;

  /** Users like items of one of three kinds, and some others: item 100 is of the first kind. */
  @BeforeAll
  static void fit() throws IOException {
    List<String> lines = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int user = 0; user < USERS; user++) {
      for (int item = 0; item < ITEMS; item++) {
        boolean liked = item % 3 == user % 3;
        if (random.nextDouble() < (liked ? 0.8 : 0.2)) {
          lines.add(
              "u%d::%d::%d::%d"
                  .formatted(user, 100 + item, liked ? 5 : 2, 978300000 + lines.size()));
        }
      }
    }
    ratings = Files.write(shared.resolve("ratings.dat"), lines);
    ease = shared.resolve("ease");
    iAutoRec = shared.resolve("i-autorec");
    ModelFileCommandsTest first = new ModelFileCommandsTest();
    assertThat(first.evaluate(SPLIT + " --model ease --set lambda=10 --save " + ease))
        .as(first.err.toString())
        .isZero();
    String ofRatings =
        " --split ratings --model i-autorec --set epochs=2 --set batchSize=8 --set hidden=4";
    assertThat(first.evaluate(ofRatings + " --metrics rmse --save " + iAutoRec))
        .as(first.err.toString())
        .isZero();
  }

  @BeforeEach
  void occupyAFolder() throws IOException {
    occupied = Files.createDirectory(folder.resolve("occupied"));
    Files.writeString(occupied.resolve("thesis.tex"), "not to be lost");
  }

  private int refold(String line) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(
        new PrintWriter(out, true), new PrintWriter(err, true), line.trim().split(" +"));
  }

  private int evaluate(String words) {
    return refold("evaluate --data " + ratings + " " + words);
  }

  private int recommend(String words) {
    return refold("recommend --from " + ease + " " + words);
  }

  /** The tables, without the line of times and what follows. */
  private List<String> tables() {
    return out.toString().lines().takeWhile(line -> !line.startsWith("fitted in")).toList();
  }

  private List<List<String>> rows() {
    return out.toString()
        .lines()
        .filter(line -> line.strip().matches("\\d+ .*"))
        .map(line -> List.of(line.strip().split(" {2,}")))
        .toList();
  }

  private void assertRefused(int code, String... said) {
    assertThat(code).as(out + "" + err).isEqualTo(2);
    assertThat(err.toString()).startsWith("refold: ").contains(said);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "popularity",
        "ease --set lambda=20",
        "mult-vae --set epochs=2 --set batchSize=16 --set hidden=6 --set latent=4",
        "cdae --set epochs=2 --set batchSize=16 --set latent=4",
      })
  void aSavedModelIsMeasuredAsItWasWhenItWasFitted(String model) {
    Path saved = folder.resolve("model");
    String metrics = " --metrics ndcg@10,recall@5";
    assertThat(evaluate(SPLIT + metrics + " --model " + model + " --save " + saved)).isZero();
    assertThat(out.toString()).contains("saved the model in " + saved);
    List<String> fitted = tables();
    assertThat(fitted).anyMatch(line -> line.contains("ndcg@10"));
    assertThat(evaluate(SPLIT + metrics + " --from " + saved)).as(err.toString()).isZero();
    assertThat(tables()).isEqualTo(fitted);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aModelOfAnotherSplitIsMeasuredWithANote() {
    assertThat(evaluate("--split strong:heldout=10,threshold=all --from " + ease)).isZero();
    assertThat(err.toString())
        .contains("the model was trained on", "strong:heldout=12", "which is not this split");
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(tables()).anyMatch(line -> line.contains("ndcg@100"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--model ease | nothing for --model and --set",
        "--set lambda=10 | nothing for --model and --set",
        "--save NEW | --from measures a model that is saved already",
      })
  void whatAFittedModelLeavesNoChoiceOfIsRefused(String more, String said) {
    String words = more.replace("NEW", folder.resolve("new").toString());
    assertRefused(evaluate(SPLIT + " --from " + ease + " " + words), said);
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void oneFolderTakesOneModel() {
    String words = "--split kfold:k=3 --model popularity --save " + folder.resolve("new");
    assertRefused(evaluate(words), "--save", "makes 3", "fold=0");
  }

  /** No data are there, so that the command would fail for want of them if it went on. */
  @Test
  void whatCannotBeWrittenIsRefusedBeforeDataAreOpened() {
    String line = "evaluate --data nowhere.dat --model ease" + SPLIT;
    assertRefused(refold(line + " --save " + occupied), occupied.toString(), "no model file");
    Path file = occupied.resolve("thesis.tex");
    assertRefused(refold(line + " --save " + file), file.toString(), "no model file");
    assertThat(file).hasContent("not to be lost");
    assertRefused(refold(line + " --predictions x.bad"), "x.bad", ".tsv", ".npz");
  }

  @Test
  void aModelIsReplacedByALaterOne() {
    Path saved = folder.resolve("model");
    assertThat(evaluate(SPLIT + " --model ease --save " + saved)).isZero();
    assertThat(evaluate(SPLIT + " --model popularity --save " + saved)).isZero();
    assertThat(evaluate(SPLIT + " --from " + saved)).isZero();
    assertThat(out.toString()).contains("popularity on").doesNotContain("ease");
  }

  @Test
  void predictionsAreRankingsOfRawIds() throws IOException {
    Path file = folder.resolve("best.tsv");
    assertThat(evaluate(SPLIT + " --from " + ease + " --predictions " + file)).isZero();
    assertThat(out.toString()).contains("wrote " + file);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0)).isEqualTo("user\titem\trank\tscore");
    List<String[]> cells = lines.stream().skip(1).map(line -> line.split("\t")).toList();
    assertThat(cells.stream().map(cell -> cell[0]).distinct()).hasSize(HELD_OUT);
    String user = cells.get(0)[0];
    List<String[]> first = cells.stream().filter(cell -> cell[0].equals(user)).toList();
    assertThat(first).extracting(cell -> cell[2]).startsWith("1", "2", "3");
    assertThat(first)
        .extracting(cell -> Float.parseFloat(cell[3]))
        .isSortedAccordingTo(Collections.reverseOrder());
    assertThat(first).extracting(cell -> Integer.parseInt(cell[1])).allMatch(id -> id >= 100);
  }

  /** Popularity ties often, and which of equal items come first is the evaluator's choice. */
  @Test
  void predictionsAndMetricsRankAlike() throws IOException {
    Path file = folder.resolve("best.tsv");
    Path result = folder.resolve("r.json");
    String words = " --model popularity --metrics hr@3 --out " + result + " --predictions " + file;
    assertThat(evaluate("--split leave-one-out:negatives=7,validation=none" + words)).isZero();
    double hr = new ObjectMapper().readTree(result.toFile()).at("/metrics/hr@3/mean").asDouble();
    Map<String, String> newest = new LinkedHashMap<>();
    for (String line : Files.readAllLines(ratings)) {
      newest.put(line.split("::", -1)[0], line.split("::", -1)[1]);
    }
    long hits =
        Files.readAllLines(file).stream()
            .skip(1)
            .map(line -> line.split("\t", -1))
            .filter(row -> Integer.parseInt(row[2]) <= 3 && newest.get(row[0]).equals(row[1]))
            .count();
    assertThat((double) hits / newest.size()).isCloseTo(hr, within(1e-12));
  }

  @Test
  void tabsInIdsAreEscaped() throws IOException {
    List<String> lines = new ArrayList<>(List.of("user,item"));
    for (int user = 0; user < 20; user++) {
      for (int item = 0; item < 6; item++) {
        lines.add("u%d,\"i\t%d\"".formatted(user, (user + item) % 9));
      }
    }
    Path plays = Files.write(folder.resolve("plays.csv"), lines);
    Path file = folder.resolve("best.tsv");
    String words = "evaluate --split per-user --model popularity --metrics hr@3 --data ";
    assertThat(refold(words + plays + " --predictions " + file)).as(err.toString()).isZero();
    assertThat(Files.readAllLines(file).stream().skip(1))
        .allMatch(line -> line.split("\t", -1).length == 4)
        .allMatch(line -> line.split("\t", -1)[1].matches("i\\\\t\\d"));
  }

  @Test
  void predictionsOfRatingsStandBesideTheRatings() throws IOException {
    Path file = folder.resolve("ratings.tsv");
    String words = "--split ratings --metrics rmse --from " + iAutoRec + " --predictions ";
    assertThat(evaluate(words + file)).as(err.toString()).isZero();
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0)).isEqualTo("user\titem\trating\tprediction");
    assertThat(lines.stream().skip(1).map(line -> line.split("\t", -1)[2]))
        .containsOnly("2.0", "5.0");
  }

  @Test
  void predictionsMayBeArrays() throws IOException {
    Path file = folder.resolve("best.npz");
    assertThat(evaluate(SPLIT + " --from " + ease + " --predictions " + file)).isZero();
    try (ZipFile arrays = new ZipFile(file.toFile())) {
      assertThat(arrays.stream().map(ZipEntry::getName))
          .containsExactlyInAnyOrder("user.npy", "item.npy", "rank.npy", "score.npy");
    }
  }

  @Test
  void aHistoryGetsItsBestItemsWithReasons() {
    assertThat(recommend("--history 100,103 -k 3 --explain")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("item", "score", "because of");
    assertThat(rows()).hasSize(3);
    assertThat(rows()).extracting(row -> row.get(0)).containsExactly("1", "2", "3");
    assertThat(rows())
        .as("items of the kind of 100 and 103, which are left out")
        .extracting(row -> Integer.parseInt(row.get(1)))
        .allMatch(item -> (item - 100) % 3 == 0 && item > 103);
    assertThat(rows().get(0).get(3)).matches("10[03] \\(\\+\\d\\.\\d{3}, \\d+ %\\), 10[03] \\(.*");
  }

  @Test
  void weightsOfEightBitsAreMeasuredBesideTheFullOnes() throws IOException {
    Path small = folder.resolve("small");
    String line = "quantise --data " + ratings + " " + SPLIT + " --from " + ease + " --save ";
    assertThat(refold(line + small)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains(
            "32 bits", "8 bits", "weights on disk, MB", "in memory, MB", "scoring, s", "ndcg@100");
    Path weights = Path.of("weights.safetensors");
    assertThat(Files.size(small.resolve(weights)))
        .isLessThan(Files.size(ease.resolve(weights)) / 2);
    assertThat(recommend("--history 100,103 -k 3")).isZero();
    List<List<String>> full = rows();
    assertThat(refold("recommend --history 100,103 -k 3 --from " + small)).isZero();
    for (int k = 0; k < 3; k++) {
      assertThat(Double.parseDouble(rows().get(k).get(2)))
          .isCloseTo(Double.parseDouble(full.get(k).get(2)), within(0.01));
    }
    assertRefused(refold(line + occupied), "no model file");
    String again = line.replace(ease.toString(), small.toString()) + folder.resolve("smaller");
    assertRefused(refold(again), small + " are of 8 bits already", "made from");
    assertThat(folder.resolve("smaller")).doesNotExist();
  }

  @Test
  void aMethodOfExplanationThatDoesNotFitIsRefused() {
    assertRefused(
        recommend("--history 100 --explain-by gradients"), "'gradients'", "integrated-gradients");
    assertRefused(
        recommend("--history 100 --explain-by integrated-gradients"), "ease", "leave-one-out");
  }

  @Test
  void unknownItemsOfAHistoryArePassedOver() {
    assertThat(recommend("--history 100,103 -k 3")).isZero();
    List<List<String>> known = rows();
    assertThat(err.toString()).isEmpty();
    assertThat(recommend("--history 100,999,103,998 -k 3")).isZero();
    assertThat(rows()).isEqualTo(known);
    assertThat(err.toString().lines())
        .containsExactly(
            "note: 2 of the 4 items of the history are unknown to the model and passed over; the"
                + " first is '999'");
  }

  @Test
  void aHistoryWithoutRatingsForAModelOfRatingsIsNoted() throws IOException {
    Path mf = folder.resolve("mf");
    assertThat(evaluate("--split ratings --model mf --set latent=2 --set epochs=1 --save " + mf))
        .as(err.toString())
        .isZero();
    assertThat(refold("recommend -k 3 --history 100 --from " + mf)).isZero();
    assertThat(err.toString()).contains("note: no ratings are given, and mf reads ratings");
  }

  @Test
  void aFitThatIsFarLargerThanMemoryIsRefusedBeforeIt() {
    String words = "--split leave-one-out --model sasrec --set epochs=1 --set latent=";
    assertThat(evaluate(words + 1_000_000)).isEqualTo(2);
    assertThat(err.toString()).contains("of memory;", "make the model smaller (latent");
  }

  /** EASE would give the first items of the catalogue, all with the score 0. */
  @Test
  void anEmptyHistoryIsAnsweredWithAWordOrNotAtAll() {
    String[] words = {"recommend", "-k", "3", "--history", "", "--from", ease.toString()};
    StringWriter refused = new StringWriter();
    assertThat(Main.run(new PrintWriter(out, true), new PrintWriter(refused, true), words))
        .isEqualTo(2);
    assertThat(refused.toString())
        .startsWith("refold: the history is empty, and ease gives all items the same");
    Path popularity = folder.resolve("popularity");
    assertThat(evaluate(SPLIT + " --model popularity --save " + popularity)).isZero();
    out.getBuffer().setLength(0);
    words[6] = popularity.toString();
    assertThat(Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words)).isZero();
    assertThat(rows()).hasSize(3);
    assertThat(err.toString()).startsWith("note: the history is empty: these are the items that");
  }

  /** Titles of three words, of which the first is the same for each kind of items. */
  private Path titled() throws IOException {
    List<String> lines = new ArrayList<>(List.of("reader,book,name,when"));
    for (String line : Files.readAllLines(ratings)) {
      List<String> fields = List.of(line.split("::"));
      int item = Integer.parseInt(fields.get(1));
      lines.add(
          "%s,%d,%s: volume %d of it (19%02d),%s"
              .formatted(
                  fields.get(0),
                  item,
                  List.of("Alien", "Étude", "Aliens").get(item % 3),
                  item,
                  item % 100,
                  fields.get(3)));
    }
    return Files.write(folder.resolve("shelf.csv"), lines);
  }

  @Test
  void aHistoryMayBeTitlesAndHowToHaveTitlesIsSaid() throws IOException {
    String columns = titled() + ":user=reader,item=book,title=name";
    Path saved = folder.resolve("titled");
    String fit = "evaluate --data %s --model ease --save %s " + SPLIT;
    assertThat(refold(fit.formatted(columns, saved))).as(err.toString()).isZero();
    String line = "recommend -k 3 --from " + saved;
    String data = " --data " + columns;

    assertThat(refold(line + " --history 100,103")).as(err.toString()).isZero();
    List<List<String>> ids = rows();
    assertThat(err.toString().lines())
        .containsExactly("note: these are ids; --data " + columns + " adds their titles");
    assertThat(refold(line + data + " --history 100,103")).as(err.toString()).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(rows())
        .extracting(row -> row.get(1))
        .isEqualTo(ids.stream().map(r -> r.get(1)).toList());
    List<List<String>> named = rows();
    assertThat(named).extracting(row -> row.get(3)).allMatch(title -> title.contains(": volume 1"));

    String[] typed = (line + data + " --history").split(" ");
    List<String> words = new ArrayList<>(List.of(typed));
    words.add("volume 100,ETUDE volume 103 of it");
    out.getBuffer().setLength(0);
    StringWriter said = new StringWriter();
    assertThat(
            Main.run(
                new PrintWriter(out, true),
                new PrintWriter(said, true),
                words.toArray(String[]::new)))
        .as(said.toString())
        .isZero();
    assertThat(rows()).isEqualTo(named);
    assertThat(said.toString().lines())
        .containsExactly(
            "note: 'volume 100' is read as 100 (Étude: volume 100 of it (1900))",
            "note: 'ETUDE volume 103 of it' is read as 103 (Étude: volume 103 of it (1903))");

    assertRefused(refold(line + data + " --history alien"), "in several titles", "; write the id");
    assertRefused(
        refold(line + data + " --history nothing"), "none of the 1 items", "nor parts of titles");
    assertRefused(refold(line + " --history Alien"), "write ids, or titles with --data");
    assertRefused(refold(line + data + " --history alien:bad"), "'alien:bad'", "ID:RATING");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "recommend --from m --history 1 --item book",
        "recommend --from m --history 1 --user reader",
        "recommend --from m --user reader --title=name",
        "serve --from m --user reader",
        "bench serve --from m --separator tab",
      })
  void columnsStandInThePathWhereOnlyTitlesAreRead(String words) {
    assertRefused(
        refold(words + " --data shelf.csv"), "--data FILE:user=COLUMN,item=COLUMN,title=COLUMN");
  }

  @Test
  void titlesOfOtherDataAreNotedOrRefused() throws IOException {
    assertThat(recommend("--history 100 -k 3 --data " + ratings)).isZero();
    assertThat(err.toString()).isEmpty();
    Path less = folder.resolve("less.dat");
    Files.write(
        less,
        Files.readAllLines(ratings).stream().filter(line -> !line.contains("::101::")).toList());
    assertThat(recommend("--history 100 -k 3 --data " + less)).isZero();
    assertThat(err.toString())
        .startsWith("note: the model was trained on " + ratings)
        .contains("1 of the model's 24 items are not in it");
    String other = "synthetic:users=20,items=20,interactions=150";
    assertRefused(recommend("--history 100 --data " + other), other, "none of the 24 items");
  }

  @Test
  void aHistoryMayHaveRatings() {
    Path saved = folder.resolve("u-autorec");
    String fit =
        "--split ratings --metrics rmse --model u-autorec --set epochs=20 --set batchSize=8"
            + " --set hidden=4 --set learningRate=0.05 --set l2=0 --save ";
    assertThat(evaluate(fit + saved)).as(err.toString()).isZero();
    String line = "recommend --from " + saved + " -k 3 --history ";
    assertThat(refold(line + "100:5,101:2")).as(err.toString()).isZero();
    List<List<String>> likesTheFirst = rows();
    assertThat(refold(line + "100:2,101:5")).isZero();
    assertThat(rows()).hasSize(3).isNotEqualTo(likesTheFirst);
  }

  @Test
  void aUserOfTheTrainingDataIsKnownById() {
    String line = "recommend --from " + iAutoRec + " -k 2 ";
    assertThat(refold(line + "--user u7")).as(err.toString()).isZero();
    assertThat(rows()).hasSize(2);
    assertRefused(refold(line + "--user u77"), "not trained on the user 'u77'", "did you mean 'u");
    assertRefused(
        refold(line + "--history 100"),
        "--history: i-autorec folds no history in",
        "ask for one of them");
    assertRefused(refold(line + "--user u7 --explain"), "i-autorec", "leave out --explain");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--history 1,2 | none of the 2 items | a known one is '10",
        "--history 100:good | '100:good' | ID:RATING",
        "--history 100:5,101 | 1 ratings | 2 items",
        "--history 100 -k 0 | 0 | at least 1",
        "--user u7 | --user: ease keeps no users | give the history of the user",
        "--user u7 --history 100 | --user | --history",
        "-k 3 | --history | --user",
      })
  void wrongInputIsOneLineThatHelps(String words, String given, String help) {
    assertRefused(recommend(words), given, help);
  }

  @Test
  void aDamagedModelIsRefused() throws IOException {
    assertRefused(refold("recommend --history 100 --from nowhere"), "nowhere", "no model file");
    assertRefused(refold("recommend --history 100 --from " + occupied), "model.json", "--save");
    Path saved = folder.resolve("model");
    assertThat(evaluate(SPLIT + " --model ease --save " + saved)).isZero();
    Path weights = saved.resolve("weights.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);
    String[] said = {weights.toString(), "damaged", "save the model again"};
    assertRefused(refold("recommend --history 100 --from " + saved), said);
    assertRefused(evaluate(SPLIT + " --from " + saved), said);
    Files.delete(weights);
    assertRefused(refold("recommend --history 100 --from " + saved), "lacks weights.safetensors");
  }

  @Test
  void aModelIsExportedWithWhatAReaderNeeds() throws IOException {
    Path file = folder.resolve("new").resolve("ease.onnx");
    String line = "export --from " + ease + " --onnx " + file;
    assertThat(refold(line)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("wrote " + file, "history, float [batch, items]", "scores, float [batch, items]");
    Map<String, String> told = new TreeMap<>();
    for (StringStringEntryProto entry :
        ModelProto.parseFrom(Files.readAllBytes(file)).getMetadataPropsList()) {
      told.put(entry.getKey(), entry.getValue());
    }
    ModelFile model = ModelFile.open(ease);
    assertThat(told)
        .containsEntry("refold.model", "ease")
        .hasEntrySatisfying(
            "refold.settings", settings -> assertThat(settings).contains("\"lambda\":10.0"))
        .containsEntry("refold.weights_sha256", model.weightsSha256())
        .containsEntry("refold.items", new ObjectMapper().writeValueAsString(model.items().ids()))
        .containsKeys("refold.fitted_by", "refold.exported_by", "refold.input", "refold.output");
    model
        .provenance()
        .forEach(
            (name, value) -> assertThat(told).containsEntry("refold.provenance." + name, value));
    assertThat(told).containsKey("refold.provenance.split_sha256");
    byte[] written = Files.readAllBytes(file);
    assertRefused(refold(line), "--onnx", "is there already", "--replace");
    assertThat(file).hasBinaryContent(written);
    assertThat(refold(line + " --replace")).as(err.toString()).isZero();
    assertThat(file).hasBinaryContent(written);
    assertThat(file.getParent()).isDirectoryContaining("glob:**ease.onnx");
    try (Stream<Path> beside = Files.list(file.getParent())) {
      assertThat(beside).containsExactly(file);
    }
  }

  @Test
  void whatCannotBeExportedLeavesNoFile() {
    Path file = folder.resolve("x.onnx");
    assertRefused(
        refold("export --from " + iAutoRec + " --onnx " + file),
        "i-autorec cannot be written as ONNX",
        "u-autorec");
    assertRefused(refold("export --from " + occupied + " --onnx " + file), "is no model file");
    assertRefused(refold("export --from " + ease + " --onnx " + occupied), "is a folder");
    assertThat(file).doesNotExist();
  }
}
