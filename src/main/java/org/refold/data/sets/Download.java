package org.refold.data.sets;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;

/**
 * Brings one file over HTTP. Bytes go to {@code NAME.part}; a transfer that breaks off is continued
 * with a range request, at once or at the next call, as long as the server still has the same file
 * (its ETag or modification time is kept in {@code NAME.part.tag}). The final name appears only
 * when everything has come.
 */
final class Download {

  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  /**
   * How patient a download is.
   *
   * @param attempts how often to try; each resumes where the one before broke off
   * @param silence how long nothing may come before a connection counts as broken
   * @param pause between attempts
   */
  record Patience(int attempts, Duration silence, Duration pause) {
    static final Patience STANDARD = new Patience(4, Duration.ofSeconds(60), Duration.ofSeconds(2));
  }

  private final URI address;
  private final Path part;
  private final Path tag;
  private final Patience patience;
  private final Progress progress;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  private Download(URI address, Path target, Patience patience, Progress progress) {
    this.address = address;
    this.part = target.resolveSibling(target.getFileName() + ".part");
    this.tag = target.resolveSibling(target.getFileName() + ".part.tag");
    this.patience = patience;
    this.progress = progress;
  }

  /**
   * Brings a file to {@code NAME.part} beside the target.
   *
   * @return the complete part file; its name is the caller's to change once it is found good
   * @throws BadInputException if the server refuses, or cannot be reached; what has come so far
   *     stays
   */
  static Path toPart(URI address, Path target, Patience patience, Progress progress)
      throws IOException {
    Download download = new Download(address, target, patience, progress);
    try (FileChannel lockFile =
            FileChannel.open(download.part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(lockFile, download.part)) {
      download.run(target, lock);
    } finally {
      download.removeIfEmpty();
    }
    Files.deleteIfExists(download.tag);
    return download.part;
  }

  private static FileLock lock(FileChannel channel, Path part) throws IOException {
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // held by another thread of this process: told below
    }
    if (lock == null) {
      throw new BadInputException(
          "%s is being fetched already by another process; wait for it to end".formatted(part));
    }
    return lock;
  }

  private void removeIfEmpty() throws IOException {
    if (Files.exists(part) && Files.size(part) == 0) {
      Files.delete(part);
      Files.deleteIfExists(tag);
    }
  }

  private void run(Path target, FileLock lock) throws IOException {
    for (int attempt = 1; lock.isValid(); attempt++) {
      try {
        transfer();
        return;
      } catch (InterruptedIOException e) {
        throw new BadInputException(
            "fetching %s was interrupted; what has come is kept, fetch again to go on"
                .formatted(address),
            e);
      } catch (IOException e) {
        if (attempt >= patience.attempts()) {
          throw new BadInputException(DownloadFailure.message(address, target, e), e);
        }
        pause();
      }
    }
  }

  private void transfer() throws IOException {
    long have = Files.size(part);
    String validator = Files.exists(tag) ? Files.readString(tag, StandardCharsets.UTF_8) : "";
    boolean continues = have > 0 && !validator.isEmpty();
    HttpResponse<InputStream> response = send(continues ? have : 0, validator);
    try (InputStream body = response.body()) {
      if (response.statusCode() == RANGE_NOT_SATISFIABLE) {
        if (range(response).equals("bytes */" + have)) {
          return; // all of it had come before
        }
        Files.deleteIfExists(tag);
        throw new IOException("the server does not know the part that is missing");
      }
      if (response.statusCode() != 200 && response.statusCode() != PARTIAL_CONTENT) {
        throw DownloadFailure.refused(address, response.statusCode());
      }
      boolean appends = response.statusCode() == PARTIAL_CONTENT;
      if (appends && !continuesAt(response, have)) {
        Files.deleteIfExists(tag);
        throw new IOException("the server sent another part than was asked for");
      }
      keepValidator(response);
      receive(body, appends ? have : 0, length(response));
    }
  }

  private HttpResponse<InputStream> send(long from, String validator) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(patience.silence())
            .header("User-Agent", "Refold")
            .header("Accept-Encoding", "identity");
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-").header("If-Range", validator);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static boolean continuesAt(HttpResponse<?> response, long have) {
    return range(response).startsWith("bytes " + have + "-");
  }

  private static String range(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Range").orElse("");
  }

  /** Only a strong ETag or a modification time makes it safe to put parts together. */
  private void keepValidator(HttpResponse<?> response) throws IOException {
    Optional<String> validator =
        response
            .headers()
            .firstValue("ETag")
            .filter(etag -> !etag.startsWith("W/"))
            .or(() -> response.headers().firstValue("Last-Modified"));
    if (validator.isPresent()) {
      Files.writeString(tag, validator.get(), StandardCharsets.UTF_8);
    } else {
      Files.deleteIfExists(tag);
    }
  }

  private static OptionalLong length(HttpResponse<?> response) {
    return response.headers().firstValueAsLong("Content-Length");
  }

  private void receive(InputStream body, long from, OptionalLong length) throws IOException {
    length.ifPresent(expected -> DownloadFailure.requireSpace(part, expected));
    long total = length.isPresent() ? from + length.getAsLong() : -1;
    progress.begin("fetching " + address, total);
    progress.advance(from, "");
    long come = 0;
    try (OutputStream out = open(from);
        Watchdog watchdog = new Watchdog(body, patience.silence())) {
      byte[] buffer = new byte[1 << 16];
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        out.write(buffer, 0, n);
        come += n;
        watchdog.alive();
        progress.advance(n, "");
      }
    } finally {
      progress.end();
    }
    if (length.isPresent() && come != length.getAsLong()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "the connection broke off after %d of %d bytes",
              from + come,
              from + length.getAsLong()));
    }
  }

  private OutputStream open(long from) throws IOException {
    return from > 0
        ? Files.newOutputStream(part, StandardOpenOption.APPEND)
        : Files.newOutputStream(part, StandardOpenOption.TRUNCATE_EXISTING);
  }

  private void pause() throws IOException {
    try {
      Thread.sleep(patience.pause().toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted: " + e.getMessage());
  }
}
