package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {

  private final StringWriter terminal = new StringWriter();
  private long now;
  private final TerminalProgress progress =
      new TerminalProgress(new PrintWriter(terminal, true), () -> Instant.ofEpochMilli(now));

  @Test
  void shortWorkIsNotShown() {
    progress.begin("quick", 10);
    now = 1_900;
    progress.advance(9, "");
    progress.end();
    assertThat(terminal.toString()).isEmpty();
  }

  @Test
  void longWorkHasABarWithWhatIsLeftAndGoesAtItsEnd() {
    progress.begin("epochs", 100);
    now = 5_000;
    progress.advance(25, "loss 1.5");
    assertThat(terminal.toString())
        .contains("epochs [######..................] 25/100, 0:15 left loss 1.5");
    now = 5_100; // too soon to draw again
    progress.advance(1, "");
    assertThat(terminal.toString()).doesNotContain("26/100");
    now = 5_300;
    progress.advance(1, "");
    assertThat(terminal.toString()).contains("27/100").contains("loss 1.5");
    terminal.getBuffer().setLength(0);
    progress.end();
    assertThat(terminal.toString()).isEqualTo("\r\u001b[K");
  }

  @Test
  void workOfUnknownLengthIsCounted() {
    progress.begin("reading", -1);
    now = 3_000;
    progress.advance(12_345, "lines");
    assertThat(terminal.toString()).contains("reading: 12,345 lines");
  }

  @Test
  void nothingAdvancesBeforeItBegins() {
    assertThatThrownBy(() -> progress.advance(1, "")).isInstanceOf(IllegalStateException.class);
  }
}
