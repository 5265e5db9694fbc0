package org.refold.notebook.jupyter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One page of a headless Chromium, driven by its DevTools protocol. */
final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration START = Duration.ofSeconds(60);
  private static final long ANSWER_SECONDS = 60;
  private static final int POLL_MILLIS = 50;

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger latest = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

  /** Collects the pieces of each message. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
      text.append(piece);
      if (last) {
        receive(text.toString());
        text.setLength(0);
      }
      return WebSocket.Listener.super.onText(from, piece, last);
    }
  }

  private Browser(Process process, URI page) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, new Listener()).join();
  }

  /**
   * Starts it.
   *
   * @param profile an empty folder
   */
  static Browser start(Path program, Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--window-size=1200,900",
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.log").toFile())
            .start();
    try {
      Path port = profile.resolve("DevToolsActivePort");
      Instant end = Instant.now().plus(START);
      while (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
        pause(end, "Chromium has not opened its port");
      }
      return new Browser(process, page(Files.readAllLines(port).get(0)));
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static URI page(String port) throws IOException, InterruptedException {
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    String body =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    for (JsonNode target : JSON.readTree(body)) {
      if (target.path("type").asText().equals("page")) {
        return URI.create(target.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new IOException("Chromium has no page: " + body);
  }

  private static void pause(Instant end, String otherwise) throws InterruptedException {
    if (Instant.now().isAfter(end)) {
      throw new AssertionError(otherwise);
    }
    TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
  }

  private void receive(String message) {
    try {
      JsonNode read = JSON.readTree(message);
      CompletableFuture<JsonNode> answer = answers.remove(read.path("id").asInt());
      if (answer != null) {
        answer.complete(read);
      }
    } catch (IOException e) {
      throw new IllegalStateException(message, e);
    }
  }

  /** Sends a command; waits for its result. */
  JsonNode send(String method, Map<String, ?> parameters) throws Exception {
    int id = latest.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    Map<String, Object> command = Map.of("id", id, "method", method, "params", parameters);
    socket.sendText(JSON.writeValueAsString(command), true).join();
    JsonNode message = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    if (message.has("error")) {
      throw new IllegalStateException(method + ": " + message.path("error"));
    }
    return message.path("result");
  }

  void open(String address) throws Exception {
    send("Page.navigate", Map.of("url", address));
  }

  /** The value of an expression in the page. */
  JsonNode value(String expression) throws Exception {
    JsonNode result =
        send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    return result.path("result").path("value");
  }

  /** Waits until an expression is true. */
  void await(String what, Duration limit, String expression) throws Exception {
    if (!waitUpTo(limit, expression)) {
      throw new AssertionError(
          what + " is not seen within " + limit.toSeconds() + " s: " + expression);
    }
  }

  /** Waits until an expression is true, or for so long; returns whether it is. */
  boolean waitUpTo(Duration limit, String expression) throws Exception {
    Instant end = Instant.now().plus(limit);
    while (Instant.now().isBefore(end)) {
      if (value(expression).asBoolean()) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return false;
  }

  /** Presses the mouse in the middle of the first element that a selector finds. */
  void click(String selector) throws Exception {
    String element = "document.querySelector(" + JSON.writeValueAsString(selector) + ")";
    JsonNode place =
        value(
            "(() => { const r = "
                + element
                + ".getBoundingClientRect();"
                + " return [r.x + r.width / 2, r.y + r.height / 2]; })()");
    double x = place.path(0).asDouble();
    double y = place.path(1).asDouble();
    for (String type : List.of("mousePressed", "mouseReleased")) {
      send(
          "Input.dispatchMouseEvent",
          Map.of("type", type, "x", x, "y", y, "button", "left", "clickCount", 1));
    }
  }

  /**
   * Presses a key.
   *
   * @param code its number in the browser's table
   * @param modifiers 8 for Shift
   */
  void key(String name, int code, int modifiers) throws Exception {
    for (String type : List.of("rawKeyDown", "keyUp")) {
      send(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              name,
              "code",
              name,
              "windowsVirtualKeyCode",
              code,
              "modifiers",
              modifiers));
    }
  }

  /** What the page looks like, as PNG. */
  void picture(Path file) throws Exception {
    String data = send("Page.captureScreenshot", Map.of("format", "png")).path("data").asText();
    Files.write(file, Base64.getDecoder().decode(data));
  }

  @Override
  public void close() {
    socket.abort();
    List<ProcessHandle> family = process.descendants().toList();
    process.destroyForcibly().onExit().join();
    family.forEach(ProcessHandle::destroyForcibly);
    family.forEach(handle -> handle.onExit().join());
  }
}
