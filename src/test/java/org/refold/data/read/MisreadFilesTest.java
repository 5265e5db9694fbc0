package org.refold.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.data.Interactions;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;

/**
 * Files as people have them, which other readers take for something else: each is read with the
 * right columns, or refused with the cause and what to do. Six interactions of each of ten users
 * with twelve items: user u has the items u, u + 1, u + 3, u + 5, u + 7 and u + 9, modulo 12.
 */
class MisreadFilesTest {

  private static final int USERS = 10;
  private static final int ITEMS = 12;
  private static final int[] STEPS = {0, 1, 3, 5, 7, 9};
  private static final long START = 1_300_011_810L;

  @TempDir Path folder;

  /** One interaction; the fields of a pattern such as {@code u,i,v,t} are taken from it. */
  private record Line(int user, int item, int value, long time) {

    String in(String pattern) {
      String iso = Instant.ofEpochSecond(time).toString();
      return pattern
          .replace("{u}", Integer.toString(user))
          .replace("{i}", Integer.toString(item))
          .replace("{v}", Integer.toString(value))
          .replace("{t}", Long.toString(time))
          .replace("{iso}", iso)
          .replace("{day}", iso.substring(0, 10).replace("-", ""));
    }
  }

  private static List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (int user = 1; user <= USERS; user++) {
      for (int k = 0; k < STEPS.length; k++) {
        int item = 101 + (user + STEPS[k]) % ITEMS;
        lines.add(new Line(user, item, 1 + (user + k * k) % 5, START + 86_399L * lines.size()));
      }
    }
    return lines;
  }

  private ReadResult read(String header, String pattern) throws IOException {
    return InteractionFiles.read(file(header, pattern));
  }

  private Path file(String header, String pattern) throws IOException {
    String rows =
        lines().stream().map(line -> line.in(pattern) + "\n").collect(Collectors.joining());
    return write("some.csv", header + rows);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> complaint(Path path) {
    return assertThatThrownBy(() -> InteractionFiles.read(path))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(path.toString());
  }

  /** Users, items and interactions are as they were written, in whatever columns. */
  private static Interactions requireAll(ReadResult read) {
    Interactions data = read.interactions();
    assertThat(data.userCount()).isEqualTo(USERS);
    assertThat(data.itemCount()).isEqualTo(ITEMS);
    assertThat(data.size()).isEqualTo(USERS * STEPS.length);
    assertThat(data.items().ids()).allMatch(id -> id.matches("\\D*1\\d\\d"));
    return data;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        // SNAP's check-ins: latitude and longitude are no values
        "{u}\t{iso}\t30.57{v}429\t-97.44{v}444\t{i} ~ user 1, item 5, time 2",
        // Last.fm 1K
        "user_{u}\t{iso}\tmb{i}\tArtist {i}\t\tTrack {i} ~ user 1, item 3, time 2",
        "{u},{t},{i} ~ user 1, item 3, time 2",
        "{u},{t},{i},{v} ~ user 1, item 3, value 4, time 2",
        "{t},{u},{i},{v} ~ user 2, item 3, value 4, time 1",
        "{v},{u},9{i},{t} ~ user 2, item 3, value 1, time 4",
        "i{i},u{u},{v} ~ user 2, item 1, value 3",
        "{u}::{i}::{v}::{day} ~ user 1, item 2, value 3, time 4",
        // Steam 200K
        "{u},Game {i},purchase,1.{v},0 ~ user 1, item 2, value 4"
      })
  void columnsWithoutNamesAreToldByLooks(String pattern, String columns) throws IOException {
    ReadResult read = read("", pattern);
    assertThat(read.layout().columns()).hasToString(columns);
    assertThat(read.interactions().userCount()).isEqualTo(USERS);
    assertThat(read.interactions().itemCount()).isEqualTo(ITEMS);
    assertThat(read.warnings()).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "user_id, item_id, user_rating, event_time",
    "customer_id, article_id, quantity, t_dat",
    "userID, gameID, hours, when",
    "user, video_id, watch_ratio, unix_timestamp",
    "session_id, location_id, count, date",
    "visitorid, itemid, score, rating_timestamp"
  })
  void usualNamesAreKnown(String user, String item, String value, String time) throws IOException {
    ReadResult read =
        read("x,%s,%s,%s,%s\n".formatted(value, time, item, user), "9,{v},{iso},{i},{u}");
    assertThat(read.layout().columns()).hasToString("user 5, item 4, value 2, time 3");
    requireAll(read);
    assertThat(read.warnings()).isEmpty();
    assertThat(read.reading().notes()).singleElement().asString().contains("('x') is left out");
  }

  /** Words in a column that could be values do not matter where a better one has numbers. */
  @Test
  void theMostCommonNameWinsWhereverItStands() throws IOException {
    assertThat(requireAll(read("user,item,rating,label\n", "{u},{i},{v},new")).hasValues())
        .isTrue();
    ReadResult behind = read("user,item,label,rating\n", "{u},{i},new,{v}");
    assertThat(behind.layout().columns()).hasToString("user 1, item 2, value 4");
    requireAll(behind);
  }

  @Test
  void whatIsLeftOutIsSaidOnce() throws IOException {
    String names = IntStream.range(0, 600).mapToObj(k -> ",f" + k).collect(Collectors.joining());
    ReadResult read = read("user,item" + names + "\n", "{u},{i}" + ",0.5".repeat(600));
    requireAll(read);
    assertThat(read.warnings()).hasSize(1);
    assertThat(read.warnings().get(0)).contains("and 595 more are left out").contains("--value");
    ReadResult odd = read("user,item,last_seen_time,good\n", "{u},{i},{t},{v}");
    assertThat(odd.layout().columns()).hasToString("user 1, item 2, time 3");
    assertThat(odd.warnings())
        .anyMatch(w -> w.contains("'last_seen_time'") && w.contains("--time"));
    assertThat(odd.warnings()).anyMatch(w -> w.contains("'good'") && w.contains("--value"));
  }

  @Test
  void aHeaderThatIsShorterOrLongerIsMovedOrRefused() throws IOException {
    StringBuilder rows = new StringBuilder("user\titem\trating\n");
    List<Line> lines = lines();
    for (int k = 0; k < lines.size(); k++) {
      rows.append(k + 1).append('\t').append(lines.get(k).in("{u}\t{i}\t{v}\n"));
    }
    ReadResult r = InteractionFiles.read(write("r.tsv", rows.toString()));
    assertThat(r.layout().columns()).hasToString("user 2, item 3, value 4");
    assertThat(r.warnings()).singleElement().asString().contains("names of rows");
    requireAll(r);
    requireAll(read(",user,item,rating\n", "{u},{i},{v}"));
    requireAll(read("user,item,rating,\n", "{u},{i},{v}"));
    requireAll(read("user,item,rating\n", "{u},{i},{v},"));
    complaint(file("user,item,rating\n", "{u},{i},{v},{v}"))
        .hasMessageContaining("3 names (user, item, rating), but lines have 4 fields")
        .hasMessageContaining("--user 1");
    complaint(file("user,item,rating,time,x\n", "{u},{i},{v}")).hasMessageContaining("5 names");
    ReadOptions told = ReadOptions.parse("test", "user=1,item=2,value=4,time=none");
    ReadResult byNumber =
        InteractionFiles.read(file("user,item,x\n", "{u},{i},{v},{v}"), told, Progress.NONE);
    assertThat(requireAll(byNumber).hasValues()).isTrue();
  }

  @Test
  void numbersThatNameColumnsAreAHeader() throws IOException {
    ReadResult read = read("0,1,2,3\n", "{u},{i},{v}.0,{t}");
    requireAll(read);
    assertThat(read.layout().columns()).hasToString("user 1, item 2, value 3, time 4");
    StringBuilder indexed = new StringBuilder(",0,1,2\n");
    List<Line> lines = lines();
    for (int k = 0; k < lines.size(); k++) {
      indexed.append(k).append(',').append(lines.get(k).in("{u},{i},{v}\n"));
    }
    ReadResult pandas = InteractionFiles.read(write("pandas.csv", indexed.toString()));
    assertThat(pandas.layout().columns()).hasToString("user 2, item 3, value 4");
    requireAll(pandas);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# user item rating\n",
        "\n# user item rating\n\n",
        "\rsep=,\r\n",
        "% sym\n% 60 10 12\n",
        "sep=,\nuser,item,rating\n",
        "\uFEFF"
      })
  void commentsBeforeTheFirstRowArePassedOver(String begin) throws IOException {
    assertThat(requireAll(read(begin, "{u},{i},{v}")).hasValues()).isTrue();
  }

  @Test
  void aDecimalCommaIsRefusedWithoutAHeaderToo() throws IOException {
    complaint(file("", "{u}\t{i}\t{v},5\t978300760")).hasMessageContaining("with a point: ");
  }

  @Test
  void aCommaOfThousandsIsNotTakenForDecimalsAlone() throws IOException {
    complaint(file("user;item;plays\n", "{u};{i};{v},234"))
        .hasMessageMatching(".*write each as \\d\\.234 or \\d234.*");
  }

  @Test
  void valuesThatAreNoNumbersAreRefused() throws IOException {
    complaint(file("user;item;rating\n", "{u};{i};{v},5"))
        .hasMessageContaining("decimal comma")
        .hasMessageMatching(".*write each with a point: \\d\\.5.*");
    Path words = file("user,item,rating\n", "{u},{i},like");
    complaint(words).hasMessageContaining("'like'").hasMessageContaining("--value none");
    complaint(file("", "{u},{i},False")).hasMessageContaining("'False'");
    ReadOptions none = ReadOptions.parse("test", "value=none");
    assertThat(InteractionFiles.read(words, none, Progress.NONE).interactions().hasValues())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "{t}, 1300011810000",
    "{t}.25, 1300011810250",
    "{t}123, 1300011810123",
    "{t}123456, 1300011810123",
    "{t}123456789, 1300011810123",
    "{day}, 1299974400000",
    "{iso}, 1300011810000"
  })
  void everyUnitOfTimeIsFound(String time, long first) throws IOException {
    Interactions data = requireAll(read("user,item,time\n", "{u},{i}," + time));
    assertThat(data.time(0)).isEqualTo(first);
    assertThat(data.time(data.size() - 1) - first).isBetween(57 * 86_400_000L, 60 * 86_400_000L);
  }

  @Test
  void datesThatBeginWithTheDayAreTimesAndNoUsers() throws IOException {
    StringBuilder text = new StringBuilder("Ausleihdatum;Leserausweis;Signatur;Buchtitel;Sterne\n");
    for (Line line : lines()) {
      int day = 1 + (line.item() + line.user()) % 28;
      text.append(
          String.format(
              Locale.ROOT,
              "%02d.11.2023;L-%d;B-%d;Der Turm %d;%d%n",
              day,
              line.user(),
              line.item(),
              line.item(),
              line.value()));
    }
    ReadResult read = InteractionFiles.read(write("ausleihen.csv", text.toString()));
    assertThat(read.interactions().userCount()).isEqualTo(USERS);
    assertThat(read.interactions().itemCount()).isEqualTo(ITEMS);
    assertThat(read.interactions().hasTimes()).isTrue();
    assertThat(read.warnings().toString()).contains("name them with --user and --item");
  }

  @Test
  void datesWithSlashesAreReadAsTheirNumbersAllowOrSaidToBeUnsure() throws IOException {
    String head = "user,item,date\n1,1,03/04/2019\n";
    long third = LocalDate.of(2019, 4, 3).toEpochDay();
    long fourth = LocalDate.of(2019, 3, 4).toEpochDay();
    ReadResult unsure = InteractionFiles.read(write("unsure.csv", head + "1,2,05/06/2019\n"));
    assertThat(unsure.interactions().time(0)).isEqualTo(third * 86_400_000L);
    assertThat(unsure.warnings()).anyMatch(w -> w.contains("--time-format mmddyyyy"));
    ReadResult month = InteractionFiles.read(write("month.csv", head + "1,2,05/16/2019\n"));
    assertThat(month.interactions().time(0)).isEqualTo(fourth * 86_400_000L);
    ReadResult day = InteractionFiles.read(write("day.csv", head + "1,2,16/05/2019\n"));
    assertThat(day.interactions().time(0)).isEqualTo(third * 86_400_000L);
    assertThat(month.warnings().toString() + day.warnings()).doesNotContain("--time-format");
    complaint(write("both.csv", head + "1,2,16/05/2019\n1,3,17/05/2019\n1,4,05/18/2019\n"))
        .hasMessageContaining("--time-format mmddyyyy");
  }

  @Test
  void timesInSeveralUnitsAreRefusedAndOddOnesSaid() throws IOException {
    for (String other : List.of("1300011810000", "1300011", "1300011810000000")) {
      complaint(
              write(
                  "mixed.csv",
                  "user,item,time\n1,1,1300011810\n1,2," + other + "\n1,3,1300011811\n"))
          .hasMessageContaining("line 3")
          .hasMessageContaining("--time-format");
    }
    ReadResult zeros =
        InteractionFiles.read(
            write("zeros.csv", "user,item,time\n1,1,1300011810\n1,2,0\n1,3,1300011811\n"));
    assertThat(zeros.warnings())
        .singleElement()
        .asString()
        .contains("1 of 3 times")
        .contains("line 3");
    ReadResult small =
        InteractionFiles.read(write("small.csv", "user,item,time\n1,1,17\n1,2,18\n"));
    assertThat(small.warnings()).singleElement().asString().contains("all times lie before 1980");
  }

  @Test
  void quotesThatAreOpenOrEscapedAreRefused() throws IOException {
    complaint(write("open.csv", "user,item\n1,2\n1,\"3\n2,4\n2,\"5\n3,6\n"))
        .hasMessageContaining("line 3")
        .hasMessageContaining("--quoting none");
    complaint(write("escaped.csv", "user,item\n1,\"a \\\"b\\\" c\"\n"))
        .hasMessageContaining("line 2")
        .hasMessageContaining("write quotes inside a field twice");
    ReadResult swallowed =
        InteractionFiles.read(write("lines.csv", "user,item,rating\n1,\"a\nb\",3\n2,c,4\n"));
    assertThat(swallowed.warnings())
        .singleElement()
        .asString()
        .contains("line 2")
        .contains("--quoting");
    ReadResult blanks = read("\"user\", \"item\", \"rating\"\n", "\"{u}\", \"{i}\", \"{v}\"");
    assertThat(requireAll(blanks).users().id(0)).isEqualTo("1");
    assertThat(blanks.interactions().hasValues()).isTrue();
  }

  @Test
  void linesMayEndInReturns() throws IOException {
    String text = Files.readString(file("user,item,rating\n", "{u},{i},{v}"));
    requireAll(InteractionFiles.read(write("mac.csv", text.replace('\n', '\r'))));
  }

  @Test
  void jsonLinesAreRead() throws IOException {
    String pattern =
        "{\"reviewerID\": \"A{u}\", \"text\": \"so \\\"good\\\",\\n"
            + "Zo\u00EB\", \"helpful\": [0, 1], \"asin\": \"B{i}\", \"overall\": {v}.0,"
            + " \"unixReviewTime\": {t}}";
    ReadResult read = read("", pattern);
    Interactions data = requireAll(read);
    assertThat(read.format()).isEqualTo(Format.JSON_LINES);
    assertThat(data.users().id(0)).isEqualTo("A1");
    assertThat(data.time(0)).isEqualTo(1000 * START);
    assertThat(data.hasValues()).isTrue();
    Path broken = write("broken.json", Files.readString(file("", pattern)) + "{\"reviewerID\": \n");
    complaint(broken).hasMessageContaining("line 61 is no JSON object");
    complaint(write("python.json", "{'user': 'a', 'item': 'b'}\n".repeat(3)))
        .hasMessageContaining("Python's dictionaries")
        .hasMessageContaining("json.dumps");
    complaint(write("array.json", "[{\"user\": 1, \"item\": 2}]\n")).hasMessageContaining("jq -c");
    complaint(
            write(
                "value.json",
                """
                {"user": 1, "item": 2, "rating": 3}
                {"user": 1, "item": 3, "rating": "x"}
                """))
        .hasMessageContaining("line 2, column 3 (value)");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\t", ","})
  void oneLineAUserIsRead(String between) throws IOException {
    StringBuilder text = new StringBuilder();
    Map<Integer, List<Line>> byUser = lines().stream().collect(Collectors.groupingBy(Line::user));
    byUser.forEach(
        (user, of) -> {
          text.append(user);
          of.subList(0, 2 + user % 5).forEach(line -> text.append(between).append(line.item));
          text.append("\n");
        });
    ReadResult read = InteractionFiles.read(write("train.txt", text.toString()));
    assertThat(read.format()).isEqualTo(Format.USER_ROWS);
    assertThat(read.interactions().userCount()).isEqualTo(USERS);
    assertThat(read.interactions().itemsOf(0)).containsExactly(0, 1, 2);
    assertThat(read.interactions().items().id(0)).isEqualTo("102");
  }

  @Test
  void theNetflixPrizeIsRead() throws IOException {
    StringBuilder text = new StringBuilder();
    Map<Integer, List<Line>> byItem = lines().stream().collect(Collectors.groupingBy(Line::item));
    byItem.forEach(
        (item, of) -> {
          text.append(item).append(":\n");
          of.forEach(line -> text.append(line.in("{u},{v},")).append("2005-09-06\n"));
        });
    ReadResult read = InteractionFiles.read(write("combined_data_1.txt", text.toString()));
    assertThat(read.format()).isEqualTo(Format.NETFLIX);
    Interactions data = requireAll(read);
    assertThat(data.hasTimes()).isTrue();
    assertThat(data.value(0)).isBetween(1f, 5f);
    complaint(write("bad.txt", text + "7,x,2005-09-06\n"))
        .hasMessageContaining("line 73, column 3");
  }

  @Test
  void aJesterMatrixIsReadAndOthersAreRefused() throws IOException {
    String rows = "2,99,-1.66,7.82,99,99\n3,1.5,99,99,0.25,-9\n";
    ReadResult read = InteractionFiles.read(write("jester.csv", rows));
    assertThat(read.format()).isEqualTo(Format.JESTER);
    assertThat(read.interactions().users().ids()).containsExactly("1", "2");
    assertThat(read.interactions().items().ids()).containsExactly("2", "3", "1", "4", "5");
    assertThat(read.interactions().value(1)).isEqualTo(7.82f);
    complaint(write("matrix.csv", "5,3,0,1,0,0,2\n4,0,0,1,0,0,0\n1,1,0,5,4,0,3\n"))
        .hasMessageContaining("7 columns of numbers")
        .hasMessageContaining("a line for each value");
    String wide = "user,m1,m2,m3,m4,m5,m6,m7,m8,m9\n" + "1,5,3,4,1,1,2,3,4,5\n".repeat(3);
    complaint(write("wide.csv", wide)).hasMessageContaining("a line for each value");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "version https://git-lfs.github.com/spec/v1/oid sha256:4d7a/size 12345/ ~ git lfs pull",
        "<!DOCTYPE html>/<html><body>sign in</body></html>/ ~ page of HTML"
      })
  void whatIsNoDataIsNamed(String text, String expected) throws IOException {
    complaint(write("some.csv", text.replaceAll("(?<!:|/)/(?!/|spec|v1)", "\n")))
        .hasMessageContaining(expected);
  }

  /** Latin letters, each of which is one byte: the first 64 kB are ASCII. */
  @Test
  void packedLatinFilesAreRead() throws IOException {
    String rows = "\"User-ID\";\"ISBN\";\"Book-Rating\"\n" + "\"1\";\"2\";\"3\"\n".repeat(9_000);
    byte[] bytes = (rows + "\"2\";\"Zo\u00EB\";\"3\"\n").getBytes(StandardCharsets.ISO_8859_1);
    ReadResult read = InteractionFiles.read(Files.write(folder.resolve("bx.csv"), bytes));
    assertThat(read.interactions().items().ids()).containsExactly("2", "Zo\u00EB");
  }

  @Test
  void threeRowsAreShownAsTheyWereRead() throws IOException {
    Reading reading = read("rating,movie,who\n", "{v},{i},{u}").reading();
    assertThat(reading.rows())
        .containsExactly(
            "user '1', item '102', value 2",
            "user '1', item '103', value 3",
            "user '1', item '105', value 1");
    assertThat(reading.columns().toLowerCase(Locale.ROOT))
        .contains("column 2 ('movie') as the item (by its name)")
        .contains("column 3 ('who') as the user (by its place)");
  }
}
