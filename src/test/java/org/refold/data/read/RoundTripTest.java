package org.refold.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;

/**
 * Random interactions, written in a random dialect, are found and read back as they were. The
 * system property {@code refold.tables} says how many tables each try writes: 1, or 334 for 100,000
 * in all.
 */
class RoundTripTest {

  private static final int MONTHS = 12;
  private static final long DAY = 86_400_000;

  private static final Set<TimeFormat> DAYS =
      EnumSet.of(TimeFormat.YYYYMMDD, TimeFormat.DDMMYYYY, TimeFormat.MMDDYYYY);

  private static final int TABLES = Integer.getInteger("refold.tables", 1);

  private static final List<String> PLAIN_NAMES = List.of("Ann", "bob-1", "c_3", "D4", "e.e");
  private static final List<String> FAR_NAMES = List.of("Zoë", "Ünal", "Señor", "bob", "Åsa");
  private static final List<String> CSV_NAMES =
      List.of("plain", "a, b", "x;y", "say \"ho\"", "two\nlines", "Zoë", "a|b::c\td");
  private static final Map<Role, List<String>> NAMES =
      Map.of(
          Role.USER, List.of("userId", "user_id:token", "reviewerID", "customer_id", "uid"),
          Role.ITEM, List.of("item_id", "movieId", "asin", "location_id", "raw_item_id"),
          Role.VALUE, List.of("rating", "user_rating", "hours", "watch_ratio", "stars"),
          Role.TIME, List.of("timestamp", "event_time", "t_dat", "unix_timestamp", "when"));

  /** What stands around the table. */
  private enum Dialect {
    PLAIN,
    ALL_QUOTED,
    BLANK_BEFORE_QUOTES,
    COMMENTS,
    SEP_LINE,
    MARK,
    ROW_NAMES,
    BLANK_INDEX_NAME,
    TRAILING_SEPARATOR,
    RETURNS,
    JSON_LINES
  }

  private enum Packing {
    PLAIN,
    GZIP,
    ZIP
  }

  /** One interaction; times in milliseconds. */
  private record Line(String user, String item, float value, long time) {}

  /** A table: what was written, and how. */
  private record Table(
      Dialect dialect,
      Separator separator,
      Header header,
      List<Role> columns,
      List<String> names,
      TimeFormat time,
      Charset charset,
      String lineEnd,
      Packing packing,
      List<Line> lines) {

    static Table random(SplittableRandom random) {
      Dialect dialect = any(random, List.of(Dialect.values()));
      boolean named = dialect.compareTo(Dialect.ROW_NAMES) >= 0 || random.nextBoolean();
      boolean csv = dialect.name().contains("QUOTE") || dialect == Dialect.SEP_LINE;
      Separator separator =
          any(
              random,
              csv ? List.of(Separator.COMMA, Separator.SEMICOLON) : List.of(Separator.values()));
      boolean latin =
          random.nextInt(3) == 0 && dialect != Dialect.MARK && dialect != Dialect.JSON_LINES;
      List<Role> columns = new ArrayList<>(List.of(Role.USER, Role.ITEM));
      if (random.nextBoolean()) {
        columns.add(Role.VALUE);
      }
      if (random.nextBoolean()) {
        columns.add(Role.TIME);
      }
      if (named) {
        Collections.shuffle(columns, new Random(random.nextLong()));
      }
      TimeFormat time = any(random, List.of(TimeFormat.values()));
      Table table =
          new Table(
              dialect,
              separator,
              named ? Header.PRESENT : Header.ABSENT,
              columns,
              columns.stream().map(role -> any(random, NAMES.get(role))).toList(),
              time,
              latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8,
              dialect == Dialect.RETURNS ? "\r" : any(random, List.of("\n", "\r\n")),
              any(random, List.of(Packing.values())),
              new ArrayList<>());
      IntStream.range(0, 2 + random.nextInt(39)).forEach(k -> table.lines.add(table.line(random)));
      return table;
    }

    private static <T> T any(SplittableRandom random, List<T> choices) {
      return choices.get(random.nextInt(choices.size()));
    }

    private Line line(SplittableRandom random) {
      List<String> ids =
          separator == Separator.SPACES
              ? PLAIN_NAMES
              : dialect != Dialect.RETURNS
                      && charset.equals(StandardCharsets.UTF_8)
                      && List.of(Separator.COMMA, Separator.SEMICOLON).contains(separator)
                  ? CSV_NAMES
                  : FAR_NAMES;
      long millis = 1_000_000_000_000L + random.nextLong(600_000_000_000L);
      long unit = DAYS.contains(time) ? DAY : 1;
      while (time == TimeFormat.MMDDYYYY && dayOfMonth(millis) <= MONTHS) {
        millis += DAY; // dates that tell by themselves that the month comes first
      }
      return new Line(
          "n" + random.nextInt(99) + any(random, ids),
          "in" + random.nextInt(99) + any(random, ids),
          (1 + random.nextInt(10)) / 2f,
          millis / unit * unit);
    }

    Interactions written() {
      Vocabulary users = ids(lines.stream().map(this::user).toList());
      Vocabulary items = ids(lines.stream().map(this::item).toList());
      InteractionsBuilder builder =
          new InteractionsBuilder(columns.contains(Role.VALUE), columns.contains(Role.TIME));
      for (Line line : lines) {
        builder.add(users.indexOf(user(line)), items.indexOf(item(line)), line.value, line.time);
      }
      return builder.build(users, items, Duplicates.KEEP);
    }

    private static Vocabulary ids(List<String> names) {
      Set<String> distinct = new LinkedHashSet<>(names);
      return Vocabulary.of(distinct);
    }

    /** JSON keeps records on one line, so that line breaks of ids become blanks. */
    private String user(Line line) {
      return dialect == Dialect.JSON_LINES ? line.user.replace('\n', ' ') : line.user;
    }

    private String item(Line line) {
      return dialect == Dialect.JSON_LINES ? line.item.replace('\n', ' ') : line.item;
    }

    byte[] bytes() {
      if (dialect == Dialect.JSON_LINES) {
        return lines.stream()
            .map(line -> json(line) + lineEnd)
            .collect(Collectors.joining())
            .getBytes(charset);
      }
      StringBuilder text = new StringBuilder();
      text.append(
          switch (dialect) {
            case COMMENTS -> "# made of chance" + lineEnd + "% nothing else" + lineEnd;
            case SEP_LINE -> "sep=" + separator.text() + lineEnd;
            case MARK -> "\uFEFF";
            case BLANK_INDEX_NAME -> separator == Separator.SPACES ? "" : separator.text();
            default -> "";
          });
      if (header == Header.PRESENT) {
        text.append(row(names)).append(lineEnd);
      }
      for (int k = 0; k < lines.size(); k++) {
        Line line = lines.get(k);
        boolean indexed =
            dialect == Dialect.ROW_NAMES
                || (dialect == Dialect.BLANK_INDEX_NAME && separator != Separator.SPACES);
        text.append(indexed ? (k + 1) + separator.text() : "");
        text.append(row(columns.stream().map(role -> field(role, line)).toList()));
        boolean trailing = dialect == Dialect.TRAILING_SEPARATOR && separator != Separator.SPACES;
        text.append(trailing ? separator.text() : "").append(lineEnd);
      }
      return text.toString().getBytes(charset);
    }

    private String json(Line line) {
      return IntStream.range(0, columns.size())
          .mapToObj(
              k -> {
                String field = field(columns.get(k), line);
                boolean text = !Looks.isNumber(field);
                String escaped =
                    field.replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t");
                return "\"" + names.get(k) + "\": " + (text ? '"' + escaped + '"' : escaped);
              })
          .collect(Collectors.joining(", ", "{", "}"));
    }

    private String field(Role role, Line line) {
      return switch (role) {
        case USER -> line.user;
        case ITEM -> line.item;
        case VALUE -> Float.toString(line.value);
        case TIME -> time(line.time);
        case TITLE -> throw new IllegalStateException("no table of these has titles");
      };
    }

    private String time(long millis) {
      String iso = Instant.ofEpochMilli(millis).toString();
      return switch (time) {
        case SECONDS -> new BigDecimal(millis).movePointLeft(3).toPlainString();
        case MILLISECONDS -> Long.toString(millis);
        case MICROSECONDS -> millis + "123";
        case NANOSECONDS -> millis + "123456";
        case YYYYMMDD -> iso.substring(0, 10).replace("-", "");
        case DDMMYYYY -> date(iso, "%3$s.%2$s.%1$s");
        case MMDDYYYY -> date(iso, "%2$s/%3$s/%1$s");
        case ISO -> separator == Separator.SPACES ? iso : iso.replace('T', ' ').replace("Z", "");
      };
    }

    private static int dayOfMonth(long millis) {
      return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).getDayOfMonth();
    }

    private static String date(String iso, String order) {
      return order.formatted(iso.substring(0, 4), iso.substring(5, 7), iso.substring(8, 10));
    }

    private String row(List<String> fields) {
      String between = separator.text() + (dialect == Dialect.BLANK_BEFORE_QUOTES ? " " : "");
      return fields.stream().map(this::quoted).collect(Collectors.joining(between));
    }

    /** As RFC 4180 says. */
    private String quoted(String field) {
      boolean needed = dialect.name().contains("QUOTE") || field.matches("(?s).*[\",;\n|\t].*");
      return needed ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }

    Path write() throws IOException {
      String ending =
          packing == Packing.GZIP ? ".csv.gz" : packing == Packing.ZIP ? ".zip" : ".csv";
      Path file = Files.createTempFile("ratings", ending);
      try (OutputStream out = Files.newOutputStream(file)) {
        switch (packing) {
          case PLAIN -> out.write(bytes());
          case GZIP -> {
            try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
              zipped.write(bytes());
            }
          }
          case ZIP -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
              zip.putNextEntry(new ZipEntry("set/some.tsv"));
              zip.write(bytes());
            }
          }
        }
      }
      return file;
    }
  }

  @Property(tries = 300)
  void whatIsWrittenIsReadBack(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int k = 0; k < TABLES; k++) {
      Table table = Table.random(random);
      Path file = table.write();
      try {
        ReadResult read = read(file);
        assertThat(read.interactions().sha256())
            .as("%s read as %s, warned of %s", table, read, read.warnings())
            .isEqualTo(table.written().sha256());
      } catch (BadInputException e) {
        throw new AssertionError(table + ": " + new String(table.bytes(), table.charset), e);
      } finally {
        Files.delete(file);
      }
    }
  }

  private static ReadResult read(Path file) {
    return InteractionFiles.read(
        file, ReadOptions.SNIFF.withDuplicates(Duplicates.KEEP), Progress.NONE);
  }

  /**
   * Plain numbers for ids, columns in any order, with or without a header, times in any unit: what
   * comes is right, or something is said, or the file is refused.
   */
  @Property(tries = 300)
  void nothingIsMisreadInSilence(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int k = 0; k < TABLES; k++) {
      shuffled(random);
    }
  }

  private static void shuffled(SplittableRandom random) throws IOException {
    List<Role> columns = new ArrayList<>(List.of(Role.USER, Role.ITEM, Role.VALUE, Role.TIME));
    Collections.shuffle(columns, new Random(random.nextLong()));
    columns = columns.subList(0, 2 + random.nextInt(3));
    if (!columns.contains(Role.USER) || !columns.contains(Role.ITEM)) {
      return;
    }
    List<Role> roles = List.copyOf(columns);
    boolean named = random.nextBoolean();
    boolean mixed = roles.contains(Role.TIME) && random.nextInt(4) == 0;
    long unit = Table.any(random, List.of(1L, 1_000L, 1_000_000L, 1_000_000_000L));
    StringBuilder text = new StringBuilder();
    if (named) {
      text.append(
          roles.stream()
              .map(r -> Table.any(random, NAMES.get(r)))
              .collect(Collectors.joining(",")));
      text.append('\n');
    }
    InteractionsBuilder builder =
        new InteractionsBuilder(roles.contains(Role.VALUE), roles.contains(Role.TIME));
    Set<String> users = new LinkedHashSet<>();
    Set<String> items = new LinkedHashSet<>();
    int size = 20 + random.nextInt(40);
    for (int k = 0; k < size; k++) {
      int user = 1 + random.nextInt(30);
      int item = 1000 + random.nextInt(50);
      int value = 1 + random.nextInt(5);
      long seconds = 1_300_000_000L + random.nextInt(100_000_000);
      users.add(Integer.toString(user));
      items.add(Integer.toString(item));
      Vocabulary u = Vocabulary.of(users);
      Vocabulary i = Vocabulary.of(items);
      builder.add(
          u.indexOf(Integer.toString(user)),
          i.indexOf(Integer.toString(item)),
          value,
          1000 * seconds);
      long written = seconds * (mixed && k % 3 == 0 ? 1 : unit);
      Map<Role, Object> fields =
          Map.of(Role.USER, user, Role.ITEM, item, Role.VALUE, value, Role.TIME, written);
      text.append(
          roles.stream().map(r -> fields.get(r).toString()).collect(Collectors.joining(",")));
      text.append('\n');
    }
    Interactions expected =
        builder.build(Vocabulary.of(users), Vocabulary.of(items), Duplicates.KEEP);
    Path file = Files.createTempFile("shuffled", ".csv");
    try {
      Files.writeString(file, text);
      ReadResult read = read(file);
      boolean right = read.interactions().sha256().equals(expected.sha256());
      assertThat(right || !read.warnings().isEmpty() || !read.reading().notes().isEmpty())
          .as("%s in silence:%n%s", read, text)
          .isTrue();
      assertThat(right || !named).as("named columns read as %s:%n%s", read, text).isTrue();
    } catch (BadInputException e) {
      assertThat(e).hasMessageContaining("--");
    } finally {
      Files.delete(file);
    }
  }
}
