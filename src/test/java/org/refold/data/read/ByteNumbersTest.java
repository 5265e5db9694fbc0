package org.refold.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteNumbersTest {

  /** Java's own parser is the reference, for any number of digits before and after the point. */
  @Property(tries = 2000)
  void floatsAreThoseOfJava(@ForAll long unscaled, @ForAll @IntRange(max = 24) int scale) {
    String text = BigDecimal.valueOf(unscaled, scale).toPlainString();
    assertThat(parseFloat(text)).isEqualTo(Float.parseFloat(text));
  }

  @Property(tries = 2000)
  void shortFloatsAreThoseOfJava(
      @ForAll @IntRange(min = -99_999_999, max = 99_999_999) int unscaled,
      @ForAll @IntRange(max = 9) int scale) {
    String text = BigDecimal.valueOf(unscaled, scale).toPlainString();
    assertThat(parseFloat(text)).isEqualTo(Float.parseFloat(text));
  }

  @ParameterizedTest
  @CsvSource({"5,5", "4.0,4", "3.,3", ".5,0.5", "+2,2", "1e3,1000", "-0.25,-0.25", "1E-2,0.01"})
  void usualWaysOfWriting(String text, float expected) {
    assertThat(parseFloat(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", ".", "a", "1f", "0x1p3", "NaN", "Infinity", "1,5", "1 2", "--1"})
  void whatIsNoNumberIsRefused(String text) {
    assertThatThrownBy(() -> parseFloat(text)).isInstanceOf(NumberFormatException.class);
    assertThatThrownBy(() -> parseLong(text)).isInstanceOf(NumberFormatException.class);
  }

  @Property
  void wholeNumbersAreRead(
      @ForAll @LongRange(min = -99_999_999_999_999_999L, max = 99_999_999_999_999_999L) long n) {
    assertThat(parseLong(Long.toString(n))).isEqualTo(n);
  }

  @ParameterizedTest
  @CsvSource({"978300760.0,978300760", "9.78300760E8,978300760", "-1.5,-2", "0.9,0"})
  void fractionsOfTimesAreCutOff(String text, long expected) {
    assertThat(parseLong(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "DDMMYYYY,15.11.2023,2023-11-15T00:00:00Z", "DDMMYYYY,5.1.2023 18:30,2023-01-05T18:30:00Z",
    "DDMMYYYY,15/11/2023 18:30:05,2023-11-15T18:30:05Z", "DDMMYYYY,01-02-1999,1999-02-01T00:00:00Z",
    "MMDDYYYY,11/15/2023,2023-11-15T00:00:00Z", "MMDDYYYY,1/5/2023 06:07Z,2023-01-05T06:07:00Z"
  })
  void daysAndMonthsBeforeTheYearAreRead(TimeFormat format, String text, Instant expected) {
    assertThat(time(format, text)).isEqualTo(expected.toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "DDMMYYYY,11/15/2023", "MMDDYYYY,15.11.2023", "DDMMYYYY,15.11-2023", "DDMMYYYY,29.2.2023",
    "DDMMYYYY,15.11.23", "DDMMYYYY,2023-11-15", "DDMMYYYY,15.11.2023x", "DDMMYYYY,15 11 2023"
  })
  void whatIsNoSuchDateIsRefused(TimeFormat format, String text) {
    assertThatThrownBy(() -> time(format, text)).isInstanceOf(NumberFormatException.class);
  }

  /** The reference is java.time. */
  @Property
  void isoTimesAreThoseOfJava(
      @ForAll @LongRange(min = -5_000_000_000L, max = 50_000_000_000L) long seconds,
      @ForAll @IntRange(min = -18, max = 18) int hours) {
    ZoneOffset offset = ZoneOffset.ofHours(hours);
    LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, 0, offset);
    String written = local.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss"));
    assertThat(time(TimeFormat.ISO, written + (hours == 0 ? "Z" : offset.getId())))
        .isEqualTo(1000 * seconds);
    assertThat(time(TimeFormat.ISO, Instant.ofEpochSecond(seconds).toString()))
        .isEqualTo(1000 * seconds);
  }

  @ParameterizedTest
  @CsvSource({
    "2019-03-31, 1553990400000",
    "2019-03-31 12:34, 1554035640000",
    "2019-03-31 12:34:56, 1554035696000",
    "2019-03-31T12:34:56.789, 1554035696789",
    "2019-03-31 12:34:56.7, 1554035696700",
    "2019-03-31 12:34:56.789999999, 1554035696789",
    "2019-03-31 12:34:56 UTC, 1554035696000",
    "2019-03-31T14:34:56+0200, 1554035696000",
    "2019-03-31T10:04:56-02:30, 1554035696000"
  })
  void isoTimesHaveManyForms(String text, long expected) {
    assertThat(time(TimeFormat.ISO, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2019-02-29",
        "2019-13-01",
        "2019-1-1",
        "31.03.2019",
        "2019-03-31T25:00",
        "2019-03-31x",
        "",
        "2019-03-31 12:34:56 CET",
        "2019"
      })
  void whatIsNoDateIsRefused(String text) {
    assertThatThrownBy(() -> time(TimeFormat.ISO, text)).isInstanceOf(NumberFormatException.class);
  }

  @Test
  void manyDigitsTakeNoTimeToBeRefused() {
    String digits = "8".repeat(100_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThatThrownBy(() -> parseFloat(digits + "x"))
              .isInstanceOf(NumberFormatException.class);
          assertThatThrownBy(() -> parseLong(digits)).isInstanceOf(NumberFormatException.class);
        });
  }

  private static float parseFloat(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return ByteNumbers.parseFloat(bytes, 0, bytes.length);
  }

  private static long parseLong(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return ByteNumbers.parseLong(bytes, 0, bytes.length, 0);
  }

  private static long time(TimeFormat format, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return format.parse(bytes, 0, bytes.length);
  }
}
