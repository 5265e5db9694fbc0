package org.refold.kernel.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;

/**
 * Collects arrays and texts and writes them as a safetensors file. Arrays are not copied: they are
 * read when the file is written, a matrix row by row. Equal content gives equal bytes, in whatever
 * order it was added: larger numbers come first, so that all are aligned, then it goes by name.
 */
public final class SafetensorsWriter {

  private static final int ALIGNMENT = 8;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SortedMap<String, Entry> entries = new TreeMap<>();
  private final SortedMap<String, String> metadata = new TreeMap<>();

  /** An empty one. */
  public SafetensorsWriter() {}

  /** Adds a matrix as an array {@code [rows, columns]} of its precision. */
  public SafetensorsWriter add(String name, Matrix matrix) {
    NumberType type = matrix.precision() == Precision.FLOAT ? NumberType.F32 : NumberType.F64;
    long[] shape = {matrix.rows(), matrix.columns()};
    return add(name, new Entry(name, type, shape, out -> out.put(matrix)));
  }

  /** Adds an array of floats of one dimension. */
  public SafetensorsWriter add(String name, float[] numbers) {
    long[] shape = {numbers.length};
    return add(name, new Entry(name, NumberType.F32, shape, out -> out.put(numbers)));
  }

  /** Adds an array of integers of one dimension. */
  public SafetensorsWriter add(String name, int[] numbers) {
    long[] shape = {numbers.length};
    return add(name, new Entry(name, NumberType.I32, shape, out -> out.put(numbers)));
  }

  /** Adds an array of 64-bit integers of one dimension. */
  public SafetensorsWriter add(String name, long[] numbers) {
    long[] shape = {numbers.length};
    return add(name, new Entry(name, NumberType.I64, shape, out -> out.put(numbers)));
  }

  /**
   * Adds a text of the file, such as what made it.
   *
   * @throws IllegalArgumentException if there is one of this name
   */
  public SafetensorsWriter metadata(String name, String text) {
    if (metadata.putIfAbsent(name, text) != null) {
      throw new IllegalArgumentException("the text '" + name + "' was added twice");
    }
    return this;
  }

  private SafetensorsWriter add(String name, Entry entry) {
    if (name.equals(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException(
          "an array cannot be called " + name + ", which holds the texts of a file; rename it");
    }
    if (entries.putIfAbsent(name, entry) != null) {
      throw new IllegalArgumentException(
          "the array '" + name + "' was added twice; names of a file differ from each other");
    }
    return this;
  }

  /**
   * Writes the file whole or not at all: under another name beside it, which is then changed.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path unfinished = Files.createTempFile(folder, file.getFileName() + "-", ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        NumberOutput out = new NumberOutput(channel);
        List<Entry> inOrder = inOrder();
        byte[] header = header(inOrder);
        out.put(new long[] {header.length});
        out.put(header);
        for (Entry each : inOrder) {
          each.numbers.writeTo(out);
        }
        out.flush();
        channel.force(true);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private List<Entry> inOrder() {
    List<Entry> inOrder = new ArrayList<>(entries.values());
    inOrder.sort(Comparator.comparingInt(each -> -each.type.bytes()));
    return inOrder;
  }

  private byte[] header(List<Entry> inOrder) throws IOException {
    Map<String, Object> header = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      header.put(SafetensorsHeader.METADATA, metadata);
    }
    long at = 0;
    for (Entry each : inOrder) {
      long end = at + Arrays.stream(each.shape).reduce(each.type.bytes(), (a, b) -> a * b);
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("dtype", each.type.name());
      entry.put("shape", each.shape);
      entry.put("data_offsets", new long[] {at, end});
      header.put(each.name, entry);
      at = end;
    }
    byte[] json = JSON.writeValueAsBytes(header);
    byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  private interface Numbers {
    void writeTo(NumberOutput out) throws IOException;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Entry(String name, NumberType type, long[] shape, Numbers numbers) {}
}
