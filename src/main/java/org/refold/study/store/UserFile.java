package org.refold.study.store;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.refold.settings.BadInputException;

/**
 * Values by user as gzipped CSV: a line for each user, a column for each metric, nothing where a
 * user was left out. Numbers have all their digits.
 */
final class UserFile {

  private static final String USER = "user";

  private UserFile() {}

  static void write(PerUser values, OutputStream out) throws IOException {
    GZIPOutputStream zipped = new GZIPOutputStream(out);
    try (Writer text = new BufferedWriter(new OutputStreamWriter(zipped, StandardCharsets.UTF_8))) {
      text.write(USER);
      for (String metric : values.values().keySet()) {
        text.write(",\"" + metric + '"');
      }
      text.write('\n');
      List<double[]> columns = List.copyOf(values.values().values());
      for (int user = 0; user < values.users().size(); user++) {
        text.write('"' + values.users().get(user).replace("\"", "\"\"") + '"');
        for (double[] column : columns) {
          text.write(',');
          text.write(Double.isNaN(column[user]) ? "" : Double.toString(column[user]));
        }
        text.write('\n');
      }
    }
  }

  /**
   * @throws BadInputException if it is damaged
   * @throws IOException if it is not there or cannot be read
   */
  static PerUser read(Path file) throws IOException {
    try (Reader text =
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8);
        CsvReader<CsvRecord> records = CsvReader.builder().ofCsvRecord(text)) {
      return read(records);
    } catch (EOFException | ZipException | UncheckedIOException e) {
      throw damaged(file, "the archive is cut off or corrupted", e);
    } catch (CsvParseException | NumberFormatException e) {
      throw damaged(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static BadInputException damaged(Path file, String why, Exception cause) {
    return new BadInputException("the values by user in %s: %s".formatted(file, why), cause);
  }

  private static PerUser read(CsvReader<CsvRecord> records) {
    List<String> header = new ArrayList<>();
    List<String> users = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    for (CsvRecord line : records) {
      if (header.isEmpty()) {
        header.addAll(line.getFields());
        continue;
      }
      if (line.getFieldCount() != header.size()) {
        throw new NumberFormatException(
            String.format(
                Locale.ROOT,
                "line %d has %d columns, the first has %d",
                line.getStartingLineNumber(),
                line.getFieldCount(),
                header.size()));
      }
      users.add(line.getField(0));
      double[] row = new double[header.size() - 1];
      for (int k = 0; k < row.length; k++) {
        String field = line.getField(k + 1);
        row[k] = field.isEmpty() ? Double.NaN : Double.parseDouble(field);
      }
      rows.add(row);
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int k = 1; k < header.size(); k++) {
      int column = k - 1;
      columns.put(header.get(k), rows.stream().mapToDouble(row -> row[column]).toArray());
    }
    return new PerUser(users, columns);
  }
}
