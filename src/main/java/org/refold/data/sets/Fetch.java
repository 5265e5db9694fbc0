package org.refold.data.sets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;

/**
 * Fetches a publisher's archive and checks it before it gets its name.
 *
 * @param archive the file, in place
 * @param checksum of the file
 * @param outcome how sure one can be of it
 */
public record Fetch(Path archive, Checksum checksum, Outcome outcome) {

  /** How sure one can be of a fetched archive. */
  public enum Outcome {
    /** It was there before and has the publisher's checksum. */
    ALREADY_THERE,
    /** It came and has the publisher's checksum. */
    VERIFIED,
    /** It came; no checksum of the publisher's is known to compare it with. */
    UNVERIFIED
  }

  /**
   * Brings the archive of a data set into a folder.
   *
   * @param folder made if it does not exist
   * @throws BadInputException if it cannot be had, has a wrong checksum (it is then kept as {@code
   *     NAME.bad}), or another file stands under its name
   */
  public static Fetch of(PublicDataSet set, Path folder, Progress progress) throws IOException {
    return of(set, folder, Download.Patience.STANDARD, progress);
  }

  static Fetch of(PublicDataSet set, Path folder, Download.Patience patience, Progress progress)
      throws IOException {
    Files.createDirectories(folder);
    Path target = folder.resolve(set.archive());
    if (Files.exists(target)) {
      return already(set, target);
    }
    Path part = Download.toPart(set.address(), target, patience, progress);
    Optional<Checksum> expected = set.checksum();
    Checksum found =
        Checksum.of(part, expected.map(Checksum::algorithm).orElse(Checksum.Algorithm.SHA_256));
    if (expected.isPresent() && !expected.get().equals(found)) {
      Path bad = folder.resolve(set.archive() + ".bad");
      Files.move(part, bad, StandardCopyOption.REPLACE_EXISTING);
      throw new BadInputException(
          "%s came damaged or changed: %s, expected %s; it is kept as %s, fetch again or compare with the publisher's page"
              .formatted(set.address(), found, expected.get(), bad));
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    return new Fetch(target, found, expected.isPresent() ? Outcome.VERIFIED : Outcome.UNVERIFIED);
  }

  private static Fetch already(PublicDataSet set, Path target) throws IOException {
    Checksum.Algorithm algorithm =
        set.checksum().map(Checksum::algorithm).orElse(Checksum.Algorithm.SHA_256);
    Checksum found = Checksum.of(target, algorithm);
    if (set.checksum().isPresent() && !set.checksum().get().equals(found)) {
      throw new BadInputException(
          "%s is there already, but is not the publisher's file: %s, expected %s; move it away and fetch again"
              .formatted(target, found, set.checksum().get()));
    }
    return new Fetch(
        target, found, set.checksum().isPresent() ? Outcome.ALREADY_THERE : Outcome.UNVERIFIED);
  }

  @Override
  public String toString() {
    String verdict =
        switch (outcome) {
          case ALREADY_THERE -> "was there already, as published";
          case VERIFIED -> "as published";
          case UNVERIFIED -> "no published checksum is known to compare with";
        };
    return "%s (%s; %s)".formatted(archive, checksum, verdict);
  }
}
