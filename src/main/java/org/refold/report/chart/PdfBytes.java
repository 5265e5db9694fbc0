package org.refold.report.chart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DeflaterOutputStream;

/**
 * A PDF of VectorGraphics2D made fit for print: without the name of a font, in which no letter is
 * set, and which printers refuse since it is not embedded; and with its drawing deflated, which is
 * some fifth as large.
 */
final class PdfBytes {

  /** A byte is a letter. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private static final Pattern DRAWING = Pattern.compile("/Length (\\d+)\\s+>>\\s+?stream\\n");
  private static final Pattern SET_FONT = Pattern.compile("/Fnt\\d+ [\\d.]+ Tf");
  private static final Pattern FONTS = Pattern.compile("/Font <<\\s(?:/Fnt\\d+ <<[^<>]*>>\\s)*>>");
  private static final Pattern PLACE = Pattern.compile("(\\d{10}) 00000 n");
  private static final Pattern PLACES = Pattern.compile("startxref\\s(\\d+)");

  private PdfBytes() {}

  /**
   * The same drawing.
   *
   * @throws IllegalArgumentException if it is no PDF of one drawing that is not deflated
   */
  static byte[] packed(byte[] pdf) {
    String text = new String(pdf, BYTES);
    Matcher drawing = DRAWING.matcher(text);
    if (!drawing.find()) {
      throw new IllegalArgumentException("VectorGraphics2D wrote a PDF without a drawing");
    }
    int end = drawing.end() + Integer.parseInt(drawing.group(1));
    String lines = SET_FONT.matcher(text.substring(drawing.end(), end)).replaceAll("");
    String packed = new String(deflated(lines.getBytes(BYTES)), BYTES);
    String before =
        String.format(
            Locale.ROOT,
            "%s/Length %d\n/Filter /FlateDecode\n>>\nstream\n",
            text.substring(0, drawing.start()),
            packed.length());
    int longer = before.length() + packed.length() - end;
    String rest = FONTS.matcher(text.substring(end)).replaceAll(PdfBytes::blanks);
    rest =
        PLACE
            .matcher(rest)
            .replaceAll(place -> moved("%010d 00000 n", place, drawing.start(), longer));
    rest = PLACES.matcher(rest).replaceAll(place -> moved("startxref\n%d", place, 0, longer));
    return (before + packed + rest).getBytes(BYTES);
  }

  /** As many, so that what follows stays at its place. */
  private static String blanks(MatchResult found) {
    return " ".repeat(found.group().length());
  }

  /** Where an object is now, which stood after the drawing if beyond a place. */
  private static String moved(String pattern, MatchResult place, int from, int longer) {
    int at = Integer.parseInt(place.group(1));
    return String.format(Locale.ROOT, pattern, at > from ? at + longer : at);
  }

  private static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream packed = new DeflaterOutputStream(out)) {
      packed.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
