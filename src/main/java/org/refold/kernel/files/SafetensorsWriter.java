package org.refold.kernel.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.refold.kernel.Matrix;

/**
 * Collects arrays and texts and writes them as a safetensors file. Arrays are not copied: they are
 * read when the file is written, a matrix row by row. Equal content gives equal bytes, in whatever
 * order it was added: larger numbers come first, so that all are aligned, then it goes by name.
 */
public final class SafetensorsWriter {

  private static final int ALIGNMENT = 8;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SortedMap<String, Outgoing> arrays = new TreeMap<>();
  private final SortedMap<String, String> metadata = new TreeMap<>();

  /** An empty one. */
  public SafetensorsWriter() {}

  /**
   * Adds a matrix as an array {@code [rows, columns]} of its precision.
   *
   * @throws IllegalArgumentException if there is an array of this name; so do the others
   */
  public SafetensorsWriter add(String name, Matrix matrix) {
    return add(name, Outgoing.of(matrix));
  }

  /**
   * Adds a matrix rounded to bytes, a quarter of its size: an array {@code [rows, columns]} of
   * them, and one of a scale for each row, named {@code NAME.scales}. What is read back is off by
   * at most half a scale.
   *
   * @param matrix of floats
   */
  public SafetensorsWriter addBytes(String name, Matrix matrix) {
    add(name + Safetensors.SCALES, ByteRows.scales(matrix));
    return add(
        name,
        new Outgoing(
            NumberType.I8,
            new long[] {matrix.rows(), matrix.columns()},
            out -> ByteRows.write(matrix, out)));
  }

  /** Fills in the bytes of a row. */
  @FunctionalInterface
  public interface ByteRowSource {
    /**
     * @param row which
     * @param numbers receives its bytes. Modified.
     */
    void fill(int row, byte[] numbers);
  }

  /**
   * The same of a matrix that was rounded before: {@code bytes x scales[row]}.
   *
   * @param scales one for each row
   * @param columns the length of a row
   */
  public SafetensorsWriter addBytes(
      String name, float[] scales, int columns, ByteRowSource source) {
    add(name + Safetensors.SCALES, scales);
    return add(
        name,
        new Outgoing(
            NumberType.I8,
            new long[] {scales.length, columns},
            out -> {
              byte[] numbers = new byte[columns];
              for (int row = 0; row < scales.length; row++) {
                source.fill(row, numbers);
                out.put(numbers);
              }
            }));
  }

  /** Adds an array of floats of one dimension. */
  public SafetensorsWriter add(String name, float[] numbers) {
    return add(name, Outgoing.of(numbers));
  }

  /** Adds an array of doubles of one dimension. */
  public SafetensorsWriter add(String name, double[] numbers) {
    return add(name, Outgoing.of(numbers));
  }

  /** Adds an array of integers of one dimension. */
  public SafetensorsWriter add(String name, int[] numbers) {
    return add(name, Outgoing.of(numbers));
  }

  /** Adds an array of 64-bit integers of one dimension. */
  public SafetensorsWriter add(String name, long[] numbers) {
    return add(name, Outgoing.of(numbers));
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

  private SafetensorsWriter add(String name, Outgoing array) {
    if (name.equals(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException(
          "an array cannot be called " + name + ", which holds the texts of a file; rename it");
    }
    if (arrays.putIfAbsent(name, array) != null) {
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
    List<String> order = new ArrayList<>(arrays.keySet());
    order.sort(Comparator.comparingInt(name -> -array(name).type().bytes()));
    byte[] header = header(order);
    WholeFile.write(
        file,
        channel -> {
          NumberOutput out = new NumberOutput(channel);
          out.put(new long[] {header.length});
          out.put(header);
          for (String name : order) {
            array(name).numbers().writeTo(out);
          }
          out.flush();
        });
  }

  private Outgoing array(String name) {
    return Objects.requireNonNull(arrays.get(name));
  }

  private byte[] header(List<String> order) throws IOException {
    Map<String, Object> header = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      header.put(SafetensorsHeader.METADATA, metadata);
    }
    long at = 0;
    for (String name : order) {
      Outgoing array = array(name);
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("dtype", array.type().name());
      entry.put("shape", array.shape());
      entry.put("data_offsets", new long[] {at, at + array.bytes()});
      header.put(name, entry);
      at += array.bytes();
    }
    byte[] json = JSON.writeValueAsBytes(header);
    byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }
}
