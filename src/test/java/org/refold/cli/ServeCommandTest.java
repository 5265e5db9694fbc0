package org.refold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code refold serve} as a process of its own, which a signal stops. */
class ServeCommandTest {

  private static final String DATA = "synthetic:users=200,items=60,interactions=4000";
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/");

  @TempDir static Path folder;
  private static Path saved;

  @BeforeAll
  static void save() {
    saved = folder.resolve("ease");
    String line = "evaluate --data %s --split strong:heldout=20 --model ease --save %s";
    Typed.of(line.formatted(DATA, saved)).done();
  }

  private static Process start(Path errors, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("serve", "--from", saved.toString(), "--port", "0"));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectError(errors.toFile()).start();
  }

  private static int port(BufferedReader out) throws IOException {
    String line = out.readLine();
    assertThat(line).isNotNull();
    Matcher address = ADDRESS.matcher(line);
    assertThat(address.find()).as(line).isTrue();
    return Integer.parseInt(address.group(1));
  }

  @Test
  void aServerAnswersUntilASignalStopsItAndClosesSlowConnections() throws Exception {
    Path errors = folder.resolve("errors");
    Process server = start(errors, "--data", DATA, "--most-seconds", "1");
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      int port = port(out);
      assertThat(out.readLine()).matches(".*/reload.*: Authorization: Bearer [0-9a-f]{48}");
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/search"));
      HttpResponse<String> answer =
          client.send(
              request
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{\"text\": \"\", \"k\": 2}"))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains("\"title\":");
      assertThat(slow(port, "POST /search HTTP/1.1\r\nHost: x\r\nContent-Le")).isEmpty();
      assertThat(
              slow(
                  port,
                  "POST /search HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                      + "Content-Length: 100\r\n\r\n{"))
          .isEmpty();
      server.destroy();
      assertThat(server.waitFor()).isEqualTo(143);
      assertThat(Files.readString(errors)).contains("all requests that ran were answered");
    } finally {
      server.destroyForcibly();
    }
  }

  /** What comes of a request that does not go on: nothing, once its time is over. */
  private static String slow(int port, String begun) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(all);
      return all.toString(StandardCharsets.UTF_8);
    }
  }

  @Test
  void otherMachinesAreWarnedOf() throws Exception {
    Path errors = folder.resolve("warned");
    Process server = start(errors, "--host", "0.0.0.0");
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).startsWith("serving ease at http://0.0.0.0:");
      assertThat(Files.readString(errors)).contains("warning: other machines can ask");
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--from nowhere | nowhere | no model file",
        "--from SAVED --port 70000 | --port is 70000 | from 0 to 65535",
        "--from SAVED --host no.such.host.invalid | no.such.host.invalid | 127.0.0.1",
        "--from SAVED --from SAVED | two models are named 'ease' | NAME=",
        "--from SAVED --most-seconds 0 | seconds is 0 | from 1 to 3600",
        "--from SAVED --reload-token nowhere | nowhere | leave it out",
        "--from SAVED --reload-token pom.xml | pom.xml holds no token | 16 to 200",
        "--from SAVED --threads 0 | --threads is 0 | at least 1",
        "--from SAVED --data synthetic:users=20,items=70,interactions=150,seed=3 --port -1 | --port"
            + " | 0",
        "--port 0 | --from | missing",
      })
  void wrongOptionsAreOneLineThatHelps(String words, String given, String help) {
    Typed.of("serve " + words.replace("SAVED", saved.toString())).refused(given, help);
  }

  @Test
  void aPortThatIsTakenIsSaid() throws IOException {
    try (java.net.ServerSocket taken =
        new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      Typed.of("serve --from " + saved + " --port " + taken.getLocalPort())
          .refused("cannot be had", "name another port");
    }
  }

  @Test
  void aLoadRunIsOneLineOfJson() throws IOException {
    String line = "bench serve --from a=%s --from b=%s --data %s --rate 30 --seconds 1 --warm-up 0";
    String out = Typed.of(line.formatted(saved, saved, DATA)).done().out();
    assertThat(out.lines()).hasSize(1);
    var json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(out);
    assertThat(json.path("models")).hasSize(2);
    json.path("models")
        .forEach(
            model -> {
              assertThat(model.path("failed").isObject()).isTrue();
              assertThat(model.path("failed")).isEmpty();
              assertThat(model.path("timed").asInt()).isPositive();
              assertThat(model.path("p50_ms").asDouble())
                  .isLessThanOrEqualTo(model.path("p99_ms").asDouble());
            });
    assertThat(json.path("environment").has("processor")).isTrue();
    Typed.of("bench --runs 2").refused("NAME");
  }
}
