package org.refold.data.sets;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.refold.settings.BadInputException;

/** What a person is told when a download does not work out. */
final class DownloadFailure {

  private DownloadFailure() {}

  /** A server cannot be reached, or the connection keeps breaking. */
  static String message(URI address, Path target, IOException cause) {
    return "cannot fetch %s: %s; try again (what has come is kept), or download it by hand and put it at %s"
        .formatted(address, reason(address, cause), target);
  }

  private static String reason(URI address, IOException cause) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof HttpTimeoutException) {
        return "no answer in time";
      }
      if (at instanceof SSLException) {
        return "the server's certificate or encryption is not accepted (%s)"
            .formatted(at.getMessage());
      }
      if (at instanceof ConnectException) {
        return "no connection to %s, is there a network?".formatted(address.getHost());
      }
    }
    return String.valueOf(cause.getMessage());
  }

  /** The server answers, but not with the file. */
  static BadInputException refused(URI address, int status) {
    String why =
        switch (status) {
          case 404, 410 -> "there is no such file any more";
          case 401, 403, 407 -> "access is refused";
          case 429, 503 -> "the server is busy, try later";
          default -> "see the publisher's page";
        };
    return new BadInputException(
        String.format(
            Locale.ROOT,
            "cannot fetch %s: the server answers with status %d: %s",
            address,
            status,
            why));
  }

  /** Stops a download that cannot fit. */
  static void requireSpace(Path part, long bytes) {
    try {
      long free = Files.getFileStore(part).getUsableSpace();
      if (free < bytes) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%s: %d MB are to come, but only %d MB are free; make room or choose another"
                    + " --data-dir",
                part.getParent(),
                bytes >> 20,
                free >> 20));
      }
    } catch (IOException e) {
      // a file system that cannot tell its free space: writing will show
    }
  }
}
