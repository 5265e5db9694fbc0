package org.refold.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics as a scraper reads them. */
class MetricsTest {

  /** A sample of the text format 0.0.4; label values with their escapes. */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)"
              + "(?:\\{((?:[a-zA-Z_]\\w*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\",?)*)})?"
              + " (-?\\d+(?:\\.\\d+)?)");

  private static final Pattern HEAD =
      Pattern.compile("# (?:HELP \\w+ .+|TYPE (\\w+) (counter|gauge|histogram))");

  @TempDir private Path folder;

  private static Map<String, Double> samples(String text) {
    Map<String, Double> samples = new LinkedHashMap<>();
    assertThat(text).endsWith("\n");
    for (String line : text.lines().toList()) {
      if (line.startsWith("#")) {
        assertThat(line).matches(HEAD);
        continue;
      }
      Matcher sample = SAMPLE.matcher(line);
      assertThat(sample.matches()).as(line).isTrue();
      String name = sample.group(1) + "{" + (sample.group(2) == null ? "" : sample.group(2)) + "}";
      assertThat(samples.put(name, Double.parseDouble(sample.group(3)))).as(line).isNull();
    }
    return samples;
  }

  @Test
  void requestsAreCountedOnce() {
    Saved.save("ease", Map.of(), folder.resolve("ease"));
    try (Server server = Saved.serve(Map.of("a-b.c", folder.resolve("ease")), new Limits())) {
      Client client = Client.of(server);
      for (int k = 0; k < 3; k++) {
        client.good("/recommend", "{\"history\": [\"100\"]}");
      }
      client.post("/recommend", "{}");
      client.get("/nowhere");
      client.get("/elsewhere");
      var answer = client.get("/metrics");
      assertThat(answer.headers().firstValue("content-type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
      Map<String, Double> samples = samples(answer.body());
      assertThat(samples)
          .containsEntry("refold_requests_total{path=\"/recommend\",status=\"200\"}", 3.0)
          .containsEntry("refold_requests_total{path=\"/recommend\",status=\"400\"}", 1.0)
          .containsEntry("refold_requests_total{path=\"other\",status=\"404\"}", 2.0)
          .containsEntry("refold_failures_total{path=\"/recommend\"}", 0.0)
          .containsEntry("refold_requests_running{}", 1.0)
          .containsEntry("refold_model_items{model=\"a-b.c\"}", 24.0)
          .containsEntry("refold_request_seconds_count{path=\"/recommend\"}", 4.0)
          .containsEntry("refold_request_seconds_bucket{path=\"/recommend\",le=\"+Inf\"}", 4.0);
      List<Double> buckets =
          samples.entrySet().stream()
              .filter(each -> each.getKey().startsWith("refold_request_seconds_bucket{path=\"/rec"))
              .map(Map.Entry::getValue)
              .toList();
      assertThat(buckets).hasSize(14).isSorted();
      assertThat(samples.get("refold_request_seconds_sum{path=\"/recommend\"}")).isPositive();
    }
  }

  @Test
  void bucketsHaveTheirUpperBound() {
    Histogram histogram = new Histogram();
    histogram.add(1_000_000);
    histogram.add(1_000_001);
    histogram.add(11_000_000_000L);
    StringBuilder text = new StringBuilder();
    histogram.write("x", "path=\"/\"", text);
    assertThat(samples(text.toString()))
        .containsEntry("x_bucket{path=\"/\",le=\"0.001\"}", 1.0)
        .containsEntry("x_bucket{path=\"/\",le=\"0.0025\"}", 2.0)
        .containsEntry("x_bucket{path=\"/\",le=\"10.0\"}", 2.0)
        .containsEntry("x_bucket{path=\"/\",le=\"+Inf\"}", 3.0)
        .containsEntry("x_sum{path=\"/\"}", 11.002);
  }
}
