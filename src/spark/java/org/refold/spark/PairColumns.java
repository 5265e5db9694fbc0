package org.refold.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.refold.cluster.PairTable;
import org.refold.data.read.Header;
import org.refold.data.read.IdColumns;
import org.refold.data.read.Separator;
import org.refold.settings.BadInputException;

/** Reads a table of pairs: two columns of text, {@value #USER} and {@value #ITEM}. */
final class PairColumns {

  static final String USER = "user";
  static final String ITEM = "item";

  /** Of those that stand in a line, the first is what separates its fields. */
  private static final List<Separator> SEPARATORS =
      List.of(
          Separator.TAB,
          Separator.DOUBLE_COLON,
          Separator.SEMICOLON,
          Separator.PIPE,
          Separator.COMMA);

  private PairColumns() {}

  /**
   * The pairs, none of them looked at yet.
   *
   * @throws BadInputException if there is no such place, or a column is not found
   */
  static Dataset<Row> read(SparkSession session, PairTable table) {
    try {
      Dataset<Row> all = isParquet(table) ? parquet(session, table) : text(session, table);
      List<String> names = List.of(all.columns());
      return all.select(
          ids(names, USER, table.options().user(), IdColumns.user(names)).as(USER),
          ids(names, ITEM, table.options().item(), IdColumns.item(names)).as(ITEM));
    } catch (BadInputException e) {
      throw e;
    } catch (Exception e) { // Scala declares nothing
      throw unreadable(table, e);
    }
  }

  /** What is thrown by Spark, in our words. */
  static BadInputException unreadable(PairTable table, Exception e) {
    return new BadInputException(
        "the table %s cannot be counted by the workers: %s; it must be there for all of them under this name"
            .formatted(table.place(), Reasons.of(e)),
        e);
  }

  private static boolean isParquet(PairTable table) {
    return table.place().toLowerCase(Locale.ROOT).replaceAll("/+$", "").endsWith(".parquet");
  }

  private static Dataset<Row> parquet(SparkSession session, PairTable table) {
    return session.read().parquet(table.place());
  }

  private static Dataset<Row> text(SparkSession session, PairTable table) {
    String first = session.read().textFile(table.place()).head();
    Separator usual =
        SEPARATORS.stream()
            .filter(one -> first.contains(one.text()))
            .findFirst()
            .orElse(Separator.COMMA);
    return session
        .read()
        .option("sep", table.options().separator().orElse(usual).text())
        .option("header", !table.options().header().equals(Optional.of(Header.ABSENT)))
        .csv(table.place());
  }

  private static Column ids(
      List<String> names, String what, Optional<String> told, Optional<String> usual) {
    String name = told.or(() -> usual).orElse("");
    if (!names.contains(name) && name.matches("[1-9][0-9]{0,5}")) {
      int place = Integer.parseInt(name);
      name = place <= names.size() ? names.get(place - 1) : "";
    }
    if (!names.contains(name)) {
      throw new BadInputException(
          "no column of %ss is found%s among %s; tell its name or its number from 1: --%s COLUMN, and --header absent where the first line is data"
              .formatted(what, told.map(" as '%s'"::formatted).orElse(""), names, what));
    }
    Column missing = raise_error(lit("a row has no %s: column %s is empty".formatted(what, name)));
    Column ids = col("`" + name.replace("`", "``") + "`").cast("string");
    return coalesce(ids, missing.cast("string"));
  }
}
