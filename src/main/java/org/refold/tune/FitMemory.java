package org.refold.tune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.refold.settings.BadInputException;

/**
 * Everything that was ever tried, in a file of one JSON object a line. Lines are only added, and
 * are on the disk before the search continues. A last line that was torn by a crash is dropped.
 */
final class FitMemory implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileChannel channel;
  private final Map<FitKey, Tried> known;

  private FitMemory(FileChannel channel, Map<FitKey, Tried> known) {
    this.channel = channel;
    this.known = known;
  }

  /**
   * A line of the file.
   *
   * @param fit what was fitted
   * @param code the version of the code that fitted
   * @param tried what came of it
   */
  record Line(FitKey fit, String code, Tried tried) {

    /** Refuses what has no key or no outcome. */
    Line {
      Objects.requireNonNull(fit);
      Objects.requireNonNull(tried);
    }
  }

  /**
   * Opens a file, and makes it where there is none.
   *
   * @throws BadInputException if a line but the last is broken, or another search has it open
   * @throws IOException if it cannot be read or written
   */
  static FitMemory open(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(channel, file);
      Map<FitKey, Tried> known = new HashMap<>();
      channel.position(read(file, known));
      channel.truncate(channel.position());
      return new FitMemory(channel, known);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Held until the channel is closed. */
  private static void lock(FileChannel channel, Path file) throws IOException {
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      throw new BadInputException(inUse(file), e);
    }
    if (lock == null) {
      throw new BadInputException(inUse(file));
    }
  }

  private static String inUse(Path file) {
    return "another search remembers in %s; wait for it or name another file".formatted(file);
  }

  /** Reads all whole lines; returns how many bytes they take. */
  private static long read(Path file, Map<FitKey, Tried> known) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int start = 0;
    int number = 0;
    for (int k = 0; k < bytes.length; k++) {
      if (bytes[k] == '\n') {
        number++;
        Line line = parse(file, number, bytes, start, k);
        known.put(line.fit().withDefaults(), line.tried());
        start = k + 1;
      }
    }
    return start;
  }

  private static Line parse(Path file, int number, byte[] bytes, int from, int to) {
    try {
      return JSON.readValue(bytes, from, to - from, Line.class);
    } catch (IOException e) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s, line %d is no remembered fit; take the line out or name another file",
              file,
              number),
          e);
    }
  }

  /** What came of a fit, if it was ever done. */
  Optional<Tried> find(FitKey fit) {
    return Optional.ofNullable(known.get(fit));
  }

  /** Adds a line, and returns when it is on the disk. */
  void add(Line line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text(line).getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
    known.put(line.fit(), line.tried());
  }

  private static String text(Line line) throws JsonProcessingException {
    return JSON.writeValueAsString(line) + "\n";
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
