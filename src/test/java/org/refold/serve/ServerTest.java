package org.refold.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.catalogue.Catalogue;
import org.refold.recommend.Fitted;
import org.refold.recommend.FoldIn;
import org.refold.recommend.Recommendation;

/** A server on a port of this machine, asked as a program asks it. */
class ServerTest {

  @TempDir static Path folder;
  private static Map<String, Path> saved;
  private static Server server;
  private static Client client;

  @BeforeAll
  static void start() {
    saved = Saved.all(folder);
    Limits limits = new Limits().withKilobytes(50).withHistory(100).withItems(50);
    server = Saved.serve(saved, limits);
    client = Client.of(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> items(JsonNode answer) {
    List<String> items = new ArrayList<>();
    answer.path("items").forEach(item -> items.add(item.path("item").asText()));
    return items;
  }

  @Test
  void theDescriptionHasEveryPathThatIsServedAndNoOther() {
    List<String> described = new ArrayList<>();
    OpenApi.file()
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> described.add(method + " " + path.getKey())));
    assertThat(server.routes().all())
        .extracting(route -> route.method().toLowerCase(java.util.Locale.ROOT) + " " + route.path())
        .containsExactlyInAnyOrderElementsOf(described);
  }

  @Test
  void theDescriptionHasEveryFieldThatIsReadAndNoOther() {
    for (Route route : server.routes().all()) {
      String reference =
          OpenApi.operation(route.method(), route.path())
              .at("/requestBody/content/application~1json/schema/$ref")
              .asText();
      JsonNode properties =
          OpenApi.file()
              .path("components")
              .path("schemas")
              .path(reference.replaceFirst(".*/", ""))
              .path("properties");
      TreeSet<String> fields = new TreeSet<>();
      properties.fieldNames().forEachRemaining(fields::add);
      assertThat(fields).as(route.path()).isEqualTo(route.fields());
    }
  }

  @Test
  void whatIsRecommendedIsWhatTheModelRecommends() throws IOException {
    JsonNode answer =
        client.good("/recommend", "{\"history\": [\"100\", \"103\", \"100\"], \"k\": 4}");
    try (Fitted<?> fitted = Catalogue.load(saved.get("ease"))) {
      List<Recommendation> expected =
          ((FoldIn) fitted.model()).recommend(List.of("100", "103", "100"), 4);
      assertThat(items(answer))
          .isEqualTo(expected.stream().map(Recommendation::item).toList())
          .doesNotContain("100", "103");
      for (int k = 0; k < 4; k++) {
        assertThat((float) answer.at("/items/" + k + "/score").doubleValue())
            .isEqualTo(expected.get(k).score());
      }
    }
    assertThat(answer.path("model").asText()).isEqualTo("ease");
    assertThat(answer.at("/items/0/title").asText()).startsWith("Film <img");
    assertThat(answer.path("unknown")).isEmpty();
    assertThat(answer.path("notes")).isEmpty();
  }

  @Test
  void unknownItemsAreNamed() {
    JsonNode known = client.good("/recommend", "{\"history\": [\"100\", \"103\"]}");
    JsonNode some =
        client.good("/recommend", "{\"history\": [\"x\", \"100\", \"\\ud800\", \"103\"]}");
    assertThat(items(some)).isEqualTo(items(known));
    assertThat(some.path("unknown")).hasSize(2);
    assertThat(some.at("/unknown/0").asText()).isEqualTo("x");
    assertThat(some.at("/notes/0").asText()).contains("2 of the 4 items", "'x'");
    assertThat(client.get("/metrics").body())
        .containsPattern("refold_unknown_items_total\\{model=\"ease\"} [1-9]");
  }

  @Test
  void ratingsAndOrderAreRead() {
    String rated = "{\"model\": \"mf\", \"history\": [\"100\", \"101\"], \"ratings\": [%s]%s}";
    JsonNode first = client.good("/recommend", rated.formatted("5, 1", ""));
    JsonNode other = client.good("/recommend", rated.formatted("1, 5", ""));
    assertThat(first.path("items")).isNotEqualTo(other.path("items"));
    JsonNode repeated =
        client.good(
            "/recommend",
            "{\"model\": \"mf\", \"history\": [\"100\", \"101\", \"100\"], \"ratings\": [5, 1,"
                + " 2]}");
    JsonNode newest =
        client.good(
            "/recommend",
            "{\"model\": \"mf\", \"history\": [\"100\", \"101\", \"100\"], \"ratings\": [2, 1, 5],"
                + " \"order\": \"newest-first\"}");
    assertThat(newest.path("items")).isEqualTo(repeated.path("items"));
    assertThat(
            client.good("/recommend", "{\"model\": \"mf\", \"history\": [\"100\"]}").at("/notes/0"))
        .asString()
        .contains("no ratings are given, and mf reads ratings");
  }

  @Test
  void usersOfTheTrainingDataAreKnownById() {
    JsonNode answer = client.good("/recommend", "{\"model\": \"i-autorec\", \"user\": \"u07\"}");
    assertThat(items(answer)).isNotEmpty();
  }

  @Test
  void anExplanationOfALinearModelAddsUp() {
    JsonNode answer =
        client.good("/explain", "{\"history\": [\"100\", \"103\"], \"item\": \"106\"}");
    assertThat(answer.path("method").asText()).isEqualTo("exact");
    double sum = 0;
    for (JsonNode part : answer.path("parts")) {
      sum += part.path("amount").asDouble();
    }
    assertThat(sum).isCloseTo(answer.path("score").asDouble(), within(1e-6));
    JsonNode network =
        client.good(
            "/explain", "{\"history\": [\"100\"], \"item\": \"106\", \"model\": \"mult-vae\"}");
    assertThat(network.path("method").asText()).isEqualTo("leave-one-out");
  }

  @ParameterizedTest
  @CsvSource({"ease, history-of-one", "mult-vae, cosine", "i-autorec, cosine"})
  void similarItemsAreThoseOfVectorsOrElseOfAHistoryOfOne(String model, String by) {
    String asked = "{\"item\": \"100\", \"k\": 3, \"model\": \"%s\"}".formatted(model);
    JsonNode answer = client.good("/similar", asked);
    assertThat(answer.path("by").asText()).isEqualTo(by);
    assertThat(items(answer)).hasSize(3).doesNotContain("100");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "film | 3 | 100 101 102",
        "20 E | 3 | 120",
        "& 7 | 3 | 107 117",
        "105 | 1 | 105",
        "nothing of this kind | 3 | ''",
      })
  void titlesAreFound(String text, int k, String found) {
    JsonNode answer = client.good("/search", "{\"text\": \"%s\", \"k\": %d}".formatted(text, k));
    assertThat(String.join(" ", items(answer))).isEqualTo(found);
  }

  @Test
  void modelsAreListed() {
    JsonNode models = Client.json(client.get("/models")).path("models");
    assertThat(models).hasSize(4);
    assertThat(models.at("/0/is_default").asBoolean()).isTrue();
    assertThat(models.at("/0/settings/lambda").asDouble()).isEqualTo(10);
    assertThat(models.at("/2/recommends_for_histories").asBoolean()).isFalse();
    assertThat(Client.json(client.get("/health")).path("status").asText()).isEqualTo("ok");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/recommend | {} | 400 | history | missing",
        "/recommend | | 400 | history | missing",
        "/recommend | {\"history\": \"100\"} | 400 | history | an array of",
        "/recommend | {\"history\": [100]} | 400 | history[0] | as a text",
        "/recommend | {\"history\": [\"x\"]} | 400 | history | a known one is '100'",
        "/recommend | {\"history\": []} | 400 | history | empty",
        "/recommend | {\"history\": [\"100\"], \"k\": 51} | 400 | k | from 1 to 50",
        "/recommend | {\"history\": [\"100\"], \"k\": 1.5} | 400 | k | from 1 to 50",
        "/recommend | {\"history\": [\"100\"], \"k\": \"3\"} | 400 | k | from 1 to 50",
        "/recommend | {\"history\": [\"100\"], \"k\": 99999999999} | 400 | k | from 1 to 50",
        "/recommend | {\"history\": [\"100\"], \"ratings\": [1, 2]} | 400 | ratings | one for each",
        "/recommend | {\"history\": [\"100\"], \"ratings\": [1e99]} | 400 | ratings[0] | finite",
        "/recommend | {\"history\": [\"100\"], \"order\": \"up\"} | 400 | order | newest-first",
        "/recommend | {\"history\": [\"100\"], \"historie\": 1} | 400 | historie | mean 'history'",
        "/recommend | {\"history\": [\"100\"], \"model\": \"eas\"} | 404 | model | ease, mult-vae",
        "/recommend | {\"history\": [\"100\"], \"model\": \"i-autorec\"} | 400 | history | user",
        "/recommend | {\"user\": \"u07\"} | 400 | user | history",
        "/recommend | {\"user\": \"u7\", \"model\": \"i-autorec\"} | 404 | user | training",
        "/recommend | {\"user\": \"u07\", \"history\": []} | 400 | history | left out",
        "/explain | {\"history\": [\"100\"]} | 400 | item | missing",
        "/explain | {\"history\": [\"100\"], \"item\": \"99\"} | 404 | item | /search",
        "/explain | {\"user\": \"u07\", \"item\": \"100\", \"model\": \"i-autorec\"} | 400 | user |"
            + " folds",
        "/similar | {\"item\": \"99\"} | 404 | item | /search",
        "/similar | {\"item\": null} | 400 | item | raw id",
        "/search | {\"text\": 3} | 400 | text | title",
        "/reload | {\"model\": \"eas\"} | 404 | model | ease",
      })
  void aWrongFieldIsNamed(String path, String body, int status, String field, String help) {
    HttpResponse<String> answer = client.post(path, body == null ? "" : body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode error = Client.json(answer).path("error");
    assertThat(error.path("field").asText()).isEqualTo(field);
    assertThat(error.path("message").asText()).contains(help).doesNotContain("--");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "3", "nul", "{\"k\": 1, \"k\": 2}", "{} {}", "{\"k\": NaN}"})
  void whatIsNoObjectOfJsonIsRefused(String body) {
    HttpResponse<String> answer = client.post("/recommend", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("body").doesNotContain("REDACTED", "jackson");
  }

  @Test
  void otherPathsMethodsAndTypesAreRefused() {
    assertThat(client.get("/recommended").statusCode()).isEqualTo(404);
    HttpResponse<String> get = client.get("/recommend");
    assertThat(get.statusCode()).isEqualTo(405);
    assertThat(get.headers().firstValue("allow")).contains("POST");
    HttpResponse<String> post = client.post("/health", "{}");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("allow")).contains("GET, HEAD");
    byte[] body = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(client.send("POST", "/search", body).statusCode()).isEqualTo(415);
    String[] zipped = {"Content-Type", "application/json", "Content-Encoding", "gzip"};
    assertThat(client.send("POST", "/search", body, zipped).statusCode()).isEqualTo(415);
  }

  @Test
  void whatIsTooLongIsRefused() {
    assertThat(client.post("/search", " ".repeat(50_001)).statusCode()).isEqualTo(413);
    assertThat(client.post("/search", " ".repeat(3_000_000)).statusCode()).isEqualTo(413);
    String hundred = "\"100\",".repeat(100) + "\"100\"";
    HttpResponse<String> answer = client.post("/recommend", "{\"history\": [" + hundred + "]}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("history has 101 entries, but must have at most 100");
  }

  /** A proxy on this machine need not say that it is one. */
  @Test
  void modelsAreLoadedAgainForWhoeverHasTheToken() {
    byte[] none = new byte[0];
    List<String> json = List.of("Content-Type", "application/json", "Authorization");
    assertThat(reload(none, json, Saved.TOKEN.header()).statusCode()).isEqualTo(200);
    String small = Saved.TOKEN.header().replace("Bearer", "bearer");
    assertThat(reload(none, json, small).statusCode()).isEqualTo(200);
    String almost = Saved.TOKEN.header().substring(0, Saved.TOKEN.header().length() - 1);
    for (String wrong : List.of(almost, "Bearer ", ReloadToken.drawn().header())) {
      assertThat(reload(none, json, wrong).statusCode()).isEqualTo(401);
    }
    String[] without = {"Content-Type", "application/json"};
    HttpResponse<String> answer = client.send("POST", "/reload", none, without);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
    assertThat(answer.body()).contains("Authorization: Bearer TOKEN");
  }

  private static HttpResponse<String> reload(byte[] body, List<String> json, String token) {
    List<String> headers = new ArrayList<>(json);
    headers.add(token);
    return client.send("POST", "/reload", body, headers.toArray(new String[0]));
  }

  @Test
  void aDamagedModelIsNotTakenAndTheOldOneGoesOn() throws IOException {
    Path own = folder.resolve("damaged");
    Saved.save("ease", Map.of(), own);
    try (Server other = Saved.serve(Map.of("own", own), new Limits())) {
      Client asking = Client.of(other);
      Files.writeString(own.resolve("items.txt"), "nothing");
      HttpResponse<String> answer = asking.post("/reload", "");
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("items.txt is damaged", "served before goes on");
      assertThat(asking.post("/recommend", "{\"history\": [\"100\"]}").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void noRequestIsDroppedWhileModelsAreLoadedAgain() throws Exception {
    Path own = folder.resolve("own");
    Map<String, String> small =
        Map.of("epochs", "1", "batchSize", "16", "hidden", "6", "latent", "4");
    Saved.save("mult-vae", small, own);
    try (Server other = Saved.serve(Map.of("own", own), new Limits())) {
      Client asking = Client.of(other);
      AtomicBoolean done = new AtomicBoolean();
      CountDownLatch begun = new CountDownLatch(3);
      ExecutorService threads = Executors.newFixedThreadPool(3);
      List<Future<Integer>> asked = new ArrayList<>();
      for (int k = 0; k < 3; k++) {
        asked.add(
            threads.submit(
                () -> {
                  int answers = 0;
                  while (!done.get()) {
                    asking.good("/recommend", "{\"history\": [\"100\", \"103\"]}");
                    answers++;
                    begun.countDown();
                  }
                  return answers;
                }));
      }
      begun.await();
      String before = asking.get("/models").body();
      for (int k = 0; k < 12; k++) {
        Saved.save(k % 2 == 0 ? "ease" : "mult-vae", k % 2 == 0 ? Map.of() : small, own);
        assertThat(asking.post("/reload", "{\"model\": \"own\"}").statusCode()).isEqualTo(200);
      }
      done.set(true);
      for (Future<Integer> each : asked) {
        assertThat(each.get()).isPositive();
      }
      threads.shutdown();
      assertThat(asking.get("/models").body()).isNotEqualTo(before);
      assertThat(asking.get("/metrics").body()).contains("\nrefold_reloads_total 12\n");
    }
  }
}
