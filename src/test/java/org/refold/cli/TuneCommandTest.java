package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tuned comparisons as they are typed. */
class TuneCommandTest {

  private static final String TUNE =
      "tune --data synthetic:users=120,items=60,interactions=3000"
          + " --model mult-dae --set epochs=1 --set batchSize=20 --set latent=4 --set hidden=none"
          + " --metrics ndcg@10,recall@5 --name mine";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String line) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), line.split(" "));
  }

  private int tune(String more) {
    String split = more.contains("--split ") ? "" : " --split strong:heldout=25";
    return run(TUNE + split + " --results " + folder + " " + more);
  }

  private List<String> fits() throws IOException {
    return Files.readAllLines(folder.resolve("mine/fits.jsonl"));
  }

  @Test
  void aModelAndTheBaselinesAreTunedAndTested() throws IOException {
    String words = "--vary dropout=0..0.8 --vary activation={tanh,relu} --fits 2 --seeds 2";
    assertThat(tune(words)).as(err.toString()).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .contains("Search of mult-dae", "validation ndcg@10", "10 of 10 trials finished")
        .contains("mult-dae, tuned", "popularity, tuned", "item-knn, tuned", "ease, tuned")
        .contains("ials, tuned");
    List<String> before = fits();
    assertThat(before).hasSize(2 + 1 + 2 + 2 + 2).allMatch(line -> line.contains("\"ndcg@10("));

    assertThat(tune(words)).as("nothing is left to fit").isZero();
    assertThat(fits()).isEqualTo(before);
  }

  @Test
  void aModelMayStandAloneAndBeTunedForAnotherMetric() throws IOException {
    String words =
        "--vary dropout={0,0.3,0.6} --searcher grid --fits 3 --seeds 7, --against nothing --for";
    assertThat(tune(words + " recall@5")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("validation recall@5", "1 of 1 trials finished");
    assertThat(fits()).hasSize(3).allMatch(line -> line.contains("\"recall@5("));
    assertThat(fits()).anyMatch(line -> line.contains("\"dropout\":\"0.3\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--vary dropuot=0..1 --seeds 1; did you mean 'dropout'?",
        "--vary dropout=0..0.8 --set dropout=0.3 --seeds 1; dropout of mult-dae stands twice",
        "--vary dropout --seeds 1; 'dropout' has no name and value",
        "--vary dropout=0..0.8 --seeds 1 --fits 0; the budget is 0 fits",
        "--vary dropout=0..0.8 --seeds 1 --for ndgc@10; mean 'ndcg'",
        "--vary dropout=0..0.8 --seeds 2 --split-by-seed; leave out --split-by-seed",
        "--vary dropout=0..0.8 --seeds 1 --split kfold:k=3; choose one fold",
        "--vary dropout=0..0.8 --seeds 1 --searcher gird; gird",
        "--vary dropout=0..0.8; --seeds 5 for five seeds on one split",
      })
  void wrongInputIsOneLineThatHelps(String words, String message) {
    assertThat(tune(words)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(folder.resolve("mine/study.json")).doesNotExist();
  }

  @Test
  void eachArmOfAnAblationIsTunedOnTheValidationPart() throws IOException {
    String line =
        TUNE.replaceFirst("^tune", "ablate")
            + " --split strong:heldout=25 --seeds 2 --results "
            + folder
            + " --vary dropout=0,0.5 --set l2=log:0.00001..0.1"
            + " --baseline ease:lambda=log:10..500 --baseline popularity";
    assertThat(run(line + " --tune 2 --dry-run")).as(err.toString()).isZero();
    assertThat(err.toString()).contains("3 searches of 2 fits each");
    assertThat(folder.resolve("mine")).doesNotExist();

    assertThat(run(line + " --tune 2")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("mult-dae dropout=0, tuned", "mult-dae dropout=0.5, tuned", "ease, tuned")
        .contains("8 of 8 trials finished", "next: ./refold report mine");
    List<String> before = fits();
    assertThat(before).hasSize(3 * 2);
    assertThat(run(line + " --tune 2")).as("nothing is left to fit").isZero();
    assertThat(fits()).isEqualTo(before);

    assertThat(run(line + " --tune 2 --plan")).isEqualTo(2);
    assertThat(err.toString()).contains("leave out --tune");
    assertThat(run(line + " --tune 2 --folds 3")).isEqualTo(2);
    assertThat(err.toString())
        .contains("settings are tuned on one split, but these trials have 3 folds")
        .contains("choose one fold", "then give what was found");
    String fixed = line.replace("log:0.00001..0.1", "0.01").replace(":lambda=log:10..500", "");
    assertThat(run(fixed + " --tune 2")).isEqualTo(2);
    assertThat(err.toString()).contains("--tune has nothing to search");
  }
}
