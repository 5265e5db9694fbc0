package org.refold.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The requests that the README shows are answered, once its films are items of a small model. */
class ReadmeRequestsTest {

  private static final Pattern CURL =
      Pattern.compile(
          "(?m)^curl -s(?: -H '([^:]+): ([^']+)')?(?: -d '([^']*)'| -X POST)?"
              + "(?: -H \"(Authorization): Bearer \\$TOKEN\")? http://127\\.0\\.0\\.1:8080(/\\S*)");

  private static final Map<String, String> ITEMS =
      Map.of("1193", "100", "661", "103", "318", "106");

  @TempDir private Path folder;

  private static HttpResponse<String> send(Client client, MatchResult curl) {
    String body = curl.group(3) == null ? "" : curl.group(3);
    for (Map.Entry<String, String> item : ITEMS.entrySet()) {
      body = body.replace('"' + item.getKey() + '"', '"' + item.getValue() + '"');
    }
    List<String> headers = new ArrayList<>();
    if (curl.group(1) != null) {
      headers.addAll(List.of(curl.group(1), curl.group(2)));
    }
    if (curl.group(4) != null) {
      headers.addAll(List.of(curl.group(4), Saved.TOKEN.header()));
    }
    boolean post = curl.group(3) != null || curl.group().contains(" -X POST ");
    return client.send(
        post ? "POST" : "GET",
        curl.group(5),
        body.getBytes(StandardCharsets.UTF_8),
        headers.toArray(new String[0]));
  }

  @Test
  void areAnswered() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    List<MatchResult> requests = CURL.matcher(readme).results().toList();
    assertThat(requests).hasSize((int) readme.lines().filter(l -> l.startsWith("curl")).count());
    assertThat(requests).hasSizeGreaterThan(4);
    Saved.save("ease", Map.of(), folder.resolve("ease"));
    try (Server server = Saved.serve(Map.of("ease", folder.resolve("ease")), new Limits())) {
      Client client = Client.of(server);
      for (MatchResult request : requests) {
        HttpResponse<String> answer = send(client, request);
        assertThat(answer.statusCode()).as(request.group() + answer.body()).isEqualTo(200);
      }
    }
  }
}
