package org.refold.report.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.math3.stat.StatUtils;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.evaluate.metric.Metric;
import org.refold.evaluate.statistics.UserValues;
import org.refold.report.chart.Figure;
import org.refold.report.table.HtmlText;
import org.refold.study.Arm;
import org.refold.study.Replicate;
import org.refold.study.store.ResultFile;
import org.refold.study.store.TrialResult;

/**
 * A study as one page of HTML that opens from disk and asks no other machine for anything: its
 * values by user, from which a script recomputes the comparisons with the baseline that a reader
 * chooses, its figures, and a run of each arm for {@code replay}. The page is below 5 MB; figures
 * that do not fit are named.
 */
final class OneFile {

  private static final String PAGE = "one-file.html";
  private static final int MOST = 5_000_000;

  /** Numbers of a drawing, in pixels: a hundredth is enough. */
  private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d{3,}(?:E-?\\d+)?");

  private static final Pattern ZEROS = Pattern.compile("\\.?0+$");

  private final StudyNumbers numbers;
  private final String base;
  private final Map<Arm, List<UserValues>> samples = new LinkedHashMap<>();
  private final List<Replicate> repeats;
  private final ObjectMapper json = new ObjectMapper();

  private OneFile(StudyNumbers numbers, Arm base) {
    this.numbers = numbers;
    this.base = base.label();
    List<Arm> arms = numbers.arms();
    repeats = new ArrayList<>(arms.isEmpty() ? List.of() : numbers.trials(arms.get(0)).keySet());
    arms.forEach(arm -> repeats.retainAll(numbers.trials(arm).keySet()));
    if (!repeats.isEmpty()) {
      arms.forEach(arm -> samples.put(arm, numbers.samples(arm, repeats)));
    }
  }

  /**
   * The page.
   *
   * @param base the baseline that it opens with; another arm if it has no finished trial
   * @param folder that of the results
   * @throws IOException if a run cannot be read
   */
  static String of(StudyNumbers numbers, Arm base, Map<String, IChart> figures, Path folder)
      throws IOException {
    OneFile page = new OneFile(numbers, base);
    String text = page.filled("study", page.inScript(page.study()), template());
    text = page.filled("runs", page.inScript(page.runs(folder)), text);
    text = page.filled("title", HtmlText.escaped(numbers.result().study().name()), text);
    text = page.filled("name", HtmlText.escaped(numbers.result().study().name()), text);
    return page.filled("figures", figures(figures, MOST - text.length()), text);
  }

  private static String template() throws IOException {
    try (InputStream file = OneFile.class.getResourceAsStream(PAGE)) {
      if (file == null) {
        throw new IllegalStateException("the library lacks its page " + PAGE);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String filled(String place, String text, String page) {
    return page.replace("{{" + place + "}}", text);
  }

  /** JSON that does not end the element that it stands in. */
  private String inScript(Object value) throws IOException {
    return json.writeValueAsString(value).replace("</", "<\\/").replace("<!--", "<\\u0021--");
  }

  private ObjectNode study() {
    ObjectNode study = json.createObjectNode();
    study.put("base", base());
    study.put("facts", facts());
    study.put("note", note());
    ArrayNode metrics = study.putArray("metrics");
    for (Metric metric : numbers.metrics()) {
      boolean higher = metric.better() == Metric.Better.HIGHER;
      metrics.addObject().put("name", metric.name()).put("higher", higher);
    }
    ArrayNode arms = study.putArray("arms");
    numbers.arms().forEach(arm -> describe(arm, arms.addObject()));
    return study;
  }

  /** The one that is asked for, or the first that has a finished trial. */
  private String base() {
    List<String> labels = numbers.arms().stream().map(Arm::label).toList();
    return labels.contains(base) || labels.isEmpty() ? base : labels.get(0);
  }

  private String facts() {
    return String.format(
        Locale.ROOT,
        "data %s, split %s, %d seeds, %d folds, %d of %d trials finished",
        numbers.result().study().data(),
        numbers.result().study().splitter().spec(),
        numbers.result().study().seeds().size(),
        numbers.result().study().folds().size(),
        numbers.result().finished().size(),
        numbers.result().study().trials().size());
  }

  private String note() {
    boolean all = numbers.arms().stream().allMatch(a -> numbers.trials(a).size() == repeats.size());
    return "A user's value is the mean over "
        + (all ? "all trials of an arm." : "the seeds and folds that every arm has.");
  }

  private void describe(Arm arm, ObjectNode to) {
    double[] seconds =
        numbers.trials(arm).values().stream().mapToDouble(t -> t.seconds().fit()).toArray();
    to.put("label", arm.label()).put("model", arm.model());
    put(to, "seconds", StatUtils.mean(seconds));
    ObjectNode means = to.putObject("means");
    ObjectNode deviations = to.putObject("deviations");
    ObjectNode values = to.putObject("values");
    for (Metric metric : numbers.metrics()) {
      StudyNumbers.Estimate estimate = numbers.estimate(arm, metric);
      put(means, metric.name(), estimate.mean());
      put(deviations, metric.name(), estimate.deviation());
      List<UserValues> own = samples.getOrDefault(arm, List.of());
      if (!own.isEmpty() && own.get(0).metrics().contains(metric)) {
        ArrayNode folds = values.putArray(metric.name());
        for (int fold = 0; fold < own.size(); fold++) {
          ArrayNode users = folds.addArray();
          Arrays.stream(aligned(own.get(fold), fold, metric))
              .forEach(value -> users.add(Double.isNaN(value) ? null : (Double) value));
        }
      }
    }
  }

  /** In the order of the users of the first arm; NaN for whom this one does not know. */
  private double[] aligned(UserValues own, int fold, Metric metric) {
    UserValues first = samples.values().iterator().next().get(fold);
    double[] values = own.of(metric);
    return Arrays.stream(first.users().indicesIn(own.users()))
        .mapToDouble(user -> user < 0 ? Double.NaN : values[user])
        .toArray();
  }

  private static void put(ObjectNode to, String name, double value) {
    to.put(name, Double.isFinite(value) ? (Double) value : null);
  }

  /** The files of the first trial of each arm, as they are. */
  private ArrayNode runs(Path folder) throws IOException {
    ArrayNode runs = json.createArrayNode();
    for (Arm arm : numbers.arms()) {
      TrialResult first = numbers.trials(arm).values().iterator().next();
      Path file = folder.resolve("trials").resolve(first.identity().id() + ".json");
      Path users = ResultFile.perUserFile(file);
      if (Files.exists(file) && Files.exists(users)) {
        runs.addObject()
            .put("arm", arm.label())
            .put("seed", first.trial().seed())
            .put("id", first.identity().id())
            .put("json", Files.readString(file))
            .put("users", Base64.getEncoder().encodeToString(Files.readAllBytes(users)));
      }
    }
    return runs;
  }

  private static String figures(Map<String, IChart> figures, int room) {
    StringBuilder text = new StringBuilder();
    List<String> left = new ArrayList<>();
    for (Map.Entry<String, IChart> figure : figures.entrySet()) {
      String svg = svg(figure.getValue());
      if (text.length() + svg.length() + 1000 < room) {
        text.append("<figure><figcaption>").append(HtmlText.escaped(figure.getKey()));
        text.append("</figcaption>").append(svg).append("</figure>\n");
      } else {
        left.add(figure.getKey());
      }
    }
    if (!left.isEmpty()) {
      text.append("<p class=\"note\">Not in this page, for its size: ");
      text.append(HtmlText.escaped(String.join(", ", left))).append("</p>\n");
    }
    return text.toString();
  }

  private static String svg(IChart chart) {
    String svg = Figure.toSvg(chart);
    return NUMBER
        .matcher(svg.substring(svg.indexOf("<svg")))
        .replaceAll(found -> rounded(Double.parseDouble(found.group())));
  }

  private static String rounded(double value) {
    return ZEROS.matcher(String.format(Locale.ROOT, "%.2f", value)).replaceFirst("");
  }
}
