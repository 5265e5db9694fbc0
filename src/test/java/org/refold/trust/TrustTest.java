package org.refold.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What takes input of others takes it or refuses it with a reason, whatever it is. */
class TrustTest {

  private static final int INPUTS = 300;

  @Test
  @Timeout(300) // what hangs
  void spoiltInputIsTakenOrRefusedWithAReason(@TempDir Path folder) throws IOException {
    for (Taker taker : new Takers(folder).all()) {
      for (byte[] good : taker.good()) {
        assertThatCode(() -> taker.reader().take(good))
            .as("%s: %s", taker.name(), new String(good, StandardCharsets.UTF_8))
            .doesNotThrowAnyException();
      }
      Tally tally = Tally.of(taker, INPUTS, 1);
      assertThat(tally.faults()).as(taker.name()).isEmpty();
      assertThat(tally.refused()).as(taker.name()).isPositive();
    }
  }
}
