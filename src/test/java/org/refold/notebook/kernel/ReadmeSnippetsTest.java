package org.refold.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Java of the README runs as it stands there, cell by cell, on made-up data and for less. */
@Timeout(120)
class ReadmeSnippetsTest {

  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @SuppressWarnings("NullAway.Init") // JUnit fills it
  @TempDir
  private Path folder;

  /** What a test cannot afford; each must stand in the README, so that none is left to chance. */
  private Map<String, String> smaller() {
    Map<String, String> smaller = new LinkedHashMap<>();
    smaller.put("\"ml-1m\"", "\"synthetic:users=2000,items=100,interactions=60000\"");
    smaller.put("Budget.fits(20)", "Budget.fits(3)");
    smaller.put("\"epochs\", 50", "\"epochs\", 1");
    smaller.put("withSeeds(5)", "withSeeds(2)");
    smaller.put("Path.of(\"", "Path.of(\"" + folder.toString().replace('\\', '/') + "/");
    return smaller;
  }

  @Test
  void everySnippetRuns() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    List<String> blocks = BLOCK.matcher(readme).results().map(block -> block.group(1)).toList();
    String all = String.join("\n", blocks);
    smaller().forEach((full, less) -> assertThat(all).contains(full));

    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(heard, true, StandardCharsets.UTF_8));
    try (CellEngine engine = new CellEngine()) {
      for (int k = 0; k < blocks.size(); k++) {
        String block = blocks.get(k);
        for (Map.Entry<String, String> change : smaller().entrySet()) {
          block = block.replace(change.getKey(), change.getValue());
        }
        engine.run(k + 1, block);
      }
    } finally {
      System.setOut(before);
    }
    assertThat(heard.toString(StandardCharsets.UTF_8))
        .contains("recall@50", "similarity", "ease", "t-test p", "by length of history", "tail")
        .contains("mult-dae dropout=0.75", "ease lambda=300", "±");
    assertThat(folder.resolve("fm-provenance.json")).content().contains("rmse", "FMRegression");
    assertThat(folder.resolve("fits.jsonl")).content().hasLineCount(3);
    assertThat(folder.resolve("results/masking/table.tex")).isNotEmptyFile();
    assertThat(folder.resolve("results/masking/dropout-ndcg-100.png")).isNotEmptyFile();
  }
}
