package org.refold.cli;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.refold.kernel.DefectiveBlasException;
import org.refold.kernel.MemoryForecast;
import org.refold.kernel.Parallel;
import org.refold.kernel.Transpose;
import org.refold.study.store.Environment;
import org.refold.train.neural.DenseProducts;

/** What the machine computes with, how fast it is, and how much it can hold. */
final class NumberFindings {

  /** Rows and columns of the matrices that are multiplied: beyond all caches, done in a moment. */
  private static final int SIZE = 1024;

  /** The code of OpenBLAS for processors without AVX2, which it also takes for unknown ones. */
  private static final Set<String> OLD_CORES =
      Set.of("Generic", "Prescott", "Core2", "Penryn", "Dunnington", "Nehalem", "Sandybridge");

  private static final long LEAST_HEAP = 2_000_000_000L;

  private NumberFindings() {}

  /**
   * All of them.
   *
   * @throws DefectiveBlasException if OpenBLAS computes wrongly
   */
  static List<Finding> here() {
    Map<String, String> facts = Environment.now();
    List<Finding> findings = new ArrayList<>();
    facts.forEach((what, value) -> findings.add(judged(what, value, facts)));
    findings.add(speed(load()));
    long free = MemoryForecast.freeBytes();
    long heap = Runtime.getRuntime().maxMemory();
    findings.add(
        Finding.of(
            free >= heap,
            "memory, free",
            MemoryForecast.readable(free),
            "the heap may take more than is free: end other programs, or set REFOLD_HEAP lower"));
    return findings;
  }

  /** What is said where {@link #here} fails: a wrong BLAS, or whatever else went wrong. */
  static Finding failed(RuntimeException failure) {
    return failure instanceof DefectiveBlasException
        ? Finding.wanting("BLAS", "computes wrongly", String.valueOf(failure.getMessage()))
        : Finding.wanting("numbers", "cannot be looked at", "a fault of Refold: " + failure);
  }

  static Finding judged(String what, String value, Map<String, String> facts) {
    return switch (what) {
      case "BLAS" -> blas(value, facts.getOrDefault("kernels", ""));
      case "kernels" ->
          Finding.of(
              value.startsWith("vector"),
              what,
              value,
              "loops run without vector instructions, some several times as long: start by"
                  + " ./refold, with a JDK that has the module jdk.incubator.vector");
      case "heap limit" ->
          Finding.of(
              Runtime.getRuntime().maxMemory() >= LEAST_HEAP,
              what,
              value,
              "MovieLens-1M takes about 2 GB: set REFOLD_HEAP, such as REFOLD_HEAP=4g");
      default -> Finding.good(what, value);
    };
  }

  private static Finding blas(String value, String kernels) {
    String core = value.substring(value.lastIndexOf(' ') + 1);
    boolean slow = OLD_CORES.contains(core) && kernels.contains(" bits");
    String better = kernels.contains("512 bits") ? "SkylakeX" : "Haswell";
    return Finding.of(
        !slow,
        "BLAS",
        value + ", self-check passed",
        "OpenBLAS runs code for older processors: set REFOLD_OPENBLAS_CORE=" + better);
  }

  /** How many processors all programs keep busy, or would if there were as many. */
  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /**
   * Measures a product.
   *
   * @param load how many processors were busy before; below 0 where the system does not tell
   */
  static Finding speed(double load) {
    var product = new DenseProducts.Product(Transpose.NO, Transpose.NO, SIZE, SIZE, SIZE);
    double seconds = GemmFloor.seconds(new DenseProducts(List.of(product), 1));
    return Finding.of(
        load < 1,
        "BLAS speed",
        String.format(
            Locale.ROOT,
            "%.1f GFLOP/s (product of %d x %d floats on %d threads, measured now)",
            2.0 * SIZE * SIZE * SIZE / seconds / 1e9,
            SIZE,
            SIZE,
            Parallel.threads()),
        String.format(
            Locale.ROOT,
            "other programs were running (load %.1f): end them for a figure of the machine",
            load));
  }
}
