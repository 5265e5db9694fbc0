package org.refold.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * Mean ranks on a line, the best at the left, as Demsar (JMLR 2006, section 3.2.2) draws them: bars
 * below it join models that are nearer to each other than the critical difference, whose length
 * stands above.
 *
 * @param title what is ranked, under the line
 * @param labels of the models
 * @param ranks the mean rank of each, 1 for the best
 * @param critical the critical difference
 */
public record RankChart(String title, List<String> labels, List<Double> ranks, double critical)
    implements IChart {

  private static final int ABOVE = 84;
  private static final int ROW = 22;
  private static final int BAR = 9;
  private static final int NAMES = 10;

  /** Copies the lists. */
  public RankChart {
    labels = List.copyOf(labels);
    ranks = List.copyOf(ranks);
  }

  @Override
  public String getTitle() {
    return title;
  }

  @Override
  public int getWidth() {
    return ChartTheme.WIDTH;
  }

  @Override
  public int getHeight() {
    int rows = (ranks.size() + 1) / 2;
    return ABOVE + BAR * groups().size() + ROW * (rows + 1) + 20;
  }

  /**
   * First and last place, in the order of ranks, of those that do not differ; none within another.
   */
  List<List<Integer>> groups() {
    List<Integer> order = order();
    List<List<Integer>> groups = new ArrayList<>();
    int before = -1;
    for (int first = 0; first < order.size(); first++) {
      int last = first;
      while (last + 1 < order.size()
          && ranks.get(order.get(last + 1)) - ranks.get(order.get(first)) <= critical) {
        last++;
      }
      if (last > first && last > before) {
        groups.add(List.of(first, last));
        before = last;
      }
    }
    return groups;
  }

  private List<Integer> order() {
    return IntStream.range(0, ranks.size())
        .boxed()
        .sorted(Comparator.comparingDouble(ranks::get))
        .toList();
  }

  @Override
  public void paint(Graphics2D g, int width, int height) {
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    double names = NAMES + labels.stream().mapToDouble(Legend::width).max().orElse(0) + 8;
    Scale scale = Scale.of(names, width, Math.max(2, ranks.size()), critical);
    List<Integer> order = order();
    axis(g, scale);
    double reach = scale.at(1 + critical);
    line(g, 2.2f, scale.at(1), 26, reach, 26);
    line(g, 2.2f, scale.at(1), 22, scale.at(1), 30);
    line(g, 2.2f, reach, 22, reach, 30);
    String length = String.format(Locale.ROOT, "critical difference %.2f", critical);
    text(g, length, scale.at(1), 18, 0);
    int y = ABOVE;
    for (List<Integer> group : groups()) {
      double from = scale.at(ranks.get(order.get(group.get(0)))) - 3;
      double to = scale.at(ranks.get(order.get(group.get(1)))) + 3;
      line(g, 4f, from, y - 10, to, y - 10);
      y += BAR;
    }
    List<Look> looks = Look.of(labels);
    int left = (order.size() + 1) / 2;
    for (int place = 0; place < order.size(); place++) {
      int model = order.get(place);
      boolean isLeft = place < left;
      double row = y + ROW * (isLeft ? place : order.size() - 1 - place) + 10;
      double x = scale.at(ranks.get(model));
      double end = isLeft ? names - 4 : width - names + 4;
      g.setColor(looks.get(model).paint());
      line(g, 1.4f, x, ABOVE - 26, x, row);
      line(g, 1.4f, x, row, end, row);
      looks.get(model).marker().paint(g, x, ABOVE - 26, 9);
      g.setColor(Color.BLACK);
      text(g, labels.get(model), isLeft ? end - 4 : end + 4, row + 5, isLeft ? 1 : 0);
    }
    text(g, title, width / 2.0, height - 10, 0.5);
  }

  /** Where ranks are: from left to right. */
  record Scale(double left, double unit, int last) {
    /** As wide as there is room between the names, and for the whole critical difference. */
    static Scale of(double names, double width, int last, double critical) {
      double between = (width - 2 * names) / (last - 1);
      return new Scale(names, Math.min(between, (width - NAMES - names) / critical), last);
    }

    double at(double rank) {
      return left + (rank - 1) * unit;
    }

    double right() {
      return at(last);
    }
  }

  private static void axis(Graphics2D g, Scale scale) {
    g.setColor(Color.BLACK);
    double y = ABOVE - 26;
    line(g, 1f, scale.left, y, scale.right(), y);
    for (int rank = 1; rank <= scale.last; rank++) {
      line(g, 1f, scale.at(rank), y - 5, scale.at(rank), y);
      text(g, Integer.toString(rank), scale.at(rank), y - 8, 0.5);
    }
  }

  private static void line(Graphics2D g, float wide, double x1, double y1, double x2, double y2) {
    g.setStroke(new BasicStroke(wide, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    g.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  private static void text(Graphics2D g, String text, double x, double base, double before) {
    ChartFont.draw(g, ChartTheme.FONT, text, x, base, before);
  }
}
