package org.refold.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CpuTuningTest {

  private static final Cpu WIDE = new Cpu("any", Set.of("avx2", "avx512f"));
  private static final Cpu NARROW = new Cpu("any", Set.of("avx2"));

  @Test
  void aProcessorWithWideVectorsGetsTheirCode() {
    Map<String, String> settings = CpuTuning.settings(WIDE, name -> null, null);
    assertThat(settings).containsEntry("OPENBLAS_CORETYPE", "SkylakeX");
    String threads = Integer.toString(Parallel.threads());
    assertThat(settings)
        .containsEntry("OPENBLAS_NUM_THREADS", threads)
        .containsEntry("OMP_NUM_THREADS", threads)
        .containsKey("OPENBLAS_THREAD_TIMEOUT");
  }

  @Test
  void anotherProcessorIsLeftToOpenBlas() {
    assertThat(CpuTuning.settings(NARROW, name -> null, null))
        .doesNotContainKey("OPENBLAS_CORETYPE");
  }

  @Test
  void threadsThatTheUserHasSetStay() {
    Map<String, String> user = Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "");
    assertThat(CpuTuning.settings(NARROW, user::get, null))
        .containsOnlyKeys("OPENBLAS_NUM_THREADS", "OPENBLAS_THREAD_TIMEOUT");
  }

  @Test
  void aCoreForAllProgramsDoesNotCountButOneForThisProgramDoes() {
    Map<String, String> user =
        Map.of("OPENBLAS_CORETYPE", "Haswell", "REFOLD_OPENBLAS_CORE", "Zen");
    assertThat(
            CpuTuning.settings(
                WIDE, name -> "OPENBLAS_CORETYPE".equals(name) ? "Haswell" : null, null))
        .containsEntry("OPENBLAS_CORETYPE", "SkylakeX");
    assertThat(CpuTuning.settings(WIDE, user::get, null)).containsEntry("OPENBLAS_CORETYPE", "Zen");
    assertThat(CpuTuning.settings(NARROW, user::get, null))
        .containsEntry("OPENBLAS_CORETYPE", "Zen");
  }

  @Test
  void thePropertyComesBeforeTheEnvironment() {
    assertThat(CpuTuning.settings(NARROW, name -> "Haswell", "Zen"))
        .containsEntry("OPENBLAS_CORETYPE", "Zen");
  }

  @Test
  void settingsAreMadeOnce() {
    assertThat(CpuTuning.apply()).isSameAs(CpuTuning.apply());
  }

  @Test
  void readsTheProcessorOfLinux() {
    Cpu cpu =
        Cpu.parse(
            List.of("processor\t: 0", "model name\t: Some CPU @ 2 GHz", "flags\t\t: fpu avx512f"));
    assertThat(cpu).isEqualTo(new Cpu("Some CPU @ 2 GHz", Set.of("fpu", "avx512f")));
    assertThat(Cpu.parse(List.of()).flags()).isEmpty();
  }
}
