package org.refold.report;

import java.awt.Color;
import java.util.List;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.BoxChartBuilder;
import org.knowm.xchart.style.BoxStyler.BoxplotCalCulationMethod;
import org.refold.data.BadInputException;

/** A box for each group: quartiles, median, whiskers to the last value within 1.5 box lengths. */
final class BoxesChart {

  private BoxesChart() {}

  static BoxChart of(String title, String yTitle, List<Group> groups) {
    if (groups.isEmpty() || groups.stream().anyMatch(group -> group.values().isEmpty())) {
      throw new BadInputException(
          "the chart '%s' needs at least one value for each box, but was given %s"
              .formatted(title, groups));
    }
    BoxChart chart =
        Look.styled(
            new BoxChartBuilder()
                .width(Look.WIDTH)
                .height(Look.HEIGHT)
                .title(title)
                .yAxisTitle(yTitle)
                .build());
    chart.getStyler().setBoxplotCalCulationMethod(BoxplotCalCulationMethod.N_LESS_1_PLUS_1);
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    Categories.tilt(chart.getStyler(), groups.stream().map(Group::label).toList());
    for (Group group : groups) {
      chart.addSeries(group.label(), group.values()).setFillColor(new Color(0xA6CEE3));
    }
    return chart;
  }
}
