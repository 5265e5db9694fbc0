package org.refold.data.read;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;
import org.refold.settings.Options;
import org.refold.settings.Tokens;

/**
 * What is known of a file before it is looked at. Everything left empty is found from its first
 * lines; what is set here wins.
 *
 * @param separator what stands between fields
 * @param quoting whether fields may be quoted
 * @param header whether the first line names the columns
 * @param user the column of users: its name in the header, or its number from 1
 * @param item the column of items, likewise
 * @param value the column of values, likewise, or {@value #NO_COLUMN}
 * @param time the column of times, likewise, or {@value #NO_COLUMN}
 * @param title the column of the items' titles, likewise, or {@value #NO_COLUMN}
 * @param timeFormat how times are written
 * @param charset the encoding of raw ids
 * @param duplicates what becomes of a user's second interaction with an item; if empty, {@link
 *     Duplicates#LAST_WINS} in files of every form
 * @param users the only users there may be, with their indices; if empty, users are numbered in
 *     order of first appearance
 * @param items the only items there may be, likewise
 */
@RecordBuilder
@RecordBuilder.Options(addConcreteSettersForOptional = true)
public record ReadOptions(
    Optional<Separator> separator,
    Optional<Quoting> quoting,
    Optional<Header> header,
    Optional<String> user,
    Optional<String> item,
    Optional<String> value,
    Optional<String> time,
    Optional<String> title,
    Optional<TimeFormat> timeFormat,
    Optional<Charset> charset,
    Optional<Duplicates> duplicates,
    Optional<Vocabulary> users,
    Optional<Vocabulary> items)
    implements ReadOptionsBuilder.With {

  /** In place of a column's name: there is no such column. */
  public static final String NO_COLUMN = "none";

  /** Nothing is known: everything is found. */
  public static final ReadOptions SNIFF = ReadOptionsBuilder.builder().build();

  /** The names under which {@link #parse} knows the options. */
  public static final List<String> NAMES =
      List.of(
          "user",
          "item",
          "value",
          "time",
          "title",
          "time-format",
          "separator",
          "quoting",
          "header",
          "charset",
          "repeats");

  /**
   * Reads options that are written as {@code user=2,item=3,time=none}; what is not written is
   * found.
   *
   * @param owner what the options are of, for messages
   * @throws BadInputException if an option is unknown, or its value is
   */
  public static ReadOptions parse(String owner, String list) {
    Options given = Options.parse(owner, list).only(NAMES);
    return new ReadOptions(
        text(given, "separator").map(Separator::parse),
        token(given, "quoting", Quoting.class),
        token(given, "header", Header.class),
        text(given, "user"),
        text(given, "item"),
        text(given, "value"),
        text(given, "time"),
        text(given, "title"),
        token(given, "time-format", TimeFormat.class),
        text(given, "charset").map(ReadOptions::charsetOf),
        text(given, "repeats").map(ReadOptions::repeatsOf),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<String> text(Options given, String name) {
    return given.has(name) ? Optional.of(given.text(name, "")) : Optional.empty();
  }

  private static <E extends Enum<?>> Optional<E> token(Options given, String name, Class<E> type) {
    return text(given, name).map(text -> Tokens.read(type, name, text));
  }

  private static Charset charsetOf(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "charset is '%s', which this Java does not know; write one such as UTF-8, ISO-8859-1 or windows-1252"
              .formatted(name),
          e);
    }
  }

  private static Duplicates repeatsOf(String text) {
    return switch (text) {
      case "last" -> Duplicates.LAST_WINS;
      case "keep" -> Duplicates.KEEP;
      default ->
          throw new BadInputException(
              "repeats is '%s', which is no choice; choose last or keep".formatted(text));
    };
  }

  /** The column that is asked for as this: its name, its number from 1, or {@value #NO_COLUMN}. */
  Optional<String> column(Role role) {
    return switch (role) {
      case USER -> user;
      case ITEM -> item;
      case VALUE -> value;
      case TIME -> time;
      case TITLE -> title;
    };
  }

  /** The same with this separator. */
  public ReadOptions withSeparator(Separator given) {
    return with(options -> options.separator(given));
  }

  /** The same with or without quoted fields. */
  public ReadOptions withQuoting(Quoting given) {
    return with(options -> options.quoting(given));
  }

  /** The same with or without a header. */
  public ReadOptions withHeader(Header given) {
    return with(options -> options.header(given));
  }

  /** The same with users in this column: its name, or its number from 1. */
  public ReadOptions withUser(String given) {
    return with(options -> options.user(given));
  }

  /** The same with items in this column: its name, or its number from 1. */
  public ReadOptions withItem(String given) {
    return with(options -> options.item(given));
  }

  /** The same with values in this column: its name, its number from 1, or {@value #NO_COLUMN}. */
  public ReadOptions withValue(String given) {
    return with(options -> options.value(given));
  }

  /** The same with times in this column: its name, its number from 1, or {@value #NO_COLUMN}. */
  public ReadOptions withTime(String given) {
    return with(options -> options.time(given));
  }

  /** The same with titles in this column: its name, its number from 1, or {@value #NO_COLUMN}. */
  public ReadOptions withTitle(String given) {
    return with(options -> options.title(given));
  }

  /** The same with times written like this. */
  public ReadOptions withTimeFormat(TimeFormat given) {
    return with(options -> options.timeFormat(given));
  }

  /** The same with ids in this encoding. */
  public ReadOptions withCharset(Charset given) {
    return with(options -> options.charset(given));
  }

  /** The same with this policy for a second interaction of the same two. */
  public ReadOptions withDuplicates(Duplicates given) {
    return with(options -> options.duplicates(given));
  }

  /** The same with these users only. */
  public ReadOptions withUsers(Vocabulary given) {
    return with(options -> options.users(given));
  }

  /** The same with these items only. */
  public ReadOptions withItems(Vocabulary given) {
    return with(options -> options.items(given));
  }
}
