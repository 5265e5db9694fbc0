package org.refold.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is stopped while a request runs. */
class StopTest {

  private static final String BODY = "{\"history\": [\"100\"], \"k\": 2}";

  @TempDir private Path folder;

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String read(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    socket.getInputStream().transferTo(all);
    return all.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatRunsIsAnsweredAndWhatComesIsRefused() throws Exception {
    Saved.save("ease", Map.of(), folder.resolve("ease"));
    Server server = Saved.serve(Map.of("ease", folder.resolve("ease")), new Limits());
    Client client = Client.of(server);
    assertThat(client.get("/health").statusCode()).isEqualTo(200);
    int port = server.address().getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      write(
          socket,
          "POST /recommend HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + "Content-Type: application/json\r\nContent-Length: "
              + BODY.length()
              + "\r\n\r\n"
              + BODY.substring(0, 10));
      while (!client.get("/metrics").body().contains("refold_requests_running 2\n")) {
        Thread.onSpinWait(); // the request is not there yet
      }
      CompletableFuture<Boolean> stopped = CompletableFuture.supplyAsync(server::stop);
      while (client.get("/health").statusCode() == 200) {
        Thread.onSpinWait(); // the stop has not begun yet
      }
      assertThat(client.get("/health").body()).contains("\"status\":\"stopping\"");
      var refused = client.post("/recommend", BODY);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("retry-after")).isPresent();
      assertThat(stopped).isNotDone();
      write(socket, BODY.substring(10));
      assertThat(read(socket)).startsWith("HTTP/1.1 200 OK").contains("\"model\":\"ease\"");
      assertThat(stopped.join()).isTrue();
    }
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
        .isInstanceOf(ConnectException.class);
    server.close();
  }
}
