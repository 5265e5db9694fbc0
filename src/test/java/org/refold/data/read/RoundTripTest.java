package org.refold.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;
import org.refold.settings.Progress;

/** Random interactions, written in a random way, are found and read back as they were. */
class RoundTripTest {

  private static final List<String> PLAIN_NAMES = List.of("Ann", "bob-1", "c_3", "D4", "e.e");
  private static final List<String> FAR_NAMES = List.of("Zoë", "Ünal", "Señor", "bob", "Åsa");
  private static final List<String> CSV_NAMES =
      List.of("plain", "a, b", "x;y", "say \"ho\"", "two\nlines", "Zoë", "a|b::c\td");

  enum Packing {
    PLAIN,
    GZIP,
    ZIP
  }

  enum LastLine {
    ENDED,
    OPEN
  }

  /** One way of writing. */
  record Style(
      Separator separator,
      Header header,
      boolean values,
      boolean times,
      TimeFormat time,
      Charset charset,
      String lineEnd,
      LastLine last,
      Packing packing) {

    List<String> names() {
      if (separator == Separator.COMMA || separator == Separator.SEMICOLON) {
        return charset.equals(StandardCharsets.UTF_8) ? CSV_NAMES : FAR_NAMES;
      }
      return separator == Separator.SPACES ? PLAIN_NAMES : FAR_NAMES;
    }
  }

  record Line(String user, String item, float value, long time) {}

  @Provide
  Arbitrary<Style> styles() {
    Arbitrary<TimeFormat> times = Arbitraries.of(TimeFormat.class);
    return Combinators.combine(
            Arbitraries.of(Separator.class),
            Arbitraries.of(Header.class),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            times,
            Arbitraries.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1),
            Arbitraries.of("\n", "\r\n"))
        .flatAs(
            (separator, header, values, timed, time, charset, lineEnd) ->
                Combinators.combine(Arbitraries.of(LastLine.class), Arbitraries.of(Packing.class))
                    .as(
                        (last, packing) ->
                            new Style(
                                separator, header, values, timed, time, charset, lineEnd, last,
                                packing)));
  }

  @Property(tries = 150)
  void whatIsWrittenIsReadBack(@ForAll("styles") Style style, @ForAll("cells") List<int[]> cells)
      throws IOException {
    List<Line> lines = lines(style, cells);
    Path file = write(style, lines);
    try {
      ReadResult read =
          InteractionFiles.read(
              file, ReadOptions.SNIFF.withDuplicates(Duplicates.KEEP), Progress.NONE);
      assertThat(read.interactions().sha256()).isEqualTo(direct(style, lines).sha256());
      assertThat(read.layout().separator()).isEqualTo(style.separator);
      assertThat(read.layout().header()).isEqualTo(style.header);
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<List<int[]>> cells() {
    Arbitrary<int[]> cell =
        Combinators.combine(
                Arbitraries.integers().between(0, 99),
                Arbitraries.integers().between(0, 99),
                Arbitraries.integers().between(1, 10),
                Arbitraries.integers().between(1_000_000_000, 1_600_000_000))
            .as((user, item, value, time) -> new int[] {user, item, value, time});
    return cell.list().ofMinSize(2).ofMaxSize(40);
  }

  private static List<Line> lines(Style style, List<int[]> cells) {
    List<Line> lines = new ArrayList<>();
    for (int[] cell : cells) {
      String user = name(style, cell[0]);
      lines.add(new Line(user, "i" + name(style, cell[1]), cell[2] / 2f, cell[3]));
    }
    return lines;
  }

  private static String name(Style style, int number) {
    List<String> names = style.names();
    return "n" + number + names.get(number % names.size());
  }

  private static Interactions direct(Style style, List<Line> lines) {
    Set<String> users = new LinkedHashSet<>();
    Set<String> items = new LinkedHashSet<>();
    lines.forEach(line -> users.add(line.user));
    lines.forEach(line -> items.add(line.item));
    Vocabulary userIds = Vocabulary.of(users);
    Vocabulary itemIds = Vocabulary.of(items);
    InteractionsBuilder builder = new InteractionsBuilder(style.values, style.times);
    for (Line line : lines) {
      builder.add(
          userIds.indexOf(line.user), itemIds.indexOf(line.item), line.value, 1000 * line.time);
    }
    return builder.build(userIds, itemIds, Duplicates.KEEP);
  }

  private static Path write(Style style, List<Line> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    if (style.header == Header.PRESENT) {
      text.append(row(style, "userId", "item_id", "rating", "timestamp")).append(style.lineEnd);
    }
    for (Line line : lines) {
      String time =
          switch (style.time) {
            case SECONDS -> Long.toString(line.time);
            case MILLISECONDS -> line.time + "000";
            case MICROSECONDS -> line.time + "000123";
            case NANOSECONDS -> line.time + "000123456";
            case YYYYMMDD -> "20110313";
            case ISO -> isoTime(style, line.time);
          };
      text.append(row(style, line.user, line.item, Float.toString(line.value), time))
          .append(style.lineEnd);
    }
    if (style.last == LastLine.OPEN) {
      text.setLength(text.length() - style.lineEnd.length());
    }
    return pack(style.packing, text.toString().getBytes(style.charset));
  }

  private static String isoTime(Style style, long seconds) {
    String text = java.time.Instant.ofEpochSecond(seconds).toString();
    return style.separator == Separator.SPACES ? text : text.replace('T', ' ').replace("Z", "");
  }

  private static String row(Style style, String user, String item, String value, String time) {
    List<String> fields = new ArrayList<>(List.of(quoted(user), quoted(item)));
    if (style.values) {
      fields.add(value);
    }
    if (style.times) {
      fields.add(time);
    }
    return String.join(style.separator.text(), fields);
  }

  /** As RFC 4180 says. */
  private static String quoted(String id) {
    boolean needed = id.matches("(?s).*[\",;\n|\t].*");
    return needed ? '"' + id.replace("\"", "\"\"") + '"' : id;
  }

  private static Path pack(Packing packing, byte[] bytes) throws IOException {
    String ending = packing == Packing.GZIP ? ".csv.gz" : packing == Packing.ZIP ? ".zip" : ".csv";
    Path file = Files.createTempFile("ratings", ending);
    try (OutputStream out = Files.newOutputStream(file)) {
      switch (packing) {
        case PLAIN -> out.write(bytes);
        case GZIP -> {
          try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
            zipped.write(bytes);
          }
        }
        case ZIP -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("set/some.tsv"));
            zip.write(bytes);
          }
        }
      }
    }
    return file;
  }
}
