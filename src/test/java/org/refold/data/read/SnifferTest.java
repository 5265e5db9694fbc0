package org.refold.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.refold.settings.BadInputException;

/** In these texts a slash ends a line. */
class SnifferTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "1::1193::5::978300760/1::661::3::978302109 ~ user 1, item 2, value 3, time 4",
        "1,31/1,1029/2,31 ~ user 1, item 2",
        "a b/a c/d b ~ user 1, item 2",
        "1;10;3.5/2;10;4 ~ user 1, item 2, value 3",
        "u|i|978300760/u|j|978300765 ~ user 1, item 2, time 3",
        "u|i|2015-01-02/u|j|2015-01-03 ~ user 1, item 2, time 3",
        "1,2,978300760,4/1,3,978300761,5 ~ user 1, item 2, value 4, time 3",
        "1,2,4,17/1,3,5,18 ~ user 1, item 2, value 3, time 4",
        "userId,movieId,rating,timestamp/1,31,2.5,1260759144 ~ user 1, item 2, value 3, time 4",
        "uid,sid/0,5/0,7 ~ user 1, item 2",
        "timestamp,rating,item_id,user_id/978300760,4,i,u ~ user 4, item 3, value 2, time 1",
        "userID;artistID;weight/2;51;13883 ~ user 1, item 2, value 3",
        "user_id:token,item_id:token,rating:float,timestamp:float/a,b,3,1.5e9 ~ user 1, item 2,"
            + " value 3, time 4",
        "user_id,parent_asin,rating,timestamp/AE23,B01,5.0,1602133857705 ~ user 1, item 2, value 3,"
            + " time 4",
        "reviewerID,asin,reviewTime,overall,unixReviewTime/A1,B1,09 13 2009,5,1252800000 ~ user 1,"
            + " item 2, value 4, time 5",
        "x,y,z/a,b,3/a,c,4 ~ user 1, item 2, value 3",
        "`\"a,b\",\"c\"/\"d\",\"e,f\"` ~ user 1, item 2",
        "userId,movieId,tag,timestamp/2,60756,funny,1445714994 ~ user 1, item 2, time 4",
        "u,track/a,b ~ user 1, item 2",
        "1;2;3.5/1;4;4.5 ~ user 1, item 2, value 3",
        "`\"a::b\",\"c::d\"/\"a::b\",\"e::f\"` ~ user 1, item 2"
      })
  void columnsAreFound(String text, String columns) throws IOException {
    assertThat(find(text).layout().columns()).hasToString(columns);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "1,2,978300760/1,3,978300761 ~ SECONDS",
        "1,2,978300760000/1,3,978300761000 ~ MILLISECONDS",
        "1,2,2019-03-31/1,3,2019-03-30 ~ ISO",
        "u,i,time/1,2,2019-03-31 10:11:12/1,3,2019-03-30 00:00:00 ~ ISO"
      })
  void timesAreFound(String text, TimeFormat time) throws IOException {
    assertThat(find(text).layout().columns().time()).isPresent();
    assertThat(find(text).layout().time()).isEqualTo(time);
  }

  @ParameterizedTest
  @EnumSource(Separator.class)
  void separatorsAreFound(Separator separator) throws IOException {
    String text = String.join(separator.text(), "u1", "i1", "3").concat("/").repeat(3);
    assertThat(find(text).layout().separator()).isEqualTo(separator);
  }

  @Test
  void charsetsAreFound() throws IOException {
    assertThat(charset("Zoë,Amélie\n", StandardCharsets.UTF_8)).isEqualTo(StandardCharsets.UTF_8);
    assertThat(charset("\uFEFFuser,item\nZoë,Amélie\n", StandardCharsets.UTF_8))
        .isEqualTo(StandardCharsets.UTF_8);
    assertThat(charset("Zoë,Amélie\n", StandardCharsets.ISO_8859_1))
        .isEqualTo(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> charset("\uFEFFa,b\n", StandardCharsets.UTF_16LE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("UTF-16");
  }

  private static Charset charset(String text, Charset charset) throws IOException {
    Head head = Head.of("test.csv", text.getBytes(charset));
    return Sniffer.sniff(head, ReadOptions.SNIFF).layout().charset();
  }

  @Test
  void sequencesAreBlankSeparatedNumbersInGroups() throws IOException {
    assertThat(find("1 5/1 6/1 5/2 5").form()).isEqualTo(Sniffer.Form.SEQUENCES);
    assertThat(find("1 5/2 6/1 5/2 5").form()).isEqualTo(Sniffer.Form.INTERACTIONS);
    assertThat(find("1,5/1,6/2,5").form()).isEqualTo(Sniffer.Form.INTERACTIONS);
  }

  @Test
  void whatIsToldWins() throws IOException {
    ReadOptions options =
        ReadOptions.SNIFF
            .withSeparator(Separator.COMMA)
            .withHeader(Header.ABSENT)
            .withUser("2")
            .withItem("1")
            .withValue("4")
            .withTime("3")
            .withTimeFormat(TimeFormat.MILLISECONDS)
            .withCharset(StandardCharsets.ISO_8859_1);
    FileLayout layout = find("1,2,3,4/5,6,7,8", options).layout();
    assertThat(layout)
        .hasToString(
            "4 columns separated by ',', no header, user 2, item 1, value 4, time 3 in"
                + " milliseconds, ISO-8859-1");
    ReadOptions noValue = ReadOptions.SNIFF.withValue(ReadOptions.NO_COLUMN);
    assertThat(find("user,item,rating/1,2,3", noValue).layout().columns())
        .isEqualTo(ColumnRoles.of(0, 1));
    assertThat(find("1,2,3/1,3,4", noValue).layout().columns()).isEqualTo(ColumnRoles.of(0, 1));
  }

  @Test
  void columnsMayBeToldByName() throws IOException {
    ReadOptions options = ReadOptions.SNIFF.withUser("who").withItem("what").withValue("much");
    assertThat(find("much,what,who/3,b,a/4,c,a", options).layout().columns())
        .isEqualTo(ColumnRoles.of(2, 1).withValue(0));
    assertThatThrownBy(() -> find("much,what,who/3,b,a", ReadOptions.SNIFF.withUser("whoo")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'whoo'")
        .hasMessageContaining("did you mean 'who'");
    assertThatThrownBy(() -> find("1,2/3,4", ReadOptions.SNIFF.withUser("who")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no header");
    assertThatThrownBy(() -> find("1,2/3,4", ReadOptions.SNIFF.withUser("3")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no column 3");
    assertThatThrownBy(() -> find("1,2/3,4", ReadOptions.SNIFF.withUser("1").withItem("1")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("two roles");
  }

  @Test
  void guessesAreWarnedOf() throws IOException {
    assertThat(find("x,y,z/a,b,3/a,c,4").warnings())
        .singleElement()
        .asString()
        .contains("no known columns (x, y, z)");
    Sniffer.Finding amazon = find("B00ABCDEFG,A1B2C3D4E5F6G7,5.0,1391040000");
    assertThat(amazon.layout().columns()).hasToString("user 2, item 1, value 3, time 4");
    assertThat(amazon.warnings()).singleElement().asString().contains("Amazon");
    assertThat(find("user,item,date/a,b,last week").warnings())
        .singleElement()
        .asString()
        .contains("column 3 ('date') is left out");
    assertThat(find("1::661::3::978302109").warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "Hello/World ~ line 1 is 'Hello'; expected user and item",
        "movieId,imdbId,tmdbId/1,114709,862 ~ no column looks like the user",
        "user,item ~ a header and nothing else",
        "(0,25)\t1064\t174 ~ list of negatives"
      })
  void whatIsNoTableIsRefused(String text, String expected) {
    assertThatThrownBy(() -> find(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("test.csv")
        .hasMessageContaining(expected);
  }

  private static Sniffer.Finding find(String text) throws IOException {
    return find(text, ReadOptions.SNIFF);
  }

  private static Sniffer.Finding find(String text, ReadOptions options) throws IOException {
    byte[] bytes = text.replace('/', '\n').getBytes(StandardCharsets.UTF_8);
    return Sniffer.sniff(Head.of("test.csv", bytes), options);
  }
}
