package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of folders that hold no study. */
class ReportCommandTest {

  private static final String EVALUATE =
      "evaluate --data synthetic:users=120,items=60,interactions=3000 --metrics ndcg@10,coverage@5"
          + " --split strong:heldout=%d --model %s --out %s";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int refold(String line) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), line.split(" "));
  }

  private void evaluate(int heldout, String model, String file) {
    String line = EVALUATE.formatted(heldout, model, folder.resolve("mine").resolve(file));
    assertThat(refold(line)).as(err.toString()).isZero();
  }

  private int report(String name) {
    return refold("report " + name + " --results " + folder);
  }

  @Test
  void numberedResultFilesGiveATableAndAFigure() throws IOException {
    evaluate(25, "popularity", "1-popularity.json");
    evaluate(25, "ease", "2-ease.json");
    assertThat(report("mine")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("ndcg@10", "coverage@5", "±", "table.csv and 6 more files");
    Path mine = folder.resolve("mine");
    assertThat(mine.resolve("table.csv")).content().containsSubsequence("popularity,", "ease,");
    assertThat(mine.resolve("figure.png")).exists();
    byte[] table = Files.readAllBytes(mine.resolve("table.tex"));
    assertThat(report("mine")).isZero();
    assertThat(mine.resolve("table.tex")).hasBinaryContent(table);

    evaluate(20, "item-knn", "3-item-knn.json");
    assertThat(report("mine")).isEqualTo(2);
    assertThat(err.toString()).contains("popularity and item-knn do not go into one table");
    Files.writeString(mine.resolve("3-item-knn.json"), "{}");
    assertThat(report("mine")).isEqualTo(2);
    assertThat(err.toString()).contains("3-item-knn.json is no result file: its schema is 'none'");
  }

  @Test
  void theArticlesTablesComeOfItsFigures() throws IOException {
    Path article = Files.createDirectories(folder.resolve("article"));
    Files.copy(Path.of("results/article/figures.json"), article.resolve("figures.json"));
    assertThat(report("article")).as(err.toString()).isZero();
    assertThat(article.resolve("table.md"))
        .hasSameBinaryContentAs(Path.of("results/article/table.md"));
  }

  @Test
  void theBoardOfVerdictsComesOfItsRows() throws IOException {
    Path verdicts = Files.createDirectories(folder.resolve("verdicts"));
    Files.copy(Path.of("results/verdicts/verdicts.json"), verdicts.resolve("verdicts.json"));
    assertThat(report("verdicts")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("reproduced only with its mistake", "wrote ", "README.md");
    assertThat(verdicts.resolve("papers.csv")).content().contains("protocol not determinable");
    assertThat(verdicts.resolve("figure.svg")).exists();

    Files.writeString(verdicts.resolve("verdicts.json"), "{\"schema\": \"refold.study/1\"}");
    assertThat(report("verdicts")).isEqualTo(2);
    assertThat(err.toString()).contains("verdicts.json is no file of verdicts: its schema is");
  }

  private void ablate(String name, int users, String model, String baselines) {
    String line =
        "ablate --data synthetic:users=%d,items=60,interactions=3000 --split strong:heldout=25"
            + " --metrics ndcg@10 --seeds 1 --name %s --results %s --model %s %s";
    assertThat(refold(line.formatted(users, name, folder, model, baselines)))
        .as(err.toString())
        .isZero();
  }

  @Test
  void severalStudiesAreSetBesideEachOtherByRanks() {
    String others = "--baseline popularity --baseline item-knn";
    ablate("a", 120, "ease", others);
    ablate("b", 140, "ease", others + " --baseline pure-svd:latent=5");
    ablate("c", 160, "ease", others);
    Path to = folder.resolve("across");
    String results = " --results " + folder;
    assertThat(refold("report a b c --out " + to + results)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("mean rank", "Friedman: chi-square", "Iman and Davenport", "Nemenyi")
        .contains("left out: pure-svd latent=5");
    assertThat(to.resolve("across.csv")).content().contains("ease", "popularity", "users=160");
    assertThat(to.resolve("ranks.png")).exists();

    assertThat(refold("report a --out " + to + results)).isEqualTo(2);
    assertThat(err.toString()).contains("--out is for several studies");
    ablate("d", 120, "user-knn", "--baseline ease");
    assertThat(refold("report a d" + results)).isEqualTo(2);
    assertThat(err.toString()).contains("only ease", "user-knn");
  }

  @Test
  void aFolderWithoutResultsIsRefused() {
    assertThat(report("none")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no study in").contains("none");
    assertThat(err.toString().lines()).hasSize(1);
  }
}
