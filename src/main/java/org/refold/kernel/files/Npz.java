package org.refold.kernel.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.refold.settings.BadInputException;

/**
 * An {@code .npz} file, open for reading: a zip of {@link Npy} arrays, compressed or not. The
 * checksum of an array is compared whenever it is read. {@link NpzWriter} writes such files.
 */
public final class Npz implements AutoCloseable {

  private static final String SUFFIX = ".npy";

  /** No deflated byte stands for more. */
  private static final long MOST_EXPANSION = 1032;

  private final Path file;
  private final ZipFile zip;
  private final Set<String> names = new TreeSet<>();

  private Npz(Path file, ZipFile zip) throws IOException {
    this.file = file;
    this.zip = zip;
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      String entry = all.nextElement().getName();
      String name = entry.substring(0, Math.max(0, entry.length() - SUFFIX.length()));
      if (entry.endsWith(SUFFIX) && !names.add(name)) {
        throw NpyHeader.damaged(file, "array '" + name + "'", "two of this name", "one");
      }
    }
  }

  /**
   * Opens a file and reads the names in it.
   *
   * @throws BadInputException if it is no zip, or has a name twice
   * @throws IOException if it cannot be read
   */
  public static Npz open(Path file) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw NpyHeader.damaged(file, "file", "no zip (" + e.getMessage() + ")", "a zip of arrays");
    }
    try {
      return new Npz(file, zip);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** The names of the arrays. */
  public Set<String> names() {
    return Collections.unmodifiableSet(names);
  }

  /**
   * An array of the file, to be read while this is open.
   *
   * @throws BadInputException if there is none of this name, it is damaged or of another type
   */
  public Npy get(String name) throws IOException {
    String where = "array '" + name + "'";
    ZipEntry entry = zip.getEntry(name + SUFFIX);
    if (entry == null) {
      throw ArrayFileFault.of(file, where, "no such array", "one of " + names, "check the name");
    }
    if (entry.getSize() / MOST_EXPANSION > entry.getCompressedSize()) {
      String size = entry.getSize() + " bytes out of " + entry.getCompressedSize();
      throw NpyHeader.damaged(file, where, size, "at most " + MOST_EXPANSION + " for each");
    }
    return new Npy(
        file, where, entry.getSize(), () -> new Checked(zip.getInputStream(entry), entry));
  }

  /** Compares the checksum at the end, which {@link ZipFile} does not. */
  private static final class Checked extends CheckedInputStream {
    private final long expected;

    Checked(InputStream in, ZipEntry entry) {
      super(in, new CRC32());
      this.expected = entry.getCrc();
    }

    @Override
    public int read() throws IOException {
      return compared(super.read());
    }

    @Override
    public int read(byte[] to, int start, int length) throws IOException {
      return compared(super.read(to, start, length));
    }

    private int compared(int result) throws ZipException {
      if (result < 0 && getChecksum().getValue() != expected) {
        throw new ZipException("another checksum");
      }
      return result;
    }
  }

  /** Closes the file; what was read stays. */
  @Override
  public void close() throws IOException {
    zip.close();
  }
}
