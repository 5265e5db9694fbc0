package org.refold.settings;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Which commit this code was built from. */
public final class CodeVersion {

  private CodeVersion() {}

  /** The abbreviated commit, with {@code -dirty} if files had been changed; or {@code unknown}. */
  public static String current() {
    Properties build = new Properties();
    try (InputStream in = CodeVersion.class.getResourceAsStream("/org/refold/build.properties")) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException e) {
      return "unknown";
    }
    String commit = build.getProperty("git.commit.id.abbrev", "unknown");
    return Boolean.parseBoolean(build.getProperty("git.dirty")) ? commit + "-dirty" : commit;
  }
}
