package org.refold.data.read;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.refold.data.Attributes;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;

/**
 * Attributes out of RecBole's atomic files {@code .item} and {@code .user}: the first column is the
 * id; {@code token} is one category, {@code token_seq} several with blanks between them, {@code
 * float} a number, {@code float_seq} is passed over. Columns of titles are texts.
 */
final class RecBoleAttributes {

  private static final Set<String> TITLES =
      Set.of("title", "movietitle", "name", "itemname", "booktitle", "artistname");
  private static final Set<String> YEARS = Set.of("year", "releaseyear");

  private RecBoleAttributes() {}

  /** Out of the file of the same name with this ending; nothing if there is none. */
  static Attributes read(Located located, String ending, Vocabulary vocabulary) throws IOException {
    String name = located.interactions().name();
    String stem = name.substring(0, name.length() - Format.RECBOLE.mainFile().length());
    Optional<ByteSource> source = located.beside().find(stem + ending);
    AttributesMaker maker = new AttributesMaker(vocabulary);
    if (source.isPresent()) {
      DelimitedTable table = DelimitedTable.read(source.get(), Separator.TAB, Quoting.NONE, 1);
      List<String> header = header(table);
      for (DelimitedTable.Row row : table.rows().subList(1, table.rows().size())) {
        requireWidth(row, header.size());
        for (int column = 1; column < header.size(); column++) {
          cell(maker, header.get(column), row, column);
        }
      }
    }
    return maker.make();
  }

  private static List<String> header(DelimitedTable table) {
    if (table.rows().isEmpty() || !table.rows().get(0).fields().stream().allMatch(Role::isTyped)) {
      throw new BadInputException(
          "%s, line 1: expected a header with types, such as item_id:token, separated by tabs; write it"
              .formatted(table.where()));
    }
    return table.rows().get(0).fields();
  }

  private static void requireWidth(DelimitedTable.Row row, int width) {
    if (row.fields().size() != width) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s, line %d: found %d fields where the header has %d; correct the line or leave it"
                  + " out",
              row.where(),
              row.line(),
              row.fields().size(),
              width));
    }
  }

  private static void cell(
      AttributesMaker maker, String header, DelimitedTable.Row row, int column) {
    String id = row.get(0);
    String value = row.get(column);
    String name = Role.untyped(header);
    if (TITLES.contains(Role.plain(header))) {
      maker.text(Attributes.TITLE, id, value);
    } else if (YEARS.contains(Role.plain(header))) {
      maker.number(Attributes.YEAR, id, Looks.isNumber(value) ? row.number(column) : Double.NaN);
    } else if (header.endsWith(":token")) {
      maker.categories(name, id, List.of(value));
    } else if (header.endsWith(":token_seq")) {
      maker.categories(name, id, Arrays.asList(value.split(" ", -1)));
    } else if (header.endsWith(":float")) {
      maker.number(name, id, row.number(column));
    }
  }
}
