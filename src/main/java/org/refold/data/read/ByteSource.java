package org.refold.data.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.refold.settings.BadInputException;

/**
 * Where bytes come from: a file or an entry of a zip archive; either is unpacked if it is packed by
 * gzip, whatever it is named, and then rewritten where its lines are no rows of a table.
 *
 * @param file the file, or the archive
 * @param entry the full name of the entry, or empty for the file itself
 * @param rewrites what makes a table of it, first to last; mostly nothing
 */
record ByteSource(Path file, Optional<String> entry, List<Rewrite> rewrites) {

  private static final int BUFFER = 1 << 16;

  /** A file of its own. */
  static ByteSource of(Path file) {
    return new ByteSource(file, Optional.empty(), List.of());
  }

  /** The same, with one rewriting more. */
  ByteSource rewritten(Rewrite rewrite) {
    return new ByteSource(
        file, entry, Stream.concat(rewrites.stream(), Stream.of(rewrite)).toList());
  }

  /** The number of the first line that {@link #open} gives: 0 where a header was put before it. */
  int firstLine() {
    return rewrites.stream().anyMatch(rewrite -> !rewrite.header().isEmpty()) ? 0 : 1;
  }

  /** The last part of the name, without {@code .gz}. */
  String name() {
    String full = entry.orElse(file.toString()).replace('\\', '/');
    String last = full.substring(full.lastIndexOf('/') + 1);
    return isNamedGz() ? last.substring(0, last.length() - 3) : last;
  }

  private boolean isNamedGz() {
    return entry.orElse(file.toString()).toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /** How many bytes {@link #open} counts in all, or -1 where that is not known. */
  long size() throws IOException {
    if (entry.isEmpty()) {
      return Files.size(file);
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return entryIn(zip).getSize();
    }
  }

  /**
   * Opens it.
   *
   * @param counter is notified of each number of bytes that are taken from the file as it is stored
   *     (packed with gzip, but out of a zip archive already)
   */
  InputStream open(LongConsumer counter) throws IOException {
    InputStream stored = entry.isEmpty() ? Files.newInputStream(file) : openEntry();
    try {
      InputStream counted = new CountingStream(stored, counter);
      InputStream text = unpacked(new BufferedInputStream(counted, BUFFER));
      for (Rewrite rewrite : rewrites) {
        text = new RewrittenStream(text, rewrite);
      }
      return text;
    } catch (IOException e) {
      stored.close();
      throw e;
    }
  }

  /** A name that ends in .gz is believed, so that a damaged file does not pass for text. */
  private InputStream unpacked(InputStream bytes) throws IOException {
    bytes.mark(2);
    int first = bytes.read();
    int second = bytes.read();
    bytes.reset();
    boolean packed = (second << 8 | first) == GZIPInputStream.GZIP_MAGIC;
    return packed || isNamedGz() ? new GZIPInputStream(bytes, BUFFER) : bytes;
  }

  private InputStream openEntry() throws IOException {
    ZipFile zip = new ZipFile(file.toFile());
    try {
      InputStream content = zip.getInputStream(entryIn(zip));
      return new BufferedInputStream(content, BUFFER) {
        @Override
        public void close() throws IOException {
          zip.close(); // closes its streams, too
        }
      };
    } catch (IOException | BadInputException e) {
      zip.close();
      throw e;
    }
  }

  private ZipEntry entryIn(ZipFile zip) {
    ZipEntry found = zip.getEntry(entry.orElseThrow());
    if (found == null) {
      throw new BadInputException("%s: there is no such entry".formatted(this));
    }
    return found;
  }

  /** Such as {@code ml-1m/ratings.dat in /data/ml-1m.zip}. */
  @Override
  public String toString() {
    return entry.map(name -> name + " in " + file).orElse(file.toString());
  }
}
