package org.refold.tribuo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TribuoLogsTest {

  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

  /** Keeps what is logged. */
  private static final class Kept extends Handler {

    private final List<String> messages = new ArrayList<>();

    @Override
    public void publish(LogRecord line) {
      messages.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private final Kept kept = new Kept();

  @BeforeEach
  void listen() {
    TRIBUO.setLevel(null);
    TRIBUO.addHandler(kept);
    TRIBUO.setUseParentHandlers(false);
  }

  @AfterEach
  void goQuiet() {
    TRIBUO.removeHandler(kept);
    TRIBUO.setUseParentHandlers(true);
    TribuoLogs.show(Level.WARNING);
  }

  @Test
  void fitsAreQuiet() {
    TribuoFixtures.fit(TribuoFixtures.linear(1), 7);
    assertThat(kept.messages).isEmpty();
  }

  @Test
  void whoAsksForLinesGetsThem() {
    TribuoLogs.show(Level.INFO);
    TribuoFixtures.fit(TribuoFixtures.linear(1), 7);
    assertThat(kept.messages).anyMatch(line -> line.contains("Training SGD model"));
  }

  @Test
  void quietKeepsALevelThatWasSet() {
    TribuoLogs.show(Level.OFF);
    TribuoLogs.quiet();
    assertThat(TRIBUO.getLevel()).isEqualTo(Level.OFF);
  }
}
