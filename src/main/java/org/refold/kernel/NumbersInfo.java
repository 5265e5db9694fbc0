package org.refold.kernel;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the numbers were computed with, for result files and to see why a machine is slow.
 *
 * @param blas library, version and the core whose code it runs, such as {@code OpenBLAS 0.3.31
 *     SkylakeX}
 * @param kernels how fused loops run, such as {@code vector (512 bits)}
 * @param threads how many threads a loop or product uses at most
 * @param cpu the processor's name
 * @param jvm name and version of the virtual machine
 * @param heapBytes the limit of the heap
 * @param physicalBytes the memory of the machine
 */
public record NumbersInfo(
    String blas,
    String kernels,
    int threads,
    String cpu,
    String jvm,
    long heapBytes,
    long physicalBytes) {

  /**
   * Looks at this process; loads the native library.
   *
   * @throws DefectiveBlasException if OpenBLAS failed its self-check
   */
  public static NumbersInfo here() {
    OpenBlas.ready();
    return new NumbersInfo(
        OpenBlas.describe(),
        Kernels.provider(),
        Parallel.threads(),
        Cpu.here().model(),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        Runtime.getRuntime().maxMemory(),
        MemoryForecast.physicalBytes());
  }

  /** Name and value of each line, in order. */
  public Map<String, String> describe() {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("BLAS", blas);
    lines.put("kernels", kernels);
    lines.put("threads", Integer.toString(threads));
    lines.put("processor", cpu);
    lines.put("JVM", jvm);
    lines.put("heap limit", MemoryForecast.readable(heapBytes));
    lines.put("memory", MemoryForecast.readable(physicalBytes));
    return lines;
  }
}
