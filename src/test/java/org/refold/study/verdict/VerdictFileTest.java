package org.refold.study.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.evaluate.Interval;
import org.refold.settings.BadInputException;

class VerdictFileTest {

  private static final String ROW =
      """
      {"schema": "refold.verdicts/1", "rows": [{
        "paper": "Someone 2020", "place": "Table 1", "system": "ease", "metric": "hr@10",
        "protocol": "NCF's files", "published": 0.7192, "tolerance": 0.0002, "because": "exact",
        "ours": {"value": 0.7190, "ci95": [0.7077, 0.7303], "over": "users",
                 "source": {"study": "ncf", "arm": "ease", "metric": "hr@10"}},
        "mistake": "not masked", "with_mistake": {"value": 0.5},
        "note": "a note", "command": "./refold report ncf", "cpu_minutes": 0.2
      }]}
      """;

  @TempDir private Path folder;

  private VerdictRow read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve(VerdictFile.NAME), text);
    return VerdictFile.read(file).get(0);
  }

  private static @Nullable Measured figure(@Nullable Double value) {
    return value == null ? null : new Measured(value, Optional.empty(), null, null);
  }

  private static VerdictRow row(
      @Nullable Double ours, @Nullable Double mistaken, @Nullable String undetermined) {
    return new VerdictRow(
        "Someone 2020",
        "Table 1",
        "ease",
        "hr@10",
        "all",
        0.4,
        0.01,
        "seeds",
        figure(ours),
        "not masked",
        figure(mistaken),
        undetermined,
        "no data here",
        "./refold evaluate",
        null);
  }

  @Test
  void readsARowWithItsSourceAndInterval() throws IOException {
    VerdictRow row = read(ROW);
    assertThat(row.verdict()).isEqualTo(Verdict.REPRODUCED);
    assertThat(row.ours())
        .isEqualTo(
            new Measured(
                0.719,
                Optional.of(new Interval(0.7077, 0.7303)),
                "users",
                new Measured.Source("ncf", "ease", "hr@10")));
    assertThat(row.cpuMinutes()).isEqualTo(0.2);
  }

  /** The figure is .4, and .01 may lie between: both ends count as near, on either side. */
  @ParameterizedTest
  @CsvSource({
    "0.41, , , REPRODUCED",
    "0.39, 0.7, , REPRODUCED",
    "0.4101, , , NOT_REPRODUCED",
    "0.9, 0.405, , WITH_MISTAKE",
    ", 0.405, , WITH_MISTAKE",
    "0.9, 0.2, , NOT_REPRODUCED",
    ", , , NOT_TRIED",
    "0.4, 0.4, which users, NOT_DETERMINABLE",
    ", , which users, NOT_DETERMINABLE"
  })
  void theVerdictFollowsFromTheNumbers(
      @Nullable Double ours,
      @Nullable Double mistaken,
      @Nullable String undetermined,
      Verdict expected) {
    assertThat(row(ours, mistaken, undetermined).verdict()).isEqualTo(expected);
  }

  /** A verdict that somebody writes into the file changes nothing. */
  @Test
  void aRowCannotClaimAVerdict() throws IOException {
    String claiming =
        ROW.replace("\"value\": 0.7190", "\"value\": 0.6")
            .replace("\"note\"", "\"verdict\": \"reproduced\", \"note\"");
    assertThat(read(claiming).verdict()).isEqualTo(Verdict.NOT_REPRODUCED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"tolerance\": 0.0002 | \"tolerance\": 0 | the tolerance 0.0; it needs a number and one"
            + " above 0",
        "\"command\": \"./refold report ncf\", | '' | has a figure of ours; add the command that"
            + " makes it",
        "\"mistake\": \"not masked\", | '' | has a figure with a mistake; say which in 'mistake'",
        "\"over\": \"users\", | '' | it needs a number, and either both of the others or none",
        "\"published\": 0.7192 | \"published\": \"high\" | 'rows[0].published' is \"high\", but"
            + " must be a number",
        "refold.verdicts/1 | refold.verdicts/0 | its schema is 'refold.verdicts/0', but must be"
      })
  void whatIsWrongIsSaid(String in, String instead, String message) {
    assertThat(ROW).contains(in);
    assertThatThrownBy(() -> read(ROW.replace(in, instead)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("verdicts.json is no file of verdicts: ")
        .hasMessageContaining(message);
  }

  @Test
  void aBoardHasRowsAndOneWithoutAFigureSaysWhy() {
    assertThatThrownBy(() -> read("{\"schema\": \"refold.verdicts/1\", \"rows\": []}"))
        .hasMessageContaining("it has no rows");
    String untried =
        """
        {"schema": "refold.verdicts/1", "rows": [{
          "paper": "Someone 2020", "place": "Table 1", "system": "ease", "metric": "hr@10",
          "protocol": "NCF's files", "published": 0.7192, "tolerance": 0.0002, "because": "exact"
        }]}
        """;
    assertThatThrownBy(() -> read(untried))
        .hasMessageContaining("'Someone 2020, Table 1, hr@10' has no figure of ours; say why");
  }
}
