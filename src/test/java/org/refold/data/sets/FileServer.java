package org.refold.data.sets;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server of one file, on this machine, that misbehaves as told. */
final class FileServer implements AutoCloseable {

  /** What a client asked for. */
  record Request(Optional<String> range, Optional<String> ifRange) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new ArrayList<>();
  private volatile byte[] content;
  private volatile String etag = "\"one\"";
  private volatile boolean knowsRanges = true;
  private volatile int status = 200;
  private volatile int cutAfter = Integer.MAX_VALUE;
  private volatile long stallMillis;

  FileServer(byte[] content) throws IOException {
    this.content = content;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:%d/set.zip".formatted(server.getAddress().getPort()));
  }

  List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  void changeTo(byte[] other, String newEtag) {
    content = other;
    etag = newEtag;
  }

  void ignoreRanges() {
    knowsRanges = false;
  }

  void answerWith(int newStatus) {
    status = newStatus;
  }

  /** Breaks the next connection off after this many bytes of the body. */
  void cutNextAfter(int bytes) {
    cutAfter = bytes;
  }

  /** Sends nothing for this long in the middle of the next body. */
  void stallNext(long millis) {
    stallMillis = millis;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Optional<String> range = header(exchange, "Range");
    Optional<String> ifRange = header(exchange, "If-Range");
    synchronized (requests) {
      requests.add(new Request(range, ifRange));
    }
    exchange.getResponseHeaders().set("ETag", etag);
    boolean partial =
        knowsRanges && range.isPresent() && ifRange.map(tag -> tag.equals(etag)).orElse(true);
    int from =
        partial ? Integer.parseInt(range.orElseThrow().replaceAll("bytes=(\\d+)-", "$1")) : 0;
    if (status != 200) {
      exchange.sendResponseHeaders(status, -1);
    } else if (from >= content.length) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
      exchange.sendResponseHeaders(416, -1);
    } else {
      if (partial) {
        exchange
            .getResponseHeaders()
            .set(
                "Content-Range",
                "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
      }
      exchange.sendResponseHeaders(partial ? 206 : 200, content.length - from);
      send(exchange.getResponseBody(), from);
    }
    exchange.close();
  }

  private void send(OutputStream out, int from) throws IOException {
    int end = (int) Math.min(content.length, (long) from + cutAfter);
    cutAfter = Integer.MAX_VALUE;
    int middle = (from + end) / 2;
    out.write(content, from, middle - from);
    out.flush();
    if (stallMillis > 0) {
      try {
        Thread.sleep(stallMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      stallMillis = 0;
    }
    out.write(content, middle, end - middle);
    out.flush();
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
