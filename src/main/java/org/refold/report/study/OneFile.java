package org.refold.report.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.report.chart.Figure;
import org.refold.report.table.HtmlText;

/**
 * A study as one page of HTML that opens from disk and asks no other machine for anything: its
 * values by user, from which a script recomputes the comparisons with the baseline that a reader
 * chooses, all of them that a report with that base has, its figures, and a run of each arm for
 * {@code replay}. The page is below 5 MB; figures that do not fit are named.
 */
final class OneFile {

  private static final String PAGE = "one-file.html";
  private static final int MOST = 5_000_000;

  /** The width of a column of figures, in pixels; what is wider takes both. */
  private static final int COLUMN = 568;

  /** Numbers of a drawing, in pixels: a hundredth is enough. */
  private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d{3,}(?:E-?\\d+)?");

  private static final Pattern ZEROS = Pattern.compile("\\.?0+$");

  private static final ObjectMapper JSON = new ObjectMapper();

  private OneFile() {}

  /**
   * The page.
   *
   * @param comparisons whose base is the baseline that it opens with; another arm if that one has
   *     no finished trial
   * @param folder that of the results
   * @throws IOException if a run cannot be read
   */
  static String of(
      StudyNumbers numbers, StudyComparisons comparisons, Map<String, IChart> figures, Path folder)
      throws IOException {
    StudyData data = new StudyData(numbers, comparisons);
    String text = filled("study", inScript(data.study()), template());
    text = filled("runs", inScript(data.runs(folder)), text);
    text = filled("title", HtmlText.escaped(numbers.result().study().name()), text);
    text = filled("name", HtmlText.escaped(numbers.result().study().name()), text);
    return filled("figures", figures(figures, MOST - text.length()), text);
  }

  private static String template() throws IOException {
    try (InputStream file = OneFile.class.getResourceAsStream(PAGE)) {
      if (file == null) {
        throw new IllegalStateException("the library lacks its page " + PAGE);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String filled(String place, String text, String page) {
    return page.replace("{{" + place + "}}", text);
  }

  /** JSON that does not end the element that it stands in. */
  private static String inScript(Object value) throws IOException {
    return JSON.writeValueAsString(value).replace("</", "<\\/").replace("<!--", "<\\u0021--");
  }

  private static String figures(Map<String, IChart> figures, int room) {
    StringBuilder text = new StringBuilder();
    List<String> left = new ArrayList<>();
    for (Map.Entry<String, IChart> figure : figures.entrySet()) {
      String svg = svg(figure.getValue());
      if (text.length() + svg.length() + 1000 < room) {
        boolean broad = figure.getValue().getWidth() > COLUMN;
        text.append(broad ? "<figure class=\"broad\">" : "<figure>");
        text.append("<figcaption>").append(HtmlText.escaped(figure.getKey()));
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
