package org.refold.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a computation will need, told before it starts: {@code MemoryForecast.of("EASE with 62,423
 * items").matrices(2, Precision.DOUBLE, n, n).option("...")}, of which {@link #fits} says whether
 * it can be had and {@link #describe} what to say if not.
 */
public final class MemoryForecast {

  private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

  private final String purpose;
  private final String supply;
  private final List<String> parts = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private long bytes;

  private MemoryForecast(String purpose, String supply) {
    this.purpose = purpose;
    this.supply = supply;
  }

  /**
   * Begins a forecast for memory outside the heap.
   *
   * @param purpose what needs the memory, as the subject of a sentence
   */
  public static MemoryForecast of(String purpose) {
    return new MemoryForecast(purpose, "this machine has %s free");
  }

  /**
   * Begins a forecast for memory on the heap.
   *
   * @param purpose what needs the memory, as the subject of a sentence
   */
  public static MemoryForecast ofHeap(String purpose) {
    return new MemoryForecast(purpose, "this Java heap has room for %s");
  }

  /** Adds some dense matrices of equal shape. */
  public MemoryForecast matrices(int count, Precision precision, long rows, long columns) {
    long each = Math.multiplyExact(Math.multiplyExact(rows, columns), (long) precision.bytes());
    bytes = Math.addExact(bytes, Math.multiplyExact(each, (long) count));
    parts.add(count == 1 ? readable(each) : count + " x " + readable(each));
    return this;
  }

  /** Adds something that the user can do when the memory is not there. */
  public MemoryForecast option(String option) {
    options.add(option);
    return this;
  }

  /** The bytes needed in all. */
  public long bytes() {
    return bytes;
  }

  /** Whether so many free bytes are enough. */
  public boolean fits(long free) {
    return bytes <= free;
  }

  /** One line: what is needed, what is there, what to do if that is not enough. */
  public String describe(long free) {
    StringBuilder line = new StringBuilder(purpose);
    line.append(" needs ").append(parts.isEmpty() ? "0 B" : String.join(" + ", parts));
    line.append(", ").append(String.format(Locale.ROOT, supply, readable(free)));
    if (!fits(free) && !options.isEmpty()) {
      line.append(": ").append(String.join("; or ", options));
    }
    return line.toString();
  }

  /**
   * The bytes that a process can still have: what the system calls available, cut by the limit of
   * the container. Where the system does not tell, the physical memory less this heap's limit.
   */
  public static long freeBytes() {
    long free = available();
    for (String group : List.of("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current")) {
      if (!Files.isReadable(Path.of(group))) {
        return free;
      }
    }
    long limit = number(Path.of("/sys/fs/cgroup/memory.max"));
    long current = number(Path.of("/sys/fs/cgroup/memory.current"));
    return limit < 0 || current < 0 ? free : Math.min(free, Math.max(0, limit - current));
  }

  private static long available() {
    try {
      for (String line : Files.readAllLines(MEMORY_INFO, StandardCharsets.UTF_8)) {
        if (line.startsWith("MemAvailable:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
        }
      }
    } catch (IOException | SecurityException | NumberFormatException unknown) {
      // a system that keeps its memory elsewhere: asked below
    }
    return Math.max(0, physicalBytes() - Runtime.getRuntime().maxMemory());
  }

  /** The memory of this machine. */
  static long physicalBytes() {
    return org.bytedeco.javacpp.Pointer.totalPhysicalBytes();
  }

  /** The number in a file, or -1 where it holds none ("max"). */
  private static long number(Path file) {
    try {
      return Long.parseLong(Files.readString(file, StandardCharsets.UTF_8).strip());
    } catch (IOException | SecurityException | NumberFormatException none) {
      return -1;
    }
  }

  /** Bytes in the unit that suits them, such as {@code 31.2 GB}; units are powers of 1000. */
  public static String readable(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    double value = bytes;
    int unit = 0;
    while (value >= 999.95 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }
}
