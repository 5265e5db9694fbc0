package org.refold.notebook;

import java.util.List;
import java.util.stream.Collectors;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.report.chart.Figure;
import org.refold.report.table.HtmlText;
import org.refold.report.table.Rich;

/**
 * Tables and figures below each other, as one output of a cell.
 *
 * @param parts {@link Rich} objects, charts, or plain texts
 */
public record Page(List<Object> parts) implements Rich {

  /** Copies the list. */
  public Page {
    parts = List.copyOf(parts);
  }

  @Override
  public String toHtml() {
    return parts.stream().map(Page::html).collect(Collectors.joining("\n"));
  }

  private static String html(Object part) {
    if (part instanceof Rich rich) {
      return rich.toHtml();
    }
    return part instanceof IChart chart
        ? Figure.toHtml(chart)
        : "<pre>" + HtmlText.escaped(part.toString()) + "</pre>";
  }

  @Override
  public String toText() {
    return parts.stream().map(Page::text).collect(Collectors.joining("\n\n"));
  }

  private static String text(Object part) {
    if (part instanceof Rich rich) {
      return rich.toText();
    }
    return part instanceof IChart chart ? Renderers.caption(chart) : part.toString();
  }
}
