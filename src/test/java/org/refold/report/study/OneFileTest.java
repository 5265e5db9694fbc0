package org.refold.report.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.Chromium;
import org.refold.evaluate.Interval;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.statistics.Comparison;
import org.refold.evaluate.statistics.ComparisonTable;
import org.refold.evaluate.statistics.StudentTest;
import org.refold.report.table.HtmlText;
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

  /** The page has what the tables of a report with that base have. */
  private void agrees(String study, String metricName, String baseline) throws Exception {
    StudyResult result = new ResultStore(Path.of("results", study)).read();
    String choice = "metric=" + metricName + "&baseline=" + baseline;
    String dom = Chromium.dom(folder, page(study).toUri() + "#" + choice + "&sort=difference");
    Map<String, Map<String, Double>> rows = rows(dom);
    StudyNumbers numbers = new StudyNumbers(result);
    Arm base = result.study().arm(baseline);
    StudyComparisons comparisons = new StudyComparisons(numbers, base);
    ComparisonTable table = comparisons.table().orElseThrow();
    double[] adjusted = table.adjusted();
    int compared = 0;
    for (int k = 0; k < adjusted.length; k++) {
      Comparison ours = table.comparisons().get(k);
      boolean first = ours.second().equals(baseline);
      if (ours.metric().name().equals(metricName) && (first || ours.first().equals(baseline))) {
        compared++;
        Map<String, Double> row = rows.get(first ? ours.first() : ours.second());
        double sign = first ? 1 : -1;
        assertThat(row.get("difference")).isCloseTo(sign * ours.difference(), within(1e-12));
        Interval interval = ours.interval();
        // Java looks for the quantile to 1e-9 only
        double low = first ? interval.low() : -interval.high();
        double high = first ? interval.high() : -interval.low();
        assertThat(row.get("low")).isCloseTo(low, within(1e-11));
        assertThat(row.get("high")).isCloseTo(high, within(1e-11));
        assertThat(row.get("p")).isCloseTo(ours.p(new StudentTest()), within(1e-12));
        assertThat(row.get("adjusted")).isCloseTo(adjusted[k], within(1e-12));
        assertThat(row.get("d")).isCloseTo(sign * ours.effect().d(), within(1e-12));
        assertThat(row.get("detectable")).isCloseTo(ours.detectable(), within(1e-11));
      }
    }
    Metric metric =
        numbers.metrics().stream()
            .filter(m -> m.name().equals(metricName))
            .findFirst()
            .orElseThrow();
    for (Arm arm : numbers.arms()) {
      double mean = numbers.estimate(arm, metric).mean();
      assertThat(rows.get(arm.label()).get("mean")).isCloseTo(mean, within(1e-12));
    }
    assertThat(rows).hasSize(compared + 1).hasSameSizeAs(numbers.arms());
    assertThat(dom)
        .contains("by Holm over all %s comparisons".formatted(adjusted.length))
        .contains(table.explanations().stream().map(HtmlText::escaped).toList())
        .containsOnlyOnce("scope=\"col\" aria-sort=\"ascending\"");
    assertThat(rows.values().stream().map(row -> row.get("difference")).filter(d -> d != null))
        .isSorted();
  }

  @Test
  void aFilterWithoutAMatchSaysSo() throws Exception {
    Path file = page("dropout");
    assertThat(Files.readString(file)).doesNotContain("1 folds", "1 seeds");
    assumeTrue(Chromium.program().isPresent(), "there is no Chromium to open the page");
    assertThat(Chromium.dom(folder, file.toUri() + "#arms=nowhere"))
        .contains("No arm has \"nowhere\" in its name.")
        .doesNotContainPattern(ROW);
    assertThat(Chromium.dom(folder, file.toUri() + "#arms=ease"))
        .containsPattern(ROW)
        .doesNotContain("No arm has \"ease");
  }

  @Test
  void itsNumbersAreThoseOfTheTables() throws Exception {
    assumeTrue(Chromium.program().isPresent(), "there is no Chromium to open the page");
    agrees("baseline-duel", "recall@20", "item-knn, tuned"); // all pairs of a few arms
    agrees("dropout", "ndcg@100", "ease"); // of more, those with the baseline and with the best
  }
}
