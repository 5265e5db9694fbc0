package org.refold.report.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A {@link Table} for machines: comma-separated values with all digits. */
final class CsvTable {

  private CsvTable() {}

  static String of(Table table) {
    List<String> header = new ArrayList<>();
    List<List<String>> lines = new ArrayList<>();
    table.rows().forEach(row -> lines.add(new ArrayList<>()));
    for (int k = 0; k < table.columns().size(); k++) {
      String name = table.columns().get(k);
      Set<String> extras = extras(table, k);
      header.add(name);
      extras.forEach(extra -> header.add(name + " " + extra));
      for (int r = 0; r < lines.size(); r++) {
        Cell cell = table.rows().get(r).get(k);
        List<String> line = lines.get(r);
        line.add(cell.raw());
        extras.forEach(extra -> line.add(cell.extras().getOrDefault(extra, "")));
      }
    }
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(header);
      lines.forEach(csv::writeRecord);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static Set<String> extras(Table table, int column) {
    Set<String> extras = new LinkedHashSet<>();
    table.rows().forEach(row -> extras.addAll(row.get(column).extras().keySet()));
    return extras;
  }
}
