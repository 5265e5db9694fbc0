package org.refold.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.report.table.Cell.Emphasis;
import org.refold.settings.BadInputException;

class TableTest {

  private final Table table =
      Table.of("Three < four", "model", "ndcg@100", "users")
          .row("item-knn", new Cell.Estimate(0.40128, 0.0042, 4), 750)
          .row("a|b, \"c\"", new Cell.Estimate(0.2, 0.01, 4), 1000);

  private final Table marked =
      Table.of("Marks & notes", "arm", "ndcg@100", "p")
          .row(
              "mult_dae",
              new Cell.Range(0.4, 0.39, 0.41, 3).marked(Emphasis.BEST, "↑"),
              new Cell.PValue(0.00002))
          .row(
              "ease",
              new Cell.Range(0.3975, 0.3875, 0.4075, 3).marked(Emphasis.TIED, ""),
              new Cell.PValue(0.25))
          .row(
              "popularity",
              new Cell.Range(0.2, Double.NaN, Double.NaN, 3).marked(Emphasis.NONE, "↓"),
              new Cell.PValue(Double.NaN))
          .note("↑ better, ↓ worse than base_arm");

  @Test
  void textSetsNumbersToTheRight() {
    assertThat(table.toText())
        .isEqualTo(
            """
            Three < four
            model            ndcg@100  users
            --------  ---------------  -----
            item-knn  0.4013 ± 0.0042    750
            a|b, "c"  0.2000 ± 0.0100   1000\
            """);
  }

  @Test
  void textSetsMarksBehindTheColumn() {
    assertThat(marked.toText())
        .isEqualTo(
            """
            Marks & notes
            arm                        ndcg@100        p
            ----------  -----------------------  -------
            mult_dae    0.400 [0.390, 0.410] *↑  < 0.001
            ease        0.398 [0.388, 0.408] =     0.250
            popularity                 0.200 ↓         -

            ↑ better, ↓ worse than base_arm\
            """);
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
  void markdownMarksAndHasNotes() {
    assertThat(marked.toMarkdown())
        .isEqualTo(
            """
            | arm | ndcg@100 | p |
            | --- | ---: | ---: |
            | mult_dae | **0.400 [0.390, 0.410]** ↑ | &lt; 0.001 |
            | ease | <u>0.398 [0.388, 0.408]</u> | 0.250 |
            | popularity | 0.200 ↓ | - |

            ↑ better, ↓ worse than base_arm
            """);
  }

  @Test
  void markdownTextMeansItself() {
    Table nasty = Table.of("t", "_a_ *b* `c`").row("[x](y) $1$ ~~z~~ <b> & \\ a\nb");
    assertThat(nasty.toMarkdown())
        .isEqualTo(
            """
            | \\_a\\_ \\*b\\* \\`c\\` |
            | --- |
            | [x]\\(y) \\$1\\$ \\~\\~z\\~\\~ &lt;b&gt; &amp; \\\\ a b |
            """);
  }

  @Test
  void latexIsATableWithCaptionRulesMarksAndNotes() {
    assertThat(marked.toLatex())
        .isEqualTo(
            """
            % needs \\usepackage{booktabs}
            \\begin{table}
            \\centering\\small
            \\caption{Marks \\& notes}
            \\begin{tabular}{lrr}
            \\toprule
            arm & ndcg@100 & p \\\\
            \\midrule
            mult\\_dae & \\textbf{0.400 [0.390, 0.410]}\\rlap{\\textsuperscript{$\\uparrow$}}\
             & \\textless{} 0.001 \\\\
            ease & \\underline{0.398 [0.388, 0.408]} & 0.250 \\\\
            popularity & 0.200\\rlap{\\textsuperscript{$\\downarrow$}} & - \\\\
            \\bottomrule
            \\end{tabular}
            \\par\\smallskip
            \\begin{minipage}{\\linewidth}\\footnotesize
            $\\uparrow$ better, $\\downarrow$ worse than base\\_arm\\par
            \\end{minipage}
            \\end{table}
            """);
  }

  @Test
  void aTableLongerThanAPageIsOneThatBreaks() {
    Table table = Table.of("Long", "arm", "n").note("a note");
    for (int row = 0; row < 41; row++) {
      table = table.row("arm_" + row, row);
    }
    assertThat(table.toLatex())
        .startsWith(
            """
            % needs \\usepackage{booktabs,longtable}
            \\begingroup\\footnotesize\\setlength{\\tabcolsep}{3pt}
            \\begin{longtable}{lr}
            \\caption{Long}\\\\
            \\toprule
            arm & n \\\\
            \\midrule
            \\endfirsthead
            \\toprule
            arm & n \\\\
            \\midrule
            \\endhead
            \\bottomrule
            \\endfoot
            arm\\_0 & 0 \\\\
            """)
        .endsWith(
            """
            arm\\_40 & 40 \\\\
            \\end{longtable}
            a note\\par
            \\endgroup
            """);
  }

  @Test
  void latexTextMeansItself() {
    assertThat(LatexText.escaped("a\\b{c}_d^e~f#g$h%i&j<k>l|m\"n--o"))
        .isEqualTo(
            "a\\textbackslash{}b\\{c\\}\\_d\\textasciicircum{}e\\textasciitilde{}f\\#g\\$h\\%i\\&j"
                + "\\textless{}k\\textgreater{}l\\textbar{}m\\char34{}n-{}-o");
    assertThat(LatexText.escaped("β = 0.2 ± 0.1, José, 中\n😀"))
        .isEqualTo("$\\beta$ = 0.2 $\\pm$ 0.1, José, [U+4E2D] [U+1F600]");
  }

  @Test
  void aLineOfLatexThatBeginsWithABracketIsNoOptionOfTheLineBefore() {
    assertThat(Table.of("t", "hidden").row("[600, 200]").toLatex())
        .contains("\n{}[600, 200] \\\\\n");
  }

  @Test
  void htmlEscapesMarkup() {
    assertThat(table.toHtml())
        .contains("<caption>Three &lt; four</caption>")
        .contains("<td style=\"text-align:right;white-space:nowrap\">0.4013 ± 0.0042</td>");
    assertThat(Table.of("\"t\" & <i>", "<b>").row("a<script>").toHtml())
        .isEqualTo(
            """
            <table>
            <caption>&quot;t&quot; &amp; &lt;i&gt;</caption>
            <thead><tr><th style="text-align:left">&lt;b&gt;</th></tr></thead>
            <tbody>
            <tr><td style="text-align:left">a&lt;script&gt;</td></tr>
            </tbody>
            </table>\
            """);
  }

  @Test
  void htmlMarksAndHasNotes() {
    assertThat(marked.toHtml())
        .contains(
            "<td style=\"text-align:right;white-space:nowrap\"><b>0.400 [0.390,"
                + " 0.410]</b><sup>↑</sup></td>")
        .contains(
            "<td style=\"text-align:right;white-space:nowrap\"><u>0.398 [0.388, 0.408]</u></td>")
        .contains("&lt; 0.001")
        .endsWith("</table>\n<p>↑ better, ↓ worse than base_arm</p>");
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
  void csvGivesIntervalsAndMarksColumnsOfTheirOwn() {
    assertThat(marked.toCsv())
        .isEqualTo(
            """
            arm,ndcg@100,ndcg@100 low,ndcg@100 high,ndcg@100 mark,p
            mult_dae,0.4,0.39,0.41,best ↑,2.0E-5
            ease,0.3975,0.3875,0.4075,tied,0.25
            popularity,0.2,,,↓,
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

  @Test
  void theEndingChoosesTheForm(@TempDir Path folder) throws Exception {
    for (String ending : new String[] {"txt", "md", "tex", "html", "csv"}) {
      Path file = folder.resolve("table." + ending);
      marked.save(file);
      assertThat(Files.readString(file, StandardCharsets.UTF_8)).contains("popularity");
    }
    assertThatThrownBy(() -> marked.save(folder.resolve("table.xls")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("table.xls")
        .hasMessageContaining(".csv");
    assertThat(folder.resolve("table.xls")).doesNotExist();
  }
}
