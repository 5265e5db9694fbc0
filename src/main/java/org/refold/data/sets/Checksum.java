package org.refold.data.sets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.refold.settings.BadInputException;

/**
 * The checksum of a file.
 *
 * @param algorithm which one
 * @param hex lower-case hexadecimal digits
 */
public record Checksum(Algorithm algorithm, String hex) {

  /** The algorithms that publishers use. */
  public enum Algorithm {
    /** 128 bits; good against accidents only, but what GroupLens publishes. */
    MD5("MD5", 32),
    /** 256 bits. */
    SHA_256("SHA-256", 64);

    private final String javaName;
    private final int digits;

    Algorithm(String javaName, int digits) {
      this.javaName = javaName;
      this.digits = digits;
    }
  }

  /**
   * @throws BadInputException if the digits are not hexadecimal or not as many as the algorithm has
   */
  public Checksum {
    hex = hex.toLowerCase(Locale.ROOT);
    if (!hex.matches(String.format(Locale.ROOT, "[0-9a-f]{%d}", algorithm.digits))) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "'%s' is no %s checksum; expected %d hexadecimal digits",
              hex,
              algorithm.javaName,
              algorithm.digits));
    }
  }

  static Checksum md5(String hex) {
    return new Checksum(Algorithm.MD5, hex);
  }

  static Checksum sha256(String hex) {
    return new Checksum(Algorithm.SHA_256, hex);
  }

  /** The checksum of a file's bytes. */
  public static Checksum of(Path file, Algorithm algorithm) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance(algorithm.javaName);
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm.javaName, e);
    }
  }

  @Override
  public String toString() {
    return algorithm.javaName + " " + hex;
  }
}
