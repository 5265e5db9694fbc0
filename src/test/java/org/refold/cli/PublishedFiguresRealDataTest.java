package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Figures of the literature on MovieLens-1M, through the command line as anybody would type it. */
@EnabledIfEnvironmentVariable(named = "REFOLD_DATA", matches = ".+")
class PublishedFiguresRealDataTest {

  @TempDir private Path folder;

  private JsonNode metricsOf(String line) throws IOException {
    Path file = folder.resolve("result.json");
    StringWriter err = new StringWriter();
    String words = "evaluate --data ml-1m " + line + " --out " + file;
    int code =
        Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), words.split(" "));
    assertThat(code).as(err.toString()).isZero();
    return new ObjectMapper().readTree(file.toFile()).path("metrics");
  }

  private static void check(JsonNode metrics, String name, double published, double tolerance) {
    assertThat(metrics.path(name).path("mean").asDouble())
        .as(name)
        .isCloseTo(published, within(tolerance));
  }

  /** Additional material of Ferrari Dacrema et al. (TOIS 2021), table 55. */
  @Test
  void easeOnTheNcfFiles() throws IOException {
    String files = System.getenv("REFOLD_DATA") + "/ncf";
    JsonNode metrics =
        metricsOf("--split ncf:" + files + " --model ease --set lambda=1320 --metrics ncf");
    check(metrics, "hr@1", .2225, 2e-4);
    check(metrics, "hr@5", .5629, 2e-4);
    check(metrics, "hr@10", .7192, 2e-4);
    check(metrics, "ndcg@5", .39865, 2.5e-4);
    check(metrics, "ndcg@10", .4494, 2e-4);
  }

  /** The range that rules for ties allow, computed from the same files. */
  @Test
  void popularityOnTheNcfFiles() throws IOException {
    String files = System.getenv("REFOLD_DATA") + "/ncf";
    JsonNode metrics = metricsOf("--split ncf:" + files + " --model popularity --metrics ncf");
    check(metrics, "hr@10", .45345, 4e-4);
    check(metrics, "ndcg@10", .2543, 3e-4);
  }

  /** The table of the transfer-rec repository, row ESAE: training items stay in the ranking. */
  @Test
  void easeAsTheArticlePublishedIt() throws IOException {
    JsonNode metrics =
        metricsOf("--split per-user --model ease --set lambda=1000 --metrics article-published");
    check(metrics, "precision@100", .0757, .001);
    check(metrics, "recall@100", .4181, .005);
    check(metrics, "ndcg@100", .2561, .003);
  }

  /** The same with training items taken out; recomputed independently, published nowhere. */
  @Test
  void easeAsTheArticleShouldHavePublishedIt() throws IOException {
    JsonNode metrics =
        metricsOf("--split per-user --model ease --set lambda=1000 --metrics article-corrected");
    check(metrics, "precision@100", .163, .001);
    check(metrics, "recall@100", .585, .003);
    check(metrics, "ndcg@100", .477, .003);
  }
}
