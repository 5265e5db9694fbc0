package org.refold.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever comes in, the answer is one that the description of the server has, none of them its own
 * failure, and none comes late: clients wait a minute. Clients check each answer.
 */
class RandomRequestsTest {

  private static final List<Integer> ANSWERS = List.of(200, 400, 401, 404, 405, 413, 415);
  private static final List<String> PATHS =
      List.of("/recommend", "/explain", "/similar", "/search", "/reload");
  private static final List<String> READ =
      List.of("/models", "/health", "/metrics", "/openapi.json", "/", "/nowhere", "/recommend/");

  private static Path folder;
  private static Server server;
  private static Client client;

  @BeforeContainer
  static void start() throws IOException {
    folder = Files.createTempDirectory("random-requests");
    server = Saved.serve(Saved.all(folder), new Limits().withKilobytes(20).withHistory(50));
    client = Client.of(server);
  }

  @AfterContainer
  static void stop() throws IOException {
    String metrics = client.get("/metrics").body();
    server.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    assertThat(metrics).doesNotContainPattern("refold_failures_total\\{[^}]*} [1-9]");
  }

  @Provide
  Arbitrary<String> path() {
    return Arbitraries.of(PATHS);
  }

  /** Values of JSON, good and bad, of every type. */
  private static Arbitrary<String> value() {
    Arbitrary<String> text =
        Arbitraries.oneOf(
            Arbitraries.of("100", "103", "99", "u07", "ease", "mult-vae", "i-autorec", "mf"),
            Arbitraries.of("oldest-first", "newest-first", "\\u0000", "\\ud800", "\\", "film"),
            Arbitraries.strings().ofMaxLength(20).map(RandomRequestsTest::escaped));
    Arbitrary<String> quoted = text.map(each -> '"' + each + '"');
    Arbitrary<String> number =
        Arbitraries.oneOf(
            Arbitraries.integers().between(-3, 60).map(String::valueOf),
            Arbitraries.of("1e400", "-0", "1e-9", "5.0", "123456789012345678901234567890"),
            Arbitraries.doubles().map(String::valueOf));
    Arbitrary<String> scalar =
        Arbitraries.oneOf(quoted, number, Arbitraries.of("null", "true", "{}", "NaN", ""));
    Arbitrary<String> texts = array(quoted, 8);
    return Arbitraries.oneOf(scalar, texts, array(number, 8), array(scalar, 3), array(texts, 60));
  }

  private static Arbitrary<String> array(Arbitrary<String> entries, int most) {
    return entries.list().ofMaxSize(most).map(all -> "[" + String.join(",", all) + "]");
  }

  private static String escaped(String text) {
    return text.chars()
        .mapToObj(c -> String.format(java.util.Locale.ROOT, "\\u%04x", c))
        .collect(Collectors.joining());
  }

  @Provide
  Arbitrary<String> object() {
    Arbitrary<String> name =
        Arbitraries.of(
            "history", "ratings", "order", "user", "item", "k", "model", "text", "Model", "");
    Arbitrary<String> field = Combinators.combine(name, value()).as((n, v) -> '"' + n + "\":" + v);
    return field.list().ofMaxSize(5).map(all -> "{" + String.join(",", all) + "}");
  }

  @Property(tries = 300)
  void anyJson(@ForAll("path") String path, @ForAll("object") String body) {
    assertThat(client.post(path, body).statusCode()).as(body).isIn(ANSWERS);
  }

  /** One of the fields is right, so that what is behind the checks is reached. */
  @Property(tries = 200)
  void anyFieldBesideGoodOnes(@ForAll("good") String good, @ForAll("object") String other) {
    String path = good.substring(0, good.indexOf(' '));
    String body =
        good.substring(good.indexOf(' ') + 1, good.length() - 1)
            + (other.equals("{}") ? "}" : "," + other.substring(1));
    assertThat(client.post(path, body).statusCode()).as(body).isIn(ANSWERS);
  }

  @Provide
  Arbitrary<String> good() {
    return Arbitraries.of(
        "/recommend {\"history\":[\"100\",\"103\"]}",
        "/recommend {\"user\":\"u07\",\"model\":\"i-autorec\"}",
        "/explain {\"history\":[\"100\",\"103\"],\"item\":\"101\"}",
        "/similar {\"item\":\"103\"}",
        "/search {\"text\":\"film\"}");
  }

  @Property(tries = 150)
  void anyBytes(@ForAll("path") String path, @ForAll byte[] body) {
    String[] json = {"Content-Type", "application/json"};
    assertThat(client.send("POST", path, body, json).statusCode()).isIn(ANSWERS);
  }

  @Property(tries = 300)
  void anyMethodPathAndType(
      @ForAll("method") String method,
      @ForAll("anyPath") String path,
      @ForAll("type") String type) {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    assertThat(client.send(method, path, body, "Content-Type", type).statusCode()).isIn(ANSWERS);
  }

  @Provide
  Arbitrary<String> method() {
    return Arbitraries.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW");
  }

  @Provide
  Arbitrary<String> anyPath() {
    List<String> all = new ArrayList<>(PATHS);
    all.addAll(READ);
    return Arbitraries.of(all);
  }

  @Provide
  Arbitrary<String> type() {
    return Arbitraries.of(
        "application/json",
        "Application/JSON; charset=utf-8",
        "text/plain",
        ";",
        "application/json2");
  }

  /** What is no HTTP is answered by the JDK, or not at all; the server goes on. */
  @Property(tries = 200)
  void anyBytesInsteadOfHttp(@ForAll byte[] sent, @ForAll("path") String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(("POST " + path + " HTTP/1.1\r\n").getBytes(StandardCharsets.US_ASCII));
      all.writeBytes(sent);
      socket.getOutputStream().write(all.toByteArray());
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).doesNotContain(" 500 ");
    } catch (java.net.SocketException reset) {
      // the server may close before it has read all
    }
    assertThat(client.get("/health").statusCode()).isEqualTo(200);
  }
}
