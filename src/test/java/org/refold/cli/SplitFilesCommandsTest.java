package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splits whose files hold all data: these are the data of the results. */
class SplitFilesCommandsTest {

  private static final String DATA = "synthetic:users=120,items=60,interactions=3000";

  /** Keeps all, but for 3 interactions with the one item that no training user has. */
  private static final String SPLIT = "strong:heldout=25,threshold=all,minItems=0";

  @TempDir private Path folder;
  private String files = "";

  @BeforeEach
  void writeTheFiles() {
    Path split = folder.resolve("split");
    Typed.of("split --data " + DATA + " --split " + SPLIT + " --out " + split).done();
    files = "dir:" + split;
  }

  private JsonNode result(String more, String name) throws IOException {
    Path file = folder.resolve(name);
    Typed.of("evaluate --model ease --metrics recall@5 " + more + " --out " + file).done();
    return new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void theFolderIsTheData() throws IOException {
    JsonNode data = result("--split " + files, "a.json").path("data");
    assertThat(data.path("name").asText()).isEqualTo(files);
    assertThat(data.path("users").asInt()).isEqualTo(120);
    assertThat(data.path("items").asInt()).isEqualTo(59);
    assertThat(data.path("interactions").asInt()).isEqualTo(2997);
    assertThat(data.has("attributes_from")).isFalse();
  }

  @Test
  void anotherContentOfTheFolderHasAnotherHash() throws IOException {
    String before = result("--split " + files, "a.json").at("/data/sha256").asText();
    Path train = folder.resolve("split/train.csv");
    String last = Files.readString(train).strip();
    String line = last.substring(last.lastIndexOf('\n') + 1);
    Files.writeString(train, last.substring(0, last.length() - line.length()));
    String after = result("--split " + files, "b.json").at("/data/sha256").asText();
    assertThat(before).matches("[0-9a-f]{64}").isNotEqualTo(after);
    Files.writeString(train, line + "\n", StandardOpenOption.APPEND);
    assertThat(result("--split " + files, "c.json").at("/data/sha256").asText()).isEqualTo(before);
  }

  @Test
  void aDataSetBesideItGivesAttributesOnly() throws IOException {
    JsonNode alone = result("--split " + files, "a.json").path("data");
    JsonNode beside = result("--data " + DATA + " --split " + files, "b.json").path("data");
    assertThat(beside.path("attributes_from").asText()).startsWith("synthetic:");
    assertThat(beside.path("sha256")).isEqualTo(alone.path("sha256"));
    assertThat(beside.path("name").asText()).isEqualTo(files);
    String line = "evaluate --model popularity --data " + DATA + " --split " + files;
    assertThat(Typed.of(line).done().said())
        .singleElement()
        .asString()
        .startsWith("note: the data are the files of " + files)
        .contains("only gives raw ids and attributes");
    for (String name : new String[] {"a.json", "b.json"}) {
      assertThat(Typed.of("replay " + folder.resolve(name)).done().out())
          .contains("120 users x 59 items, 2997 interactions", "bit-identical");
    }
  }

  @Test
  void studiesStandOnTheFolderToo() throws IOException {
    String words = "ablate --model ease --vary lambda=5,50 --seeds 1 --metrics recall@5 --name s";
    Typed.of(words + " --split " + files + " --results " + folder).done();
    JsonNode study = new ObjectMapper().readTree(folder.resolve("s/study.json").toFile());
    JsonNode source = study.path("data");
    assertThat(source.path("name").asText()).isEqualTo(files);
    assertThat(source).isEqualTo(result("--split " + files, "a.json").path("data"));
    try (Stream<Path> trials = Files.list(folder.resolve("s/trials"))) {
      Path trial = trials.filter(t -> t.toString().endsWith(".json")).toList().get(0);
      Typed.of("replay " + trial).done();
    }
  }

  @Test
  void filesOfNcfAreDataWhereTheyHoldTheTraining() {
    Path ncf = folder.resolve("ncf");
    String cut = "leave-one-out:negatives=5,validation=none";
    Typed.of("split --layout ncf --data " + DATA + " --split " + cut + " --out " + ncf).done();
    String line = "evaluate --model popularity --metrics hr@5 --split ncf:" + ncf;
    assertThat(Typed.of(line + ",train=file").done().out()).contains("ncf:" + ncf);
    Typed.of(line).refused("--data", "train=file");
  }
}
