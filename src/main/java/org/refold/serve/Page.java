package org.refold.serve;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code GET /}: a page on which a person puts a history together by titles. It runs the script
 * that it comes with and no other, and asks this server only: its header says so to the browser.
 */
final class Page implements Endpoint {

  private static final Pattern SCRIPT = Pattern.compile("(?s)<script>(.*?)</script>");
  private static final Pattern STYLE = Pattern.compile("(?s)<style>(.*?)</style>");

  private final Answer answer;

  Page() {
    String page = Answer.resource("page.html");
    String policy =
        "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'; script-src %s; style-src %s"
                .formatted(hashes(SCRIPT, page), hashes(STYLE, page));
    this.answer =
        Answer.text(200, "text/html; charset=utf-8", page)
            .with(Map.of("Content-Security-Policy", policy));
  }

  private static String hashes(Pattern element, String page) {
    return element
        .matcher(page)
        .results()
        .map((MatchResult found) -> "'sha256-" + hash(found.group(1)) + "'")
        .collect(Collectors.joining(" "));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public Answer answer(Fields fields, Call call) {
    return answer;
  }
}
