package org.refold.data.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refold.settings.BadInputException;

/**
 * A small delimited file as texts: attributes of items and users. In UTF-8 if it can be that, else
 * ISO-8859-1: MovieLens and Last.fm have files of both kinds.
 *
 * @param where the name of the source
 * @param rows the lines that are not blank
 */
record DelimitedTable(String where, List<Row> rows) {

  /**
   * A line.
   *
   * @param where the name of the source
   * @param line its number, from 1
   * @param fields its fields
   */
  record Row(String where, long line, List<String> fields) {

    String get(int column) {
      return fields.get(column);
    }

    /** A field as a number, or not a number where it is empty. */
    double number(int column) {
      String text = fields.get(column);
      if (text.isEmpty()) {
        return Double.NaN;
      }
      if (!Looks.isNumber(text)) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%s, line %d, column %d: found '%s', expected a number; correct it or leave it"
                    + " empty",
                where,
                line,
                column + 1,
                RowErrors.shown(text)));
      }
      return Double.parseDouble(text);
    }
  }

  /**
   * Reads a file.
   *
   * @param fewest how many fields each line must have
   * @throws BadInputException if a line has fewer fields
   */
  static DelimitedTable read(ByteSource source, Separator separator, Quoting quoting, int fewest)
      throws IOException {
    byte[] bytes;
    try (InputStream in = source.open(count -> {})) {
      bytes = in.readAllBytes();
    }
    Charset charset = Head.charset(bytes);
    String where = source.toString();
    List<Row> rows = new ArrayList<>();
    try (RowScanner scanner =
        new RowScanner(new ByteArrayInputStream(bytes), where, separator, quoting)) {
      while (scanner.next()) {
        rows.add(row(scanner, charset, separator, fewest));
      }
    }
    return new DelimitedTable(where, rows);
  }

  private static Row row(RowScanner scanner, Charset charset, Separator separator, int fewest) {
    List<String> fields = scanner.texts(charset);
    if (fields.size() < fewest) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s, line %d: found %d fields separated by %s where %d are expected: '%s'; correct"
                  + " the line or leave it out",
              scanner.where(),
              scanner.line(),
              fields.size(),
              separator,
              fewest,
              RowErrors.shown(String.join(separator.text(), fields))));
    }
    return new Row(scanner.where(), scanner.line(), fields);
  }

  /**
   * The lines of a file of a set, without a header; none where the set has no such file.
   *
   * @param name of the file
   * @param fewest how many fields each line must have
   * @param header how the first line begins if it is a header, in small letters
   * @throws BadInputException if a line has fewer fields
   */
  static List<Row> rows(FileSet files, String name, Separator separator, int fewest, String header)
      throws IOException {
    Optional<ByteSource> source = files.find(name);
    if (source.isEmpty()) {
      return List.of();
    }
    Quoting quoting = separator == Separator.COMMA ? Quoting.DOUBLE_QUOTES : Quoting.NONE;
    List<Row> rows = read(source.get(), separator, quoting, fewest).rows();
    boolean named = !rows.isEmpty() && Role.plain(rows.get(0).get(0)).equals(header);
    return named ? rows.subList(1, rows.size()) : rows;
  }
}
