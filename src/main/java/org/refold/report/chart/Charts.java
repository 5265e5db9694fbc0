package org.refold.report.chart;

import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;
import org.refold.evaluate.MetricResult;
import org.refold.study.run.Outcome;
import org.refold.tune.Found;

/**
 * The charts that results are shown in. They are charts of XChart, which can be changed further,
 * and show in notebooks; {@link Figure#save} writes them, {@link Panels} puts several into one.
 */
public final class Charts {

  private Charts() {}

  /**
   * Bars for several models on one split, a group for each metric; the lines on top of the bars are
   * 95 % intervals over users.
   *
   * @param metrics names of evaluated metrics
   * @throws org.refold.settings.BadInputException if a metric was not evaluated
   */
  public static CategoryChart bars(String title, List<Outcome> outcomes, List<String> metrics) {
    List<Series> series = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      Series one = Series.of(outcome.name());
      for (int k = 0; k < metrics.size(); k++) {
        MetricResult result = outcome.evaluation().metric(metrics.get(k));
        double low = result.ci95().map(ci -> ci.low()).orElse(Double.NaN);
        double high = result.ci95().map(ci -> ci.high()).orElse(Double.NaN);
        one = one.point(k, result.mean(), low, high);
      }
      series.add(one);
    }
    List<String> names = metrics.stream().map(AxisNames::of).toList();
    return bars(title, Axis.categories("", names), "mean, 95 % interval", series);
  }

  /**
   * Bars side by side over each name, such as segments of users, with their intervals. Of an
   * interval that is not symmetric the half width is shown above and below.
   *
   * @param axis of {@linkplain Axis.Scale#CATEGORIES names}
   * @param series one value for each name, in their order; NaN leaves a gap
   * @throws org.refold.settings.BadInputException if a series has more or fewer values than names
   */
  public static CategoryChart bars(String title, Axis axis, String yTitle, List<Series> series) {
    return BarChart.of(title, axis, yTitle, series);
  }

  /**
   * A line for each series, such as a model, over the levels of a factor, with intervals as bands;
   * over names points with bars, which nothing joins.
   *
   * @throws org.refold.settings.BadInputException if there is no value, or one at 0 or less on a
   *     logarithmic axis
   */
  public static XYChart lines(String title, Axis axis, String yTitle, List<Series> series) {
    return lines(title, axis, yTitle, series, List.of());
  }

  /**
   * The same beside what has no level, such as baselines: horizontal lines with their bands.
   *
   * @throws org.refold.settings.BadInputException as without them
   */
  public static XYChart lines(
      String title, Axis axis, String yTitle, List<Series> series, List<Level> levels) {
    return LineChart.of(title, axis, yTitle, series, levels);
  }

  /**
   * The same of differences, with a line at 0.
   *
   * @throws org.refold.settings.BadInputException as {@link #lines}
   */
  public static XYChart differences(String title, Axis axis, String yTitle, List<Series> series) {
    return LineChart.aroundZero(title, axis, yTitle, series);
  }

  /**
   * A box for each group of values, such as the seeds of a model: quartiles and median, whiskers to
   * the last value within 1.5 box lengths, and a point for every value.
   *
   * @throws org.refold.settings.BadInputException if there is no value
   */
  public static XYChart boxes(String title, String yTitle, List<Group> groups) {
    return boxes(title, "", yTitle, groups);
  }

  /**
   * The same with a title under the names of the groups, such as the factor that they are levels
   * of. A group without values keeps its place.
   *
   * @throws org.refold.settings.BadInputException if there is no value
   */
  public static XYChart boxes(String title, String xTitle, String yTitle, List<Group> groups) {
    return BoxesChart.of(title, xTitle, yTitle, groups);
  }

  /**
   * A field for each pair of levels of two factors with its value, the darker the better, and a key
   * of the shades; the best has a frame.
   *
   * @throws org.refold.settings.BadInputException if there is no value
   */
  public static HeatMapChart heatMap(String title, Surface surface) {
    return HeatMap.of(title, surface);
  }

  /**
   * The same of many fields with long names, such as shares of attention in per cent: one digit,
   * and as large as the fields need.
   *
   * @throws org.refold.settings.BadInputException if there is no value
   */
  public static HeatMapChart wideHeatMap(String title, Surface surface) {
    return HeatMap.ofMany(title, surface);
  }

  /**
   * A quantity epoch by epoch, such as loss, validation, beta or KL, for several runs.
   *
   * @throws org.refold.settings.BadInputException if there is no value
   */
  public static XYChart curves(String title, String yTitle, List<Curve> curves) {
    return curves(title, yTitle, "", curves);
  }

  /**
   * The same with a heading over the names in the legend, such as the factor that they are levels
   * of.
   *
   * @throws org.refold.settings.BadInputException if there is no value
   */
  public static XYChart curves(String title, String yTitle, String heading, List<Curve> curves) {
    return CurveChart.of(title, yTitle, heading, curves);
  }

  /**
   * The best validation value so far against the number of fits, a line for each search: what more
   * fits bring to whom. A search that ran out of settings keeps its value to the end; one of which
   * every fit failed has no line.
   *
   * @param searches such as those of a {@linkplain org.refold.tune.TunedComparison#searches duel},
   *     all for the same metric, each in a space of its own
   * @throws org.refold.settings.BadInputException if there is no value, or they are for several
   *     metrics
   */
  public static XYChart search(String title, List<Found> searches) {
    return SearchChart.of(title, searches);
  }

  /**
   * Value against cost, such as NDCG against the seconds of a fit, with a line along the Pareto
   * front, if it has more than one point: those that no other one beats in both.
   *
   * @param cost the less the better
   * @param systems a point or several for each system; the higher the better
   * @throws org.refold.settings.BadInputException if there is no point
   */
  public static XYChart front(String title, Axis cost, String yTitle, List<Series> systems) {
    return front(title, cost, yTitle, "", systems);
  }

  /**
   * The same with a heading over the names in the legend.
   *
   * @throws org.refold.settings.BadInputException if there is no point
   */
  public static XYChart front(
      String title, Axis cost, String yTitle, String heading, List<Series> systems) {
    return TradeOffChart.of(title, cost, yTitle, heading, systems);
  }

  /**
   * Points in a plane, such as items by the first two principal components of their vectors, in a
   * colour and shape for each series.
   *
   * @throws org.refold.settings.BadInputException if there is no point
   */
  public static XYChart points(String title, Axis axis, String yTitle, List<Series> groups) {
    return PointMap.of(title, axis, yTitle, groups);
  }
}
