package org.refold.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.refold.data.read.Separator;
import org.refold.settings.BadInputException;
import org.refold.settings.Tokens;
import picocli.CommandLine.Option;

/** How a file of data is to be read, where that is not to be found from its first lines. */
final class ReadingOptions {

  @Option(
      names = "--user",
      paramLabel = "COLUMN",
      description = "the column of users: its name in the header, or its number from 1")
  private @Nullable String user;

  @Option(names = "--item", paramLabel = "COLUMN", description = "the column of items, likewise")
  private @Nullable String item;

  @Option(
      names = "--value",
      paramLabel = "COLUMN|none",
      description = "the column of ratings or counts, likewise")
  private @Nullable String value;

  @Option(
      names = "--time",
      paramLabel = "COLUMN|none",
      description = "the column of times, likewise")
  private @Nullable String time;

  @Option(
      names = "--title",
      paramLabel = "COLUMN|none",
      description = "the column of what items are called, likewise")
  private @Nullable String title;

  @Option(
      names = "--time-format",
      paramLabel = "FORMAT",
      description =
          "seconds, milliseconds, microseconds, nanoseconds, yyyymmdd, ddmmyyyy (31.12.2019),"
              + " mmddyyyy (12/31/2019) or iso")
  private @Nullable String timeFormat;

  @Option(
      names = "--separator",
      paramLabel = "TEXT",
      description = "what stands between fields: ',' ';' '|' '::' tab or spaces")
  private @Nullable String separator;

  @Option(
      names = "--quoting",
      paramLabel = "none|double-quotes",
      description = "whether fields may be wrapped in quotes")
  private @Nullable String quoting;

  @Option(
      names = "--header",
      paramLabel = "present|absent",
      description = "whether the first line names the columns")
  private @Nullable String header;

  @Option(
      names = "--charset",
      paramLabel = "NAME",
      description = "the encoding, such as UTF-8 or ISO-8859-1")
  private @Nullable String charset;

  @Option(
      names = "--repeats",
      paramLabel = "last|keep",
      description = {
        "what stays where a user has an item several times:",
        "the last interaction, as by default, or all"
      })
  private @Nullable String repeats;

  /**
   * Data with these options after them, as {@link org.refold.data.sets.DataSets#open} takes them.
   *
   * @param data a name or a path, or null where a file says which
   * @throws BadInputException if there are options but no data, or a column's name has a comma
   */
  @Nullable String appendedTo(@Nullable String data) {
    List<String> given = new ArrayList<>();
    add(given, "user", user);
    add(given, "item", item);
    add(given, "value", value);
    add(given, "time", time);
    add(given, "title", title);
    add(given, "time-format", timeFormat);
    add(given, "separator", separator == null ? null : Tokens.of(Separator.parse(separator)));
    add(given, "quoting", quoting);
    add(given, "header", header);
    add(given, "charset", charset);
    add(given, "repeats", repeats);
    if (given.isEmpty()) {
      return data;
    }
    if (data == null) {
      throw new BadInputException(
          "%s says how to read data, but there is no --data; give it too".formatted(given.get(0)));
    }
    return data + ":" + String.join(",", given);
  }

  private static void add(List<String> given, String name, @Nullable String text) {
    if (text == null) {
      return;
    }
    if (text.contains(",")) {
      throw new BadInputException(
          "--%s is '%s'; give the number of a column whose name has a comma".formatted(name, text));
    }
    given.add(name + "=" + text);
  }
}
