package org.refold.kernel;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the environment of this process right for native number libraries, which read it once, while
 * they load:
 *
 * <ul>
 *   <li>{@code OPENBLAS_CORETYPE=SkylakeX} on processors with AVX-512, where OpenBLAS may choose
 *       slower code for processors that are newer than itself;
 *   <li>{@code OPENBLAS_NUM_THREADS} and {@code OMP_NUM_THREADS}: never more than {@link
 *       Parallel#threads()};
 *   <li>{@code OPENBLAS_THREAD_TIMEOUT}: idle BLAS threads sleep after microseconds. By default
 *       they spin for a good part of a second and take the processor from the threads of {@link
 *       Parallel}: a product of 500 x 3706 x 600 followed by a loop took 76 ms instead of 7 on a
 *       busy machine of two cores.
 * </ul>
 *
 * <p>Numbers of threads that are set stay as they are. A core type that is set for all programs of
 * a machine does not count here, since it is often set for others' sake and halves our speed; the
 * variable {@value #CORE_VARIABLE} and, before it, the system property {@value #CORE_PROPERTY}
 * choose one for this program. Nothing happens where there is no libc to ask (Windows), and nothing
 * here ever fails: the worst outcome is an untuned library.
 */
public final class CpuTuning {

  /** The system property that names the OpenBLAS core for this program alone. */
  public static final String CORE_PROPERTY = "refold.openblas.core";

  /** The environment variable that OpenBLAS takes its core from. */
  static final String CORE = "OPENBLAS_CORETYPE";

  /** The environment variable that does the same. */
  public static final String CORE_VARIABLE = "REFOLD_OPENBLAS_CORE";

  /** As a power of two, in processor cycles: about 25 microseconds. */
  private static final String SPIN_CYCLES_LOG2 = "16";

  private static final Logger LOG = LoggerFactory.getLogger(CpuTuning.class);

  private static @Nullable Map<String, String> applied;

  private CpuTuning() {}

  /**
   * Sets the environment, once; later calls return at once. What loads a native library by himself
   * (ND4J, for one) calls this before; {@link Blas} does so on its own.
   *
   * @return the variables that were set, by name
   */
  public static synchronized Map<String, String> apply() {
    if (applied == null) {
      applied = set(settings(Cpu.here(), System::getenv, System.getProperty(CORE_PROPERTY)));
    }
    return applied;
  }

  /** What is to be set on such a processor, beside what is there. */
  static Map<String, String> settings(
      Cpu cpu, UnaryOperator<@Nullable String> environment, @Nullable String chosenCore) {
    Map<String, String> settings = new TreeMap<>();
    String threads = Integer.toString(Parallel.threads());
    String core = chosenCore == null ? environment.apply(CORE_VARIABLE) : chosenCore;
    if (core != null && !core.isBlank()) {
      settings.put(CORE, core.strip());
    } else if (cpu.has("avx512f")) {
      settings.put(CORE, "SkylakeX");
    }
    settings.putAll(unlessSet(environment, "OPENBLAS_NUM_THREADS", threads));
    settings.putAll(unlessSet(environment, "OMP_NUM_THREADS", threads));
    settings.putAll(unlessSet(environment, "OPENBLAS_THREAD_TIMEOUT", SPIN_CYCLES_LOG2));
    return settings;
  }

  private static Map<String, String> unlessSet(
      UnaryOperator<@Nullable String> environment, String name, String value) {
    String present = environment.apply(name);
    return present == null || present.isBlank() ? Map.of(name, value) : Map.of();
  }

  private static Map<String, String> set(Map<String, String> settings) {
    if (!Platform.isLinux() && !Platform.isMac()) {
      return Map.of();
    }
    try {
      Function setenv = Function.getFunction(Platform.C_LIBRARY_NAME, "setenv");
      settings.forEach((name, value) -> setenv.invokeInt(new Object[] {name, value, 1}));
      LOG.debug("set for native libraries: {}", settings);
      return Map.copyOf(settings);
    } catch (LinkageError | RuntimeException e) {
      LOG.info("native libraries run with their own settings: {}", e.toString());
      return Map.of();
    }
  }
}
