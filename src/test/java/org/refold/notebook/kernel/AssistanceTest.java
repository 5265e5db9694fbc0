package org.refold.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.notebook.kernel.Assistance.Completion;

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
}
