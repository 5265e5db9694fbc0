package org.refold.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

  private final Table table =
      Table.of("Three < four", "model", "ndcg@100", "users")
          .row("item-knn", new Cell.Estimate(0.40128, 0.0042, 4), 750)
          .row("a|b, \"c\"", new Cell.Estimate(0.2, 0.01, 4), 1000);

  @Test
  void textSetsNumbersToTheRight() {
    assertThat(table.toText())
        .isEqualTo(
            """
            Three < four
            model            ndcg@100  users
            --------  ---------------  -----
            item-knn  0.4013 ± 0.0042    750
            a|b, "c"  0.2000 ± 0.0100   1000""");
  }

  @Test
  void markdownEscapesItsSeparator() {
    assertThat(table.toMarkdown())
        .isEqualTo(
            """
            | model | ndcg@100 | users |
            | --- | ---: | ---: |
            | item-knn | 0.4013 ± 0.0042 | 750 |
            | a\\|b, "c" | 0.2000 ± 0.0100 | 1000 |
            """);
  }

  @Test
  void latexEscapesItsSpecialCharacters() {
    assertThat(Table.of("t", "100 %", "n_1").row("a & b", 2).toLatex())
        .isEqualTo(
            """
            \\begin{tabular}{lr}
            \\toprule
            100 \\% & n\\_1 \\\\
            \\midrule
            a \\& b & 2 \\\\
            \\bottomrule
            \\end{tabular}
            """);
  }

  @Test
  void htmlEscapesMarkup() {
    assertThat(table.toHtml())
        .contains("<caption>Three &lt; four</caption>")
        .contains("<td style=\"text-align:right\">0.4013 ± 0.0042</td>");
  }

  @Test
  void csvKeepsAllDigitsAndTheMargins() {
    assertThat(table.toCsv())
        .isEqualTo(
            """
            model,ndcg@100,ndcg@100 margin,users
            item-knn,0.40128,0.0042,750
            "a|b, ""c""\",0.2,0.01,1000
            """);
  }

  @Test
  void whatIsNotANumberIsADash() {
    assertThat(Table.of("t", "x").row(Double.NaN).toText()).endsWith("-");
    assertThat(Table.of("t", "x").row(Double.NaN).toCsv()).isEqualTo("x\n\n");
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> table.row("ease"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 cells")
        .hasMessageContaining("ndcg@100");
  }
}
