package org.refold.data.read;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.settings.Spec;

/** Reads one delimited source, line by line, straight from bytes into the builder. */
final class InteractionReader {

  /** How many interactions a person is shown. */
  private static final int SHOWN = 3;

  private final RowScanner row;
  private final FileLayout layout;
  private final RowErrors errors;
  private final IdTable users;
  private final IdTable items;
  private final InteractionsBuilder builder;
  private final int valueColumn;
  private final int timeColumn;
  private final ItemTitles titles;
  private final TimeCheck times;
  private final List<String> shown = new ArrayList<>();
  private int broken;
  private long brokenLine;

  private InteractionReader(RowScanner row, FileLayout layout, IdTable users, IdTable items) {
    this.row = row;
    this.layout = layout;
    this.errors = new RowErrors(row, layout);
    this.users = users;
    this.items = items;
    ColumnRoles columns = layout.columns();
    this.builder = new InteractionsBuilder(columns.value().isPresent(), columns.time().isPresent());
    this.valueColumn = columns.value().orElse(-1);
    this.timeColumn = columns.time().orElse(-1);
    this.titles = new ItemTitles(row, columns.title(), layout.charset());
    this.times = new TimeCheck(row.where(), layout.time());
  }

  /**
   * What was read.
   *
   * @param interactions in order
   * @param duplicates how many were left out since the same user and item came again
   * @param rows the first few, for a person
   * @param warnings what came up on the way
   * @param titles of the items by index; empty where the file has none
   */
  record Content(
      Interactions interactions,
      int duplicates,
      List<String> rows,
      List<String> warnings,
      List<String> titles) {}

  /**
   * Reads a source.
   *
   * @throws BadInputException if a line is not as the layout says, or no line holds data
   * @throws UndecodableException if an id is no text in the layout's charset
   */
  static Content read(
      ByteSource source,
      FileLayout layout,
      IdTable users,
      IdTable items,
      InteractionsBuilder.Duplicates policy,
      Progress progress)
      throws IOException, UndecodableException {
    LongConsumer counter = bytes -> progress.advance(bytes, "");
    progress.begin("reading " + source.name(), source.size());
    try (RowScanner row =
        new RowScanner(
            source.open(counter), source.toString(), layout.separator(), layout.quoting())) {
      row.startAt(source.firstLine());
      InteractionReader reader = new InteractionReader(row, layout, users, items);
      reader.readAll();
      Interactions interactions =
          reader.builder.build(users.vocabulary(), items.vocabulary(), policy);
      return new Content(
          interactions,
          reader.builder.duplicates(),
          reader.shown,
          reader.warnings(),
          reader.titles.of(interactions.items()));
    } finally {
      progress.end();
    }
  }

  private void readAll() throws IOException, UndecodableException {
    try {
      if (layout.header() == Header.PRESENT) {
        row.next();
      }
      while (row.next()) {
        readRow();
      }
    } catch (EOFException | ZipException e) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s is damaged after line %d (%s); fetch or pack it again",
              row.where(),
              row.line(),
              e.getMessage()),
          e);
    }
    if (builder.size() == 0) {
      throw new BadInputException(
          "%s holds no interactions; expected lines of %s".formatted(row.where(), layout));
    }
  }

  private void readRow() throws UndecodableException {
    if (row.isTorn()) {
      throw errors.torn();
    }
    if (row.fields() != layout.fields()) {
      throw errors.fieldCount();
    }
    if (row.lineBreaks() > 0) {
      brokenLine = broken == 0 ? row.line() : brokenLine;
      broken++;
    }
    int user = id(users, layout.columns().user());
    int item = id(items, layout.columns().item());
    titles.see(item);
    float value = valueColumn < 0 ? 1f : value();
    long time = timeColumn < 0 ? 0L : time();
    builder.add(user, item, value, time);
    if (shown.size() < SHOWN) {
      shown.add(shown(value, time));
    }
  }

  private String shown(float value, long time) {
    ColumnRoles columns = layout.columns();
    String text =
        "user '%s', item '%s'"
            .formatted(errors.field(columns.user()), errors.field(columns.item()));
    text += valueColumn < 0 ? "" : ", value " + Spec.number(value);
    return text + (timeColumn < 0 ? "" : ", time " + Instant.ofEpochMilli(time));
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (broken > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%d rows go over several lines, the first from line %d; if a quote is open there,"
                  + " close it, or read with --quoting none",
              broken,
              brokenLine));
    }
    if (timeColumn >= 0) {
      times.verdict(builder.size()).ifPresent(warnings::add);
    }
    titles.doubt().ifPresent(warnings::add);
    return warnings;
  }

  private int id(IdTable table, int column) throws UndecodableException {
    int from = row.from(column);
    int to = row.to(column);
    if (from == to) {
      throw errors.emptyId(column);
    }
    try {
      int index = table.index(row.bytes(), from, to);
      if (index == IdTable.UNKNOWN) {
        throw errors.unknownId(column, table.size());
      }
      return index;
    } catch (CharacterCodingException e) {
      throw new UndecodableException(errors.undecodable(column), table.hasFarIds());
    }
  }

  private float value() {
    try {
      float value = ByteNumbers.parseFloat(row.bytes(), row.from(valueColumn), row.to(valueColumn));
      if (Float.isInfinite(value)) {
        throw errors.badValue(valueColumn);
      }
      return value;
    } catch (NumberFormatException e) {
      throw errors.badValue(valueColumn);
    }
  }

  private long time() {
    try {
      long time = layout.time().parse(row.bytes(), row.from(timeColumn), row.to(timeColumn));
      times.see(time, row.line());
      return time;
    } catch (NumberFormatException e) {
      throw errors.badTime(timeColumn);
    }
  }
}
