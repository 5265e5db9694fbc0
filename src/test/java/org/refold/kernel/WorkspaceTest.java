package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkspaceTest {

  @ParameterizedTest
  @EnumSource(Precision.class)
  void matricesDoNotOverlapAndComeAgainAfterRewinding(Precision precision) {
    try (Workspace workspace = Workspace.of(precision, 64)) {
      Matrix first = workspace.take(3, 3);
      Matrix second = workspace.take(2, 5);
      first.set(2, 2, 7);
      second.set(0, 0, 8);
      assertThat(first.get(2, 2)).isEqualTo(7);
      workspace.rewind();
      assertThat(workspace.take(3, 3).get(2, 2)).isEqualTo(7);
      assertThat(workspace.take(1, 1).get(0, 0)).isEqualTo(8);
      assertThat(workspace.peak()).isEqualTo(32);
    }
  }

  @Test
  void saysWhenItIsFull() {
    try (Workspace workspace = Workspace.of(Precision.FLOAT, 20)) {
      workspace.take(2, 5);
      assertThatThrownBy(() -> workspace.take(1, 5))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("20 numbers")
          .hasMessageContaining("16 are in use")
          .hasMessageContaining("1 x 5");
    }
    assertThatThrownBy(() -> Workspace.of(Precision.FLOAT, -1)).hasMessageContaining("negative");
  }

  @Test
  void theEnvironmentOfTheNumbersIsDescribed() {
    NumbersInfo info = NumbersInfo.here();
    assertThat(info.threads()).isEqualTo(Parallel.threads());
    assertThat(info.describe().get("BLAS")).startsWith("OpenBLAS 0.3.");
    assertThat(info.describe()).containsKeys("kernels", "processor", "JVM", "memory");
  }
}
