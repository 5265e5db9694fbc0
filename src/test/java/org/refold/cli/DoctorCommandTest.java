package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refold.data.sets.DataLocations;

/** What is missing is said with what to do. */
class DoctorCommandTest {

  @TempDir private Path folder;

  @Test
  void everythingThatCountsHasALine() {
    String out = Typed.of("doctor").done().out();
    for (String what :
        List.of("JVM", "processor", "BLAS", "BLAS speed", "memory", "data", "kernel", "Jupyter")) {
      assertThat(out.lines().anyMatch(line -> line.startsWith(what + " "))).as(what).isTrue();
    }
    assertThat(out).contains("self-check passed").containsPattern("BLAS speed +\\d+\\.\\d GFLOP/s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BLAS | OpenBLAS 0.3.31 Prescott | vector (256 bits) | REFOLD_OPENBLAS_CORE=Haswell",
        "BLAS | OpenBLAS 0.3.31 Nehalem | vector (512 bits) | REFOLD_OPENBLAS_CORE=SkylakeX",
        "BLAS | OpenBLAS 0.3.31 SkylakeX | vector (512 bits) | ",
        "BLAS | OpenBLAS 0.3.31 Prescott | scalar | ",
        "kernels | scalar | scalar | jdk.incubator.vector",
        "kernels | vector (256 bits) | vector (256 bits) | ",
      })
  void slowNumbersHaveARemedy(String what, String value, String kernels, String remedy) {
    Finding finding = NumberFindings.judged(what, value, Map.of("kernels", kernels));
    assertThat(finding.remedy().isPresent()).isEqualTo(remedy != null);
    finding.remedy().ifPresent(said -> assertThat(said).contains(remedy));
  }

  @Test
  void aSpeedBesideOtherProgramsSaysSo() {
    assertThat(NumberFindings.speed(7.25).remedy().orElseThrow()).contains("load 7.3");
    assertThat(NumberFindings.speed(0.4).remedy()).isEmpty();
  }

  /** {@code BlasTest} sees that a defect is of this type. */
  @Test
  void whateverFailsIsNotTakenForAWrongBlas() {
    Finding other = NumberFindings.failed(new IllegalStateException("this memory is closed"));
    assertThat(other.what()).isEqualTo("numbers");
    assertThat(other.value()).doesNotContain("computes wrongly");
    assertThat(other.remedy().orElseThrow()).contains("this memory is closed");
  }

  @Test
  void missingDataHaveARemedy() {
    Finding none = WorkFindings.data(new DataLocations(List.of(folder), folder));
    assertThat(none.value()).startsWith("none in ");
    assertThat(none.remedy().orElseThrow()).contains("data fetch ml-1m", "REFOLD_DATA");
  }

  @Test
  void theKernelOfTheUserIsLookedAt() throws Exception {
    assertThat(WorkFindings.kernel(folder).remedy().orElseThrow()).contains("kernel install");
    Path file = Files.createDirectories(folder.resolve("kernels/java")).resolve("kernel.json");
    Files.writeString(file, "{\"argv\": [\"java\", \"io.github.spencerpark.ijava.IJava\"]}");
    assertThat(WorkFindings.kernel(folder).remedy().orElseThrow()).contains("--replace");
    Files.writeString(file, "{\"argv\": [\"java\", \"org.refold.notebook.kernel.JavaKernel\"]}");
    assertThat(WorkFindings.kernel(folder).remedy()).isEmpty();
  }

  @Test
  void aMissingProgramHasARemedy() {
    assertThat(WorkFindings.program(Optional.empty(), "notebook lab").remedy().orElseThrow())
        .contains("./refold notebook lab fetches it", "pip install");
    assertThat(WorkFindings.program(Optional.of(Path.of("/usr/bin/x")), "").remedy()).isEmpty();
    assertThat(WorkFindings.jshell(false).remedy().orElseThrow()).contains("JAVA_HOME");
  }
}
