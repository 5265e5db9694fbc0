package org.refold.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.refold.settings.BadInputException;

/**
 * What whoever has models loaded again must know, wherever the request comes from: behind a proxy
 * all requests come from this machine.
 */
public final class ReloadToken {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/=-]{16,200}");
  private static final String SCHEME = "Bearer ";
  private static final int BYTES = 24;

  private final String text;

  private ReloadToken(String text) {
    this.text = text;
  }

  /** One that was drawn, which nobody can guess. */
  public static ReloadToken drawn() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new ReloadToken(HexFormat.of().formatHex(bytes));
  }

  /**
   * The only line of a file.
   *
   * @throws BadInputException if it is none that a header can have, or one that can be guessed
   * @throws IOException if the file cannot be read
   */
  public static ReloadToken read(Path file) throws IOException {
    // every byte is a letter: what is not ASCII is refused by the form, not as a fault of the file
    String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    if (!FORM.matcher(text).matches()) {
      throw new BadInputException(
          file
              + " holds no token: one line of 16 to 200 letters, digits and . _ ~ + / = -, such as"
              + " `openssl rand -hex 24` prints");
    }
    return new ReloadToken(text);
  }

  /** The header {@code Authorization} of a request that has it. */
  public String header() {
    return SCHEME + text;
  }

  /** Whether a request has it; takes as long for one that is nearly right. */
  boolean isIn(@Nullable String header) {
    return header != null
        && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8),
            header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
  }
}
