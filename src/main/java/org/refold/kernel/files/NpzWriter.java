package org.refold.kernel.files;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.refold.kernel.Matrix;

/**
 * Collects arrays and writes them as an {@code .npz} file, which numpy's {@code load} reads: a
 * compressed zip of {@code .npy} arrays, by name. Arrays are not copied: they are read when the
 * file is written. Equal arrays give equal bytes.
 */
public final class NpzWriter {

  /** The first that a zip can name: no file tells when it was written. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final SortedMap<String, Outgoing> arrays = new TreeMap<>();

  /** An empty one. */
  public NpzWriter() {}

  /**
   * Adds a matrix as float32 or float64.
   *
   * @throws IllegalArgumentException if there is an array of this name; so do the others
   */
  public NpzWriter add(String name, Matrix matrix) {
    return add(name, Outgoing.of(matrix));
  }

  /** Adds an array of one dimension as float32. */
  public NpzWriter add(String name, float[] numbers) {
    return add(name, Outgoing.of(numbers));
  }

  /** Adds an array of one dimension as float64. */
  public NpzWriter add(String name, double[] numbers) {
    return add(name, Outgoing.of(numbers));
  }

  /** Adds an array of one dimension as int32. */
  public NpzWriter add(String name, int[] numbers) {
    return add(name, Outgoing.of(numbers));
  }

  /** Adds an array of one dimension as int64. */
  public NpzWriter add(String name, long[] numbers) {
    return add(name, Outgoing.of(numbers));
  }

  private NpzWriter add(String name, Outgoing array) {
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
    WholeFile.write(
        file,
        channel -> {
          ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel));
          zip.setLevel(Deflater.BEST_SPEED);
          for (Map.Entry<String, Outgoing> each : arrays.entrySet()) {
            ZipEntry entry = new ZipEntry(each.getKey() + ".npy");
            entry.setTimeLocal(TIME);
            zip.putNextEntry(entry);
            Npy.write(new NumberOutput(Channels.newChannel(zip)), each.getValue());
            zip.closeEntry();
          }
          zip.finish();
        });
  }
}
