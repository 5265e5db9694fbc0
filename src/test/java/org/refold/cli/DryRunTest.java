package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.catalogue.Catalogue;
import org.refold.study.plan.KnownTimes;

/** What a command would do, said without doing it. */
class DryRunTest {

  private static final String WHERE =
      " --data synthetic:users=120,items=60,interactions=3000 --split strong:heldout=25"
          + " --metrics ndcg@10";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int refold(String line) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), line.split(" "));
  }

  private String ablate() {
    return "ablate --model ease --vary lambda=10,100 --baseline popularity --seeds 2 --name tried"
        + " --results "
        + folder
        + WHERE;
  }

  @Test
  void anEvaluationIsForecast() {
    String line = "evaluate --model ease --out " + folder.resolve("r.json") + WHERE;
    assertThat(refold(line + " --dry-run")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("fits: 1", "time: ", "memory: ", "disk: ", "next: ./refold " + line)
        .doesNotContain("--dry-run");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aStudyIsForecastAndThenKnowsItsTimes() {
    assertThat(refold(ablate() + " --dry-run")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("fits: 6\n", "no fit of ease, popularity on these data is kept");
    assertThat(folder.resolve("tried")).doesNotExist();

    assertThat(refold(ablate())).as(err.toString()).isZero();
    assertThat(out.toString()).contains("next: ./refold report tried --results " + folder);

    String more = ablate().replace("--seeds 2", "--seeds 3");
    assertThat(refold(more + " --dry-run")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("fits: 3, and 6 are kept already", "seconds, as earlier fits took");
  }

  @Test
  void whatIsWrongIsSaidInADryRunToo() {
    assertThat(refold("evaluate --model ease --dry-run" + WHERE.replace("ndcg@10", "rmse")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("rmse");
  }

  @Test
  void severalModelsAreAStudy() {
    assertThat(refold("evaluate --model ease,item-knn,popularity" + WHERE)).isEqualTo(2);
    assertThat(err.toString())
        .contains("ablate --model ease --baseline item-knn --baseline popularity");
  }

  /** A time of 10 seconds for 5 epochs is one of 40 for 20. */
  @Test
  void timesAreByEpochs() throws Exception {
    Path trials = Files.createDirectories(folder.resolve("study/trials"));
    Files.writeString(
        trials.resolve("1.json"),
        """
        {"status": "finished", "model": "mult-dae", "data": {"name": "d"},
         "epoch_seconds": [2, 2, 2, 2, 2], "fit_seconds": 10}\
        """);
    Files.writeString(trials.resolve("2.json"), "{\"status\": \"failed\", \"model\": \"ease\"}");
    Files.writeString(trials.resolve("3.json"), "no JSON");
    KnownTimes times = KnownTimes.read(folder);
    assertThat(times.fits()).isEqualTo(List.of(new KnownTimes.Fit("mult-dae", "d", 5, 10)));
    var model = Catalogue.create("mult-dae", java.util.Map.of("epochs", "20"));
    assertThat(times.seconds(model, "d").getAsDouble()).isCloseTo(40, within(1e-12));
    assertThat(times.seconds(model, "other")).isEmpty();
    assertThat(times.seconds(Catalogue.create("ease"), "d")).isEmpty();
  }
}
