package org.refold.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.data.Interactions;
import org.refold.data.sets.DataSets;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;

/**
 * Every model of the catalogue has the same scores, to the bit, when another process loads its
 * file. The environment variable {@code REFOLD_OTHER_JAVA} may name the {@code java} of another
 * version, which then loads them, too.
 */
class ModelFilesOfOtherProcessesIT {

  private static final String OTHER_JAVA = "REFOLD_OTHER_JAVA";
  private static final String SCORES = "scores.bin";

  /** What makes a fit short; a recommender takes of it what it has. */
  private static final Map<String, String> SHORT =
      Map.of(
          "epochs", "2",
          "latent", "8",
          "hidden", "16",
          "batchSize", "16",
          "side", "none",
          "sideAt", "none",
          "attributeWeight", "0",
          "learner", "equal");

  @TempDir private static Path folder;

  /** A process of its own that loads every model of a folder and writes its scores beside it. */
  public static final class Child {
    private Child() {}

    /** Scores the models of the folder {@code args[0]} into the folder {@code args[1]}. */
    public static void main(String[] args) throws IOException {
      for (String name : Catalogue.names()) {
        try (Fitted<? extends Model> fitted = Catalogue.load(Path.of(args[0], name))) {
          write(fitted.model(), Path.of(args[1], name));
        }
      }
    }
  }

  private static Interactions histories() {
    return DataSets.open("synthetic:users=80,items=40,interactions=1500,seed=3").interactions();
  }

  private static void write(Model model, Path to) throws IOException {
    Interactions histories = histories();
    ByteBuffer bits =
        ByteBuffer.allocate(Float.BYTES * histories.userCount() * histories.itemCount());
    for (int user = 0; user < histories.userCount(); user++) {
      for (float score : model.scores(histories, user)) {
        bits.putFloat(score);
      }
    }
    Files.createDirectories(to);
    Files.write(to.resolve(SCORES), bits.array());
  }

  @BeforeAll
  static void fitAndSave() throws IOException {
    Interactions train = histories();
    for (String name : Catalogue.names()) {
      Map<String, String> settings = new HashMap<>(SHORT);
      settings.keySet().retainAll(Catalogue.settings(Catalogue.create(name)).keySet());
      try (Fitted<? extends Model> fitted =
          Catalogue.create(name, settings).fit(train, Fitting.withSeed(1))) {
        fitted.save(folder.resolve("models").resolve(name));
        write(fitted.model(), folder.resolve("here").resolve(name));
      }
    }
  }

  static Stream<String> javas() {
    return Stream.of(
            ProcessHandle.current().info().command().orElse("java"), System.getenv(OTHER_JAVA))
        .filter(java -> java != null && !java.isBlank());
  }

  @ParameterizedTest
  @MethodSource("javas")
  void anotherProcessHasTheSameScoresToTheBit(String java)
      throws IOException, InterruptedException {
    Path there = Files.createTempDirectory(folder, "there");
    File log = there.resolve("child.log").toFile();
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "-Xmx512m",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName()));
    command.addAll(List.of(folder.resolve("models").toString(), there.toString()));
    Process child =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(child.exitValue()).as(Files.readString(log.toPath())).isZero();
    for (String name : Catalogue.names()) {
      assertThat(there.resolve(name).resolve(SCORES))
          .as(name)
          .hasSameBinaryContentAs(folder.resolve("here").resolve(name).resolve(SCORES));
    }
  }
}
