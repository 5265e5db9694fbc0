package org.refold.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.refold.report.table.Rich;

class CellProgressTest {

  private long now = 1_000_000;
  private final InstantSource clock = () -> Instant.ofEpochMilli(now);
  private final List<String> shown = new ArrayList<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream terminal = new PrintStream(printed, true, StandardCharsets.UTF_8);

  private final CellOutput cell =
      new CellOutput() {
        private int displays;

        @Override
        public String display(Object content) {
          displays++;
          update("id" + displays, content);
          return "id" + displays;
        }

        @Override
        public void update(String id, Object content) {
          shown.add(id + " " + ((Rich) content).toText());
        }
      };

  @Test
  void oneLineIsRewrittenAtMostFiveTimesASecondAndItsLastStateStays() {
    CellProgress progress = new CellProgress(Optional.of(cell), terminal, clock);
    progress.begin("epochs", 1000);
    for (int step = 0; step < 1000; step++) {
      now += 10;
      progress.advance(1, "loss " + step);
    }
    progress.end();
    assertThat(shown).hasSize(1 + 50 + 1).allMatch(line -> line.startsWith("id1 epochs "));
    assertThat(shown.get(25)).isEqualTo("id1 epochs 500/1000, 5.0 s, 5.0 s left, loss 499");
    assertThat(shown.get(51)).isEqualTo("id1 epochs 1000/1000, 10.0 s, loss 999");
    assertThat(printed.size()).isZero();
  }

  @Test
  void workInsideWorkHasItsOwnLine() {
    CellProgress progress = new CellProgress(Optional.of(cell), terminal, clock);
    progress.begin("trials", 2);
    progress.begin("epochs", 3);
    progress.advance(3, "");
    progress.end();
    progress.advance(1, "");
    progress.end();
    assertThat(shown).last().isEqualTo("id1 trials 1/2, 0.0 s, ended early");
    assertThat(shown).contains("id2 epochs 3/3, 0.0 s");
  }

  @Test
  void withoutAKernelThereAreAFewLinesOfText() {
    CellProgress progress = new CellProgress(Optional.empty(), terminal, clock);
    progress.begin("reading ratings.dat", -1);
    for (int step = 0; step < 100; step++) {
      now += 50;
      progress.advance(10, "");
    }
    progress.end();
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "reading ratings.dat 400, 2.0 s",
            "reading ratings.dat 800, 4.0 s",
            "reading ratings.dat 1000, 5.0 s");
  }

  @Test
  void advancingWhatHasNotBegunIsAMistake() {
    CellProgress progress = new CellProgress(Optional.of(cell), terminal, clock);
    assertThatThrownBy(() -> progress.advance(1, "")).hasMessageContaining("before begin");
  }

  @Test
  void htmlIsEscaped() {
    CellProgress progress =
        new CellProgress(
            Optional.of(
                new CellOutput() {
                  @Override
                  public String display(Object content) {
                    shown.add(((Rich) content).toHtml());
                    return "";
                  }

                  @Override
                  public void update(String id, Object content) {}
                }),
            terminal,
            clock);
    progress.begin("a < b & c", 4);
    assertThat(shown.get(0)).contains("a &lt; b &amp; c").contains("max=\"4\"");
  }
}
