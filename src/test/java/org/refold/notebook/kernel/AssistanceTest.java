package org.refold.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.notebook.kernel.Assistance.Completion;
import org.refold.report.table.Rich;

@Timeout(60)
class AssistanceTest {

  private final CellEngine engine = new CellEngine();
  private final Assistance assistance = new Assistance(engine.analysis());

  @AfterEach
  void close() {
    engine.close();
  }

  /** The cursor is where the bar stands. */
  private Completion complete(String cell) {
    return assistance.complete(cell.replace("|", ""), cell.indexOf('|'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "data(\"ml-1|                                      # ml-1m ml-100k",
        "var a = 1; var s = split(d, \"user-k|            # user-kfold",
        "split(data(\"a, (b\"), \"strong:heldout=500,thr| # threshold=",
        "Study.of(\"x\", \"ml-1m\", \"leave|              # leave-one-out",
        "study.with(Grid.of(\"mult-v|                     # mult-vae",
        "Grid.of(\"ease\").vary(\"lam|                    # lambda",
        "Grid.of(\"ease\").with(\"|                       # lambda precision sideWeight sign",
        "study.withMetrics(\"ndcg@100,rec|               # recall@10",
        "compare(d, s, \"nd|                              # ndcg@10",
        "compare(d, s, \"ndcg@10\", 42, \"mult-v|        # mult-vae",
        "compare(d, s, m, 42, \"a\", \"b\", \"ease:la|   # lambda=",
        "grid(\"mult-vae:epochs=5\").vary(\"be|          # beta",
      })
  void namesAreOfferedInsideStrings(String cell, String expected) {
    Completion found = complete(cell.strip());
    assertThat(found.words()).isNotEmpty();
    assertThat(found.words()).isEqualTo(List.of(expected.split(" ")));
    assertThat(found.to()).isEqualTo(cell.strip().indexOf('|'));
  }

  @Test
  void whatIsReplacedIsTheLastWordAlone() {
    Completion found = complete("split(d, \"strong:held|");
    assertThat(found.from()).isEqualTo("split(d, \"strong:".length());
  }

  @Test
  void otherStringsCommentsAndCodeAreLeftToJava() {
    assertThat(complete("String s = \"ml-1|").words()).doesNotContain("ml-1m");
    assertThat(complete("// data(\"ml-1|").words()).doesNotContain("ml-1m");
    assertThat(complete("char c = '\"'; int data = 1; Integer.parseI|").words())
        .contains("parseInt(");
  }

  @Test
  void methodsOfThreadsAreNotOffered() throws Exception {
    engine.run(1, "String word = \"w\";");
    assertThat(complete("word.|").words())
        .contains("length()", "equals(")
        .noneMatch(word -> word.startsWith("wait") || word.startsWith("notify"));
  }

  /** What Shift-Tab shows, as plain text. */
  private String inspect(String cell) {
    return assistance
        .inspect(cell.replace("|", ""), cell.indexOf('|'))
        .map(found -> found instanceof Rich rich ? rich.toText() : found.toString())
        .orElse("");
  }

  @Test
  void aRecordShowsItsEquationsAndTheRangesOfItsComponents() throws Exception {
    engine.run(1, "import org.refold.model.autoencoder.*;");
    String shown = inspect("var m = new MultVae|().withBeta(0.1);");
    assertThat(shown)
        .contains("record org.refold.model.autoencoder.MultVae")
        .containsOnlyOnce("new MultVae()")
        .contains("\nz  = mu + s e, e ~ N(0, noise^2)      in training; z = mu when scoring\n")
        .doesNotContain("{@", "<pre>", "</");
    assertThat(shown.lines().filter(line -> line.startsWith("annealSteps")))
        .singleElement()
        .asString()
        .containsSubsequence("int", "at least 1; typical: 20000-200000", "training steps over");
    assertThat(inspect("new MultVae().withBet|a(0.1)"))
        .contains("double beta of", "weight of the divergence", "range: at least 0");
  }

  @Test
  void overloadsAreListedOneALineWithTheirParameters() throws Exception {
    engine.run(1, "import static org.refold.notebook.Refold.*;");
    assertThat(inspect("var s = spli|t(d, \"strong\");"))
        .startsWith(
            "Split split(DataSet data, String spec)\nSplit split(DataSet data, String spec, long"
                + " seed)\n")
        .contains("such as \"strong:heldout=500\"", "throws BadInputException if");
    assertThat(inspect("var s = split(d, |"))
        .startsWith("Split split(DataSet data, String spec)\n");
  }

  @Test
  void namesInStringsAreExplained() {
    assertThat(inspect("study.with(Grid.of(\"mult-|vae\").vary(\"beta\", 1))"))
        .startsWith("mult-vae: a variational autoencoder")
        .contains("loss = mean over users of")
        .contains("at least 0; typical: 0.1-1");
    assertThat(inspect("Grid.of(\"mult-vae\").vary(\"be|ta\", 1)"))
        .contains("settings of mult-vae", "weight of the divergence")
        .doesNotContain("annealSteps");
    assertThat(inspect("split(d, \"strong:heldout=|500\")")).contains("strong:", "heldout");
    assertThat(inspect("data(\"ml-|1m\")")).contains("MovieLens 1M", "6040");
    assertThat(inspect("study.withMetrics(\"recall@20,ndcg@|100\")")).startsWith("ndcg@100: ");
  }

  @Test
  void variablesShowTheirTypeAndWhatJavaHasStaysReadable() throws Exception {
    engine.run(1, "var grid = org.refold.study.Grid.of(\"ease\");");
    assertThat(inspect("gri|d")).contains("record org.refold.study.Grid");
    assertThat(inspect("\"a\".substrin|g(1)"))
        .contains("String String.substring(int beginIndex)\n");
    assertThat(inspect("Files.readStrin|g("))
        .contains("String Files.readString(Path path)")
        .doesNotContain("java.nio");
    assertThat(inspect("nothingOfThatNam|e")).isEmpty();
  }
}
