package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is for many users, for all of the data, or for workers; here without any. */
class WorkerCommandsTest {

  private static final String DATA = "synthetic:users=90,items=40,interactions=1800,seed=4";

  @TempDir private Path folder;

  private Path fitted(String model) {
    Path saved = folder.resolve(model);
    Typed typed = Typed.of("fit --data " + DATA + " --model " + model + " --save " + saved).done();
    assertThat(typed.out()).contains("fitted " + model + " on 90 users x ", "saved the model in ");
    return saved;
  }

  @Test
  void withoutSparkThereIsAWordHowToGetIt() {
    Typed.of(
            "ablate --data %s --split strong:heldout=20 --model popularity --seeds 1 --name a --results %s --runner spark"
                .formatted(DATA, folder))
        .refused("started without Spark", "REFOLD_SPARK=1", "./mvnw -Pspark");
    assertThat(folder.resolve("a")).doesNotExist();
  }

  @Test
  void whatIsForWorkersNeedsThem() {
    String ablate =
        "ablate --data %s --split strong:heldout=20 --model ease --seeds 1 --name a --results %s"
            .formatted(DATA, folder);
    Typed.of(ablate + " --master local[2]").refused("--master local[2] is for workers");
    Typed.of(ablate + " --spark-conf a=b").refused("--spark-conf is for workers");
    Typed.of(ablate + " --runner spark --trials-at-once 2").refused("leave it out");
    Typed.of("evaluate --data " + DATA + " --split strong:heldout=20 --model ease --runner spark")
        .refused("--from DIR", "refold ablate");
  }

  @Test
  void aModelOfAllDataRecommendsToAllUsers() throws IOException {
    Path model = fitted("ease");
    Path out = folder.resolve("lists.tsv");
    String all = "recommend --from %s --all-of %s --out %s -k 3".formatted(model, DATA, out);
    assertThat(Typed.of(all).done().out()).contains("places for 90 users");
    List<String> lines = Files.readAllLines(out);
    assertThat(lines.get(0)).isEqualTo("user\titem\trank\tscore");
    assertThat(lines).hasSize(1 + 3 * 90);
    Typed.of(all).refused("is there already");
    Typed.of("recommend --from %s --all-of %s".formatted(model, DATA)).refused("give both");
    Typed.of("recommend --from %s --history 1 --runner spark".formatted(model))
        .refused("--runner spark is for that alone");
    assertThat(
            Typed.of(
                    "evaluate --from %s --data %s --split strong:heldout=20".formatted(model, DATA))
                .err())
        .contains("the model was trained on " + DATA + ", which is not this split");
  }

  @Test
  void aFitNeedsAModel() {
    Typed.of("fit --data " + DATA + " --save " + folder.resolve("m"))
        .refused("give --model a name");
    assertThat(folder.resolve("m")).doesNotExist();
  }
}
