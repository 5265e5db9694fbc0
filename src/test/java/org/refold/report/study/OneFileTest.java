package org.refold.report.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.Chromium;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.statistics.Adjustment;
import org.refold.evaluate.statistics.Comparison;
import org.refold.evaluate.statistics.StudentTest;
import org.refold.study.Arm;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyResult;

/** The page of a study, read by a browser where there is one. */
class OneFileTest {

  private static final Pattern ROW = Pattern.compile("<tr[^>]*><td data-column=\"arm\".*?</tr>");
  private static final Pattern ARM = Pattern.compile("data-column=\"arm\">(.*?)</td>");
  private static final Pattern VALUE =
      Pattern.compile("<td data-value=\"([^\"]+)\" data-column=\"(\\w+)\"");

  @TempDir private Path folder;

  private Path page(String study) throws IOException {
    Path results = Path.of("results", study);
    Path file = folder.resolve(study + ".html");
    StudyReport.of(new ResultStore(results).read()).writeOneFile(results, file);
    return file;
  }

  @Test
  void itIsOneSmallFileThatNamesNoOtherMachine() throws IOException {
    Path file = page("dropout");
    String text = Files.readString(file);
    assertThat(Files.size(file)).isLessThan(5_000_000);
    assertThat(text).doesNotContain("{{", " src=", "<link", "@import", "fetch(");
    assertThat(text.replaceAll("http://www\\.w3\\.org/\\S+", "").replaceAll("\"json\":.*", ""))
        .doesNotContain("http://", "https://");
    assertThat(text).contains("<figure>", "</svg>", "prefers-color-scheme: dark", "users.csv.gz");
  }

  private static Map<String, Map<String, Double>> rows(String dom) {
    Map<String, Map<String, Double>> rows = new LinkedHashMap<>();
    for (Matcher row = ROW.matcher(dom); row.find(); ) {
      Matcher arm = ARM.matcher(row.group());
      assertThat(arm.find()).isTrue();
      Map<String, Double> values = new LinkedHashMap<>();
      for (Matcher value = VALUE.matcher(row.group()); value.find(); ) {
        values.put(value.group(2), Double.parseDouble(value.group(1)));
      }
      rows.put(arm.group(1), values);
    }
    return rows;
  }

  private void agrees(String study, String metricName, String baseline) throws Exception {
    StudyResult result = new ResultStore(Path.of("results", study)).read();
    StudyNumbers numbers = new StudyNumbers(result);
    Arm base = result.study().arm(baseline);
    StudyComparisons comparisons = new StudyComparisons(numbers, base);
    Metric metric =
        numbers.metrics().stream()
            .filter(m -> m.name().equals(metricName))
            .findFirst()
            .orElseThrow();
    String choice = "metric=" + metricName + "&baseline=" + baseline;
    Map<String, Map<String, Double>> rows =
        rows(Chromium.dom(folder, page(study).toUri() + "#" + choice));
    assertThat(rows).hasSameSizeAs(numbers.arms());
    List<Arm> others = numbers.arms().stream().filter(arm -> !arm.equals(base)).toList();
    List<Comparison> found =
        others.stream().map(arm -> comparisons.between(arm, base, metric).orElseThrow()).toList();
    double[] adjusted =
        Adjustment.HOLM.of(found.stream().mapToDouble(c -> c.p(new StudentTest())).toArray());
    for (int k = 0; k < others.size(); k++) {
      Comparison ours = found.get(k);
      Map<String, Double> row = rows.get(others.get(k).label());
      var interval = ours.sample().standardError().about(ours.difference());
      assertThat(row.get("mean"))
          .isCloseTo(numbers.estimate(others.get(k), metric).mean(), within(1e-12));
      assertThat(row.get("difference")).isCloseTo(ours.difference(), within(1e-12));
      assertThat(row.get("p")).isCloseTo(ours.p(new StudentTest()), within(1e-12));
      assertThat(row.get("adjusted")).isCloseTo(adjusted[k], within(1e-12));
      assertThat(row.get("d")).isCloseTo(ours.effect().d(), within(1e-12));
      // Java looks for the quantile to 1e-9 only
      assertThat(row.get("low")).isCloseTo(interval.low(), within(1e-11));
      assertThat(row.get("high")).isCloseTo(interval.high(), within(1e-11));
    }
  }

  @Test
  void itsNumbersAreThoseOfJava() throws Exception {
    assumeTrue(Chromium.program().isPresent(), "there is no Chromium to open the page");
    agrees("baseline-duel", "recall@20", "item-knn, tuned");
  }
}
