package org.refold.data.read;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;

/** Reads one delimited source, line by line, straight from bytes into the builder. */
final class InteractionReader {

  private final RowScanner row;
  private final FileLayout layout;
  private final RowErrors errors;
  private final IdTable users;
  private final IdTable items;
  private final InteractionsBuilder builder;
  private final int valueColumn;
  private final int timeColumn;

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
  }

  /**
   * What was read.
   *
   * @param interactions in order
   * @param duplicates how many were left out since the same user and item came again
   */
  record Content(Interactions interactions, int duplicates) {}

  /**
   * Reads a source.
   *
   * @throws BadInputException if a line is not as the layout says, or no line holds data
   */
  static Content read(
      ByteSource source,
      FileLayout layout,
      IdTable users,
      IdTable items,
      InteractionsBuilder.Duplicates policy,
      Progress progress)
      throws IOException {
    LongConsumer counter = bytes -> progress.advance(bytes, "");
    progress.begin("reading " + source.name(), source.size());
    try (RowScanner row =
        new RowScanner(
            source.open(counter), source.toString(), layout.separator(), layout.quoting())) {
      InteractionReader reader = new InteractionReader(row, layout, users, items);
      reader.readAll();
      Interactions interactions =
          reader.builder.build(users.vocabulary(), items.vocabulary(), policy);
      return new Content(interactions, reader.builder.duplicates());
    } finally {
      progress.end();
    }
  }

  private void readAll() throws IOException {
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

  private void readRow() {
    if (row.fields() != layout.fields()) {
      throw errors.fieldCount();
    }
    int user = id(users, layout.columns().user());
    int item = id(items, layout.columns().item());
    float value = valueColumn < 0 ? 1f : value();
    long time = timeColumn < 0 ? 0L : time();
    builder.add(user, item, value, time);
  }

  private int id(IdTable table, int column) {
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
      throw errors.undecodable(column);
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
      return layout.time().parse(row.bytes(), row.from(timeColumn), row.to(timeColumn));
    } catch (NumberFormatException e) {
      throw errors.badTime(timeColumn);
    }
  }
}
