package org.refold.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the operating system tells about the processor.
 *
 * @param model the name on the label, such as {@code AMD EPYC}
 * @param flags the instruction sets; empty where the system does not list them
 */
record Cpu(String model, Set<String> flags) {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** This machine's processor; one of unknown abilities where there is no {@code /proc/cpuinfo}. */
  static Cpu here() {
    try {
      return parse(Files.readAllLines(CPU_INFO, StandardCharsets.UTF_8));
    } catch (IOException | SecurityException unreadable) {
      return new Cpu(System.getProperty("os.arch", "unknown"), Set.of());
    }
  }

  /** Reads the first processor of a {@code /proc/cpuinfo}. */
  static Cpu parse(List<String> cpuInfo) {
    String model = valueOf("model name", cpuInfo);
    String flags = valueOf("flags", cpuInfo);
    return new Cpu(
        model.isEmpty() ? System.getProperty("os.arch", "unknown") : model,
        flags.isEmpty() ? Set.of() : Set.copyOf(List.of(flags.split(" +"))));
  }

  private static String valueOf(String key, List<String> lines) {
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).strip().toLowerCase(Locale.ROOT).equals(key)) {
        return line.substring(colon + 1).strip();
      }
    }
    return "";
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }
}
