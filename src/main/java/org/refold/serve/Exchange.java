package org.refold.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requests, as far as they may go, and sends answers. */
final class Exchange {

  private static final String JSON = "application/json";

  /** What of a body that is too large is still taken, so that the client gets to read why not. */
  private static final int PASSED_OVER = 8_000_000;

  private Exchange() {}

  /**
   * Reads a request.
   *
   * @throws Refusal if it is too large, or no JSON by its headers
   * @throws IOException if the client went, or was too slow
   */
  static Call read(HttpExchange exchange, Route route, Limits limits) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    InputStream body = exchange.getRequestBody();
    byte[] bytes = body.readNBytes(limits.bytes() + 1);
    if (bytes.length > limits.bytes()) {
      passOver(body);
      throw Refusal.of(
              413,
              "the body is larger than %s kB, the most that is read".formatted(limits.kilobytes()))
          .with(Map.of("Connection", "close"));
    }
    if (route.hasBody() && !isJson(headers)) {
      String type = String.valueOf(headers.getFirst("Content-Type"));
      throw Refusal.field(415, "Content-Type", type, JSON + ", not compressed")
          .with(Map.of("Accept-Post", JSON));
    }
    byte[] read = route.hasBody() ? bytes : new byte[0];
    return new Call(read, headers);
  }

  /** By reading: skipping on a stream of the JDK's server skips what comes behind the body. */
  private static void passOver(InputStream body) throws IOException {
    byte[] buffer = new byte[8192];
    int read = 0;
    for (int passed = 0; read >= 0 && passed < PASSED_OVER; passed += read) {
      read = body.read(buffer);
    }
  }

  private static boolean isJson(Headers headers) {
    String type = lower(headers.getFirst("Content-Type")).replaceFirst(";.*", "").strip();
    String coding = lower(headers.getFirst("Content-Encoding"));
    return type.equals(JSON) && (coding.isEmpty() || coding.equals("identity"));
  }

  private static String lower(@Nullable String header) {
    return header == null ? "" : header.toLowerCase(Locale.ROOT);
  }

  /** Sends an answer; of one to HEAD, the headers. */
  static void send(HttpExchange exchange, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    answer.headers().forEach(headers::set);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(answer.body().length));
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      exchange.sendResponseHeaders(answer.status(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }
}
