package org.refold.report;

import java.util.ArrayList;
import java.util.List;
import org.refold.evaluate.metric.Metric;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.tune.Dimension;
import org.refold.tune.Found;
import org.refold.tune.Tried;
import org.refold.tune.TunedComparison;

/** Tables of what searches for hyper-parameters tried and found. */
public final class SearchTables {

  private static final int DIGITS = 4;

  private SearchTables() {}

  /** Everything that a search tried, in order: settings, validation metric, seconds, failures. */
  public static Table trace(Found found) {
    List<String> columns = new ArrayList<>(List.of("fit"));
    List<String> names = found.space().dimensions().stream().map(Dimension::name).toList();
    columns.addAll(names);
    columns.addAll(List.of("validation " + found.metric().name(), "seconds", "failure"));
    Table table = new Table("Search of " + found.space(), columns, List.of());
    for (int k = 0; k < found.trace().size(); k++) {
      Tried tried = found.trace().get(k);
      List<Object> row = new ArrayList<>(List.of(k + 1));
      names.forEach(name -> row.add(tried.settings().get(name)));
      row.add(new Cell.Value(tried.value(), DIGITS));
      row.add(new Cell.Value(tried.seconds(), 2));
      row.add(tried.failure());
      table = table.row(row.toArray());
    }
    return table;
  }

  /** The contenders of a duel: best settings, what they cost to find, and the test. */
  public static Table duel(TunedComparison duel) {
    List<Metric> metrics = duel.contenders().get(0).test().evaluator().metrics();
    List<String> columns = new ArrayList<>(List.of("model", "best settings", "fits", "seconds"));
    columns.add("validation " + duel.contenders().get(0).found().metric().name());
    metrics.forEach(metric -> columns.add(metric.name()));
    Table table = new Table("Tuned under the same budget", columns, List.of());
    for (TunedComparison.Contender contender : duel.contenders()) {
      Found found = contender.found();
      List<Object> row =
          new ArrayList<>(List.of(contender.name(), Tables.settings(found.best().settings())));
      row.add(found.trace().size());
      row.add(new Cell.Value(found.seconds(), 1));
      row.add(new Cell.Value(found.best().value(), DIGITS));
      metrics.forEach(metric -> row.add(Cell.ofMetric(contender.test().metric(metric))));
      table = table.row(row.toArray());
    }
    return table;
  }
}
