package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryForecastTest {

  private static MemoryForecast forecast() {
    return MemoryForecast.of("EASE with 62,423 items")
        .matrices(2, Precision.DOUBLE, 62_423, 62_423)
        .option("use float")
        .option("keep fewer items");
  }

  @Test
  void tellsNeedSupplyAndWaysOut() {
    assertThat(forecast().fits(62_300_000_000L)).isFalse();
    assertThat(forecast().describe(8_000_000_000L))
        .isEqualTo(
            "EASE with 62,423 items needs 2 x 31.2 GB, this machine has 8.0 GB free:"
                + " use float; or keep fewer items");
  }

  @Test
  void whatFitsPasses() {
    assertThat(forecast().fits(62_400_000_000L)).isTrue();
    assertThat(forecast().bytes()).isEqualTo(2L * 8 * 62_423 * 62_423);
    assertThat(forecast().describe(100_000_000_000L)).endsWith("100.0 GB free");
  }

  @Test
  void thisMachineHasSomethingFree() {
    assertThat(MemoryForecast.freeBytes()).isBetween(1L, MemoryForecast.physicalBytes());
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "31173047432, 31.2 GB", "999960, 1.0 MB"})
  void bytesAreReadable(long bytes, String text) {
    assertThat(MemoryForecast.readable(bytes)).isEqualTo(text);
  }
}
