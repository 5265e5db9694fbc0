package org.refold.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.nn.Glimpse;
import org.refold.report.chart.Charts;
import org.refold.report.chart.Panels;
import org.refold.report.chart.Surface;
import org.refold.report.table.Cell;
import org.refold.report.table.Rich;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.neural.SequenceModel;

/**
 * What a network of sequences makes of one history: for each block and head how each item divides
 * its attention among the items, or for each recurrent layer how far its gates are open at each
 * item, mean over units; both in per cent. The last items are shown; the table sums attention to
 * earlier ones.
 *
 * <pre>{@code
 * var maps = HistoryMaps.of(model, split.test().foldIn(), user, data.items(), 10);
 * show(maps.chart());
 * show(maps);
 * }</pre>
 *
 * <p>Shares of attention say what was mixed, not what decided: values may be small, and later
 * layers mix again (S. Jain, B. Wallace: Attention is not Explanation, NAACL 2019).
 *
 * @param maps by their names, {@code values[yLevels][xLevels]} in per cent; x: items that are read,
 *     oldest first; y: the item that reads, the last one on top, or the gate
 */
public record HistoryMaps(Map<String, Surface> maps) implements Rich {

  private static final String EARLIER = "(earlier)";
  private static final String READER = "item";

  /** Copies the map. */
  public HistoryMaps {
    maps = Collections.unmodifiableMap(new LinkedHashMap<>(maps));
  }

  /**
   * Reads the history of a user.
   *
   * @param histories over the items of the training
   * @param user whose
   * @param items what is known of items; their titles are the names
   * @param last how many of the last items are shown
   * @throws BadInputException if the history is empty, or the network has neither attention nor
   *     gates
   */
  public static HistoryMaps of(
      SequenceModel model, Interactions histories, int user, Attributes items, int last) {
    Check.atLeast(1, "last", last, "typical: 8-15 items");
    List<Glimpse> glimpses = model.watch(histories, user);
    if (glimpses.isEmpty()) {
      throw new BadInputException(
          "%s shows nothing of user '%s': it has neither attention nor gates, or no history"
              .formatted(model.recommender().name(), histories.users().id(user)));
    }
    Attributes known = items.alignedWith(histories.items());
    List<String> titles =
        IntStream.range(histories.start(user), histories.end(user))
            .mapToObj(place -> known.title(histories.item(place)))
            .toList();
    Map<String, Surface> maps = new LinkedHashMap<>();
    List<Glimpse> gates = new ArrayList<>();
    for (Glimpse glimpse : glimpses) {
      if (glimpse.kind() == Glimpse.Kind.SHARES) {
        maps.put(glimpse.name(), attention(glimpse, model.rows(glimpse, titles), last));
      } else if (gates.stream().anyMatch(gate -> gate.name().equals(glimpse.name()))) {
        maps.put(layer(maps), gates(gates, model.rows(gates.get(0), titles), last));
        gates.clear();
        gates.add(glimpse);
      } else {
        gates.add(glimpse);
      }
    }
    if (!gates.isEmpty()) {
      maps.put(layer(maps), gates(gates, model.rows(gates.get(0), titles), last));
    }
    return new HistoryMaps(maps);
  }

  private static String layer(Map<String, Surface> maps) {
    return String.format(Locale.ROOT, "gates of layer %d", maps.size() + 1);
  }

  /** The names of the last rows, numbered where a title comes again. */
  private static List<String> names(List<String> rows, int shown) {
    List<String> names = new ArrayList<>();
    for (String title : rows.subList(Math.max(0, rows.size() - shown), rows.size())) {
      String name = title;
      for (int k = 2; names.contains(name); k++) {
        name = String.format(Locale.ROOT, "%s (%d)", title, k);
      }
      names.add(name);
    }
    return names;
  }

  private static Surface attention(Glimpse glimpse, List<String> names, int last) {
    List<List<Double>> rows = glimpse.rows();
    int size = rows.size();
    List<String> readers = names(names, last);
    int first = size - readers.size();
    List<List<Double>> values =
        rows.subList(first, size).stream()
            .map(row -> row.subList(first, size).stream().map(share -> 100 * share).toList())
            .toList();
    return new Surface("attends to, %", readers, READER, readers, values);
  }

  private static Surface gates(List<Glimpse> gates, List<String> names, int last) {
    int size = gates.get(0).rows().size();
    List<String> read = names(names, last);
    List<List<Double>> values = new ArrayList<>();
    for (Glimpse gate : gates) {
      values.add(
          gate.rows().subList(size - read.size(), size).stream()
              .map(
                  units ->
                      100 * units.stream().mapToDouble(Double::doubleValue).average().orElse(0))
              .toList());
    }
    return new Surface("open, %", read, "gate", gates.stream().map(Glimpse::name).toList(), values);
  }

  /** A heat map for each, one below the other. */
  public IChart chart() {
    List<IChart> charts = new ArrayList<>();
    maps.forEach((name, surface) -> charts.add(Charts.wideHeatMap(name, surface)));
    return new Panels(charts);
  }

  /** A table for each: a row for each item that reads, the last one first, or for each gate. */
  public List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    maps.forEach((name, surface) -> tables.add(table(name, surface)));
    return tables;
  }

  private static Table table(String name, Surface surface) {
    boolean attention = surface.yTitle().equals(READER);
    List<String> columns = new ArrayList<>(List.of(surface.yTitle()));
    if (attention) {
      columns.add(EARLIER);
    }
    columns.addAll(surface.xLevels());
    Table table = new Table(name + ": " + surface.xTitle(), columns, List.of());
    for (int y = surface.yLevels().size() - 1; y >= 0; y--) {
      List<Double> values = surface.values().get(y);
      List<Object> cells = new ArrayList<>(List.of(surface.yLevels().get(y)));
      if (attention) {
        double shown = values.stream().mapToDouble(Double::doubleValue).sum();
        cells.add(new Cell.Value(Math.max(0, 100 - shown), 1));
      }
      values.forEach(value -> cells.add(new Cell.Value(value, 1)));
      table = table.row(cells.toArray());
    }
    return table;
  }

  @Override
  public String toText() {
    return tables().stream().map(Table::toText).collect(Collectors.joining("\n\n"));
  }

  @Override
  public String toHtml() {
    return tables().stream().map(Table::toHtml).collect(Collectors.joining("\n"));
  }

  @Override
  public String toString() {
    return toText();
  }
}
