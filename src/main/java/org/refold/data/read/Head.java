package org.refold.data.read;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;
import org.refold.settings.BadInputException;

/** The first lines of a source. */
final class Head {

  private static final int SIZE = 1 << 16;
  private static final int ROWS = 250;

  private final String where;
  private final byte[] bytes;

  private Head(String where, byte[] bytes) {
    this.where = where;
    this.bytes = bytes;
  }

  /**
   * Reads the first lines; a line that is cut off by the end of the window is left out.
   *
   * @throws BadInputException if there is nothing, or no text
   */
  static Head of(ByteSource source) throws IOException {
    byte[] bytes;
    try (InputStream in = source.open(count -> {})) {
      bytes = in.readNBytes(SIZE);
    } catch (EOFException | ZipException e) {
      throw new BadInputException(
          "%s is damaged (%s); fetch or pack it again".formatted(source, e.getMessage()), e);
    }
    return of(source.toString(), bytes);
  }

  /** The first lines, of which the first bytes are these. */
  static Head of(String where, byte[] bytes) {
    if (bytes.length == 0) {
      throw new BadInputException("%s is empty; expected lines of interactions".formatted(where));
    }
    requireText(where, bytes);
    int end = bytes.length;
    if (end == SIZE) {
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
    }
    return new Head(where, end == 0 ? bytes : Arrays.copyOf(bytes, end));
  }

  private static void requireText(String where, byte[] bytes) {
    int mark = bytes.length > 1 ? ByteBuffer.wrap(bytes).getChar() : 0;
    if (mark == 0xFFFE || mark == 0xFEFF) {
      throw new BadInputException(
          "%s is in UTF-16; save it in UTF-8, or convert it with iconv".formatted(where));
    }
    for (byte b : bytes) {
      if (b == 0) {
        throw new BadInputException(
            "%s holds bytes of value 0; expected delimited text, plain, .gz or .zip"
                .formatted(where));
      }
    }
  }

  /** The encoding of the lines. */
  Charset charset() {
    return charset(bytes);
  }

  /** UTF-8 if these bytes can be that, else ISO-8859-1, which anything can be. */
  static Charset charset(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return StandardCharsets.ISO_8859_1;
    }
  }

  /**
   * Lines, split into fields.
   *
   * @param texts the fields of each line
   * @param torn in how many of them text follows a closing quote
   */
  record Rows(List<List<String>> texts, int torn) {}

  /** The lines, split into fields. */
  Rows rows(Separator separator, Quoting quoting, Charset charset) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    int torn = 0;
    try (RowScanner scanner =
        new RowScanner(new ByteArrayInputStream(bytes), where, separator, quoting)) {
      while (rows.size() < ROWS && scanner.next()) {
        rows.add(scanner.texts(charset));
        torn += scanner.isTorn() ? 1 : 0;
      }
    } catch (BadInputException e) {
      if (rows.isEmpty() || bytes.length < SIZE / 2) {
        throw e;
      } // else the window ends inside a quoted field of several lines
    }
    return new Rows(rows, torn);
  }

  /** The lines as they stand, each byte a character; those that are blank left out. */
  List<String> lines() {
    return allLines().stream().filter(line -> !line.isBlank()).toList();
  }

  /** The same with those that are blank. */
  List<String> allLines() {
    return RewrittenStream.withoutMark(new String(bytes, StandardCharsets.ISO_8859_1))
        .lines()
        .toList();
  }

  /** Whether lines end in carriage returns alone. */
  boolean endsLinesInReturns() {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.indexOf('\n') < 0 && text.indexOf('\r') >= 0;
  }

  /** The first line, as a message shows it. */
  String firstLine(Charset charset) {
    String text = new String(bytes, 0, Math.min(bytes.length, 400), charset).stripLeading();
    return RowErrors.shown(text.lines().findFirst().orElse(""));
  }

  /** The name of the source. */
  String where() {
    return where;
  }
}
