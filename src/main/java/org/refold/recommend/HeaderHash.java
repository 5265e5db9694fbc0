package org.refold.recommend;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash that {@code model.json} has of itself: SHA-256 of its bytes, with zeros where the hash
 * stands.
 */
final class HeaderHash {

  static final String FIELD = "header_sha256";

  /** Stands for the hash while it is computed. */
  static final String NONE = "0".repeat(64);

  private static final String BEFORE = "\"" + FIELD + "\" : \"";

  private HeaderHash() {}

  /** Puts the hash in the place of {@link #NONE}. */
  static byte[] seal(byte[] json) {
    return replaced(json, NONE, sha256(json));
  }

  /** Whether the bytes are those that were sealed with a hash. */
  static boolean isOf(byte[] json, String hash) {
    return sha256(replaced(json, hash, NONE)).equals(hash);
  }

  private static byte[] replaced(byte[] json, String hash, String by) {
    String text = new String(json, StandardCharsets.ISO_8859_1); // each byte a character
    return text.replace(BEFORE + hash, BEFORE + by).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
