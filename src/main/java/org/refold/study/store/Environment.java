package org.refold.study.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refold.kernel.NumbersInfo;
import org.refold.settings.CodeVersion;

/** The machine, the Java runtime and the code that a result was made with. */
public final class Environment {

  private Environment() {}

  /** What a reader of a result wants to know of where it was made, sorted by name. */
  public static SortedMap<String, String> now() {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.putAll(NumbersInfo.here().describe());
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("arch", System.getProperty("os.arch"));
    facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("code", codeVersion());
    return facts;
  }

  /**
   * The commit that the classes were built from, with {@code -dirty} where the work tree differed
   * from it, or {@code unknown} where they were built outside a repository.
   */
  public static String codeVersion() {
    return CodeVersion.current();
  }

  /**
   * The most memory that this process has had at once, in MB; -1 where the system does not tell.
   */
  public static long peakMemoryMegabytes() {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return -1;
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(-1);
    } catch (IOException e) {
      return -1;
    }
  }
}
