package org.refold.train;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import org.refold.settings.BadInputException;

/**
 * The file that a training keeps itself in: name and version of the format, what run it is of, the
 * parts of its state, and a checksum of all that.
 *
 * <p>Streams of {@code java.io} are used on purpose: channels would be closed by the interrupt that
 * stops a training.
 */
final class CheckpointFile {

  private static final String FORMAT = "refold.checkpoint/1";
  private static final int CHECKSUM_BYTES = Long.BYTES;
  private static final int BUFFER = 1 << 20;

  private final Path file;
  private final Map<String, String> run;
  private final List<Saved> parts;

  /**
   * @param run what tells this run from others, by name
   * @param parts the state, in the order of the file
   */
  CheckpointFile(Path file, Map<String, String> run, List<Saved> parts) {
    this.file = file;
    this.run = run;
    this.parts = parts;
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  void write() {
    Path temporary = file.resolveSibling(file.getFileName() + ".part");
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try {
        writeTo(temporary);
        Files.move(
            temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the checkpoint " + file + " cannot be written: " + e, e);
    }
  }

  private void writeTo(Path path) throws IOException {
    try (FileOutputStream bytes = new FileOutputStream(path.toFile());
        CheckedOutputStream checked =
            new CheckedOutputStream(new BufferedOutputStream(bytes, BUFFER), new CRC32());
        DataOutputStream out = new DataOutputStream(checked)) {
      out.writeUTF(FORMAT);
      out.writeInt(run.size());
      for (Map.Entry<String, String> entry : run.entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeUTF(entry.getValue());
      }
      for (Saved part : parts) {
        part.save(out);
      }
      out.writeLong(checked.getChecksum().getValue());
      out.flush();
      bytes.getFD().sync();
    }
  }

  /**
   * Takes the state of the file over, if it is there.
   *
   * @return whether it was
   * @throws BadInputException if it is damaged, no checkpoint, or that of another run
   * @throws UncheckedIOException if it cannot be read
   */
  boolean restore() {
    if (!Files.exists(file)) {
      return false;
    }
    try (DataInputStream in = open()) {
      checkFormat(in);
      checkSum();
      checkRun(in);
      for (Saved part : parts) {
        part.restore(in);
      }
      return true;
    } catch (EOFException | InvalidObjectException e) {
      throw damaged(e);
    } catch (IOException e) {
      throw new UncheckedIOException("the checkpoint " + file + " cannot be read: " + e, e);
    }
  }

  private DataInputStream open() throws IOException {
    return new DataInputStream(new BufferedInputStream(new FileInputStream(file.toFile()), BUFFER));
  }

  private void checkFormat(DataInputStream in) throws IOException {
    String found = "";
    try {
      found = in.readUTF();
    } catch (IOException e) {
      throw new BadInputException(file + " is no checkpoint; name another file, or delete it", e);
    }
    if (!found.equals(FORMAT)) {
      throw new BadInputException(
          "%s has the format '%s', but this version reads '%s'; name another file, or delete it"
              .formatted(file, found, FORMAT));
    }
  }

  private void checkSum() throws IOException {
    long rest = Files.size(file) - CHECKSUM_BYTES;
    CRC32 sum = new CRC32();
    try (FileInputStream bytes = new FileInputStream(file.toFile());
        DataInputStream in = new DataInputStream(new CheckedInputStream(bytes, sum))) {
      byte[] buffer = new byte[BUFFER];
      while (rest > 0) {
        int length = (int) Math.min(buffer.length, rest);
        in.readFully(buffer, 0, length);
        rest -= length;
      }
      long computed = sum.getValue();
      if (in.readLong() != computed) {
        throw damaged(null);
      }
    }
  }

  private BadInputException damaged(@Nullable IOException cause) {
    String message = "the checkpoint " + file + " is damaged; delete it to train anew";
    return cause == null ? new BadInputException(message) : new BadInputException(message, cause);
  }

  private void checkRun(DataInputStream in) throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    int count = in.readInt();
    for (int k = 0; k < count; k++) {
      String name = in.readUTF();
      found.put(name, in.readUTF());
    }
    for (Map.Entry<String, String> entry : run.entrySet()) {
      String there = found.getOrDefault(entry.getKey(), "not said");
      if (!there.equals(entry.getValue())) {
        throw new BadInputException(
            "the checkpoint %s is of another run: %s is %s there, but %s here; name another file,"
                    .formatted(file, entry.getKey(), there, entry.getValue())
                + " or delete it");
      }
    }
  }
}
