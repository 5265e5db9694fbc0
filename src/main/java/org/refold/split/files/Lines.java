package org.refold.split.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.refold.settings.BadInputException;

/**
 * Reads a plain or gzipped UTF-8 text line by line and each line field by field, without making a
 * text of every field. Knows where it is, for messages.
 */
final class Lines implements AutoCloseable {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final char separator;
  private final BufferedReader reader;
  private int number;
  private String line = "";
  private int fields;
  private int[] ends = new int[8];

  private Lines(Path file, char separator, BufferedReader reader) {
    this.file = file;
    this.separator = separator;
    this.reader = reader;
  }

  /**
   * @param file gzipped where its name ends in {@code .gz}
   * @param separator what stands between fields
   * @throws BadInputException if the file cannot be read
   */
  static Lines open(Path file, char separator) {
    try {
      InputStream bytes = Files.newInputStream(file);
      InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
      InputStreamReader text = new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder());
      return new Lines(file, separator, new BufferedReader(text));
    } catch (IOException e) {
      throw new BadInputException("cannot read %s: %s".formatted(file, e), e);
    }
  }

  /** A file of a folder, plain or with {@code .gz}; null where there is neither. */
  static @Nullable Path find(Path folder, String name) {
    Path plain = folder.resolve(name);
    Path zipped = folder.resolve(name + ".gz");
    if (Files.isRegularFile(plain)) {
      return plain;
    }
    return Files.isRegularFile(zipped) ? zipped : null;
  }

  /** Goes to the next line that is not empty; false at the end. */
  boolean next() {
    try {
      String read = reader.readLine();
      while (read != null && read.isEmpty()) {
        number++;
        read = reader.readLine();
      }
      if (read == null) {
        return false;
      }
      number++;
      boolean marked = number == 1 && read.charAt(0) == BYTE_ORDER_MARK;
      line = marked ? read.substring(1) : read;
      cut();
      return true;
    } catch (IOException e) {
      throw new BadInputException(
          String.format(Locale.ROOT, "cannot read %s after line %d: %s", file, number, e), e);
    }
  }

  private void cut() {
    fields = 0;
    int from = 0;
    int end;
    do {
      end = line.indexOf(separator, from);
      if (fields == ends.length) {
        ends = Arrays.copyOf(ends, 2 * fields);
      }
      ends[fields++] = end < 0 ? line.length() : end;
      from = end + 1;
    } while (end >= 0);
  }

  /** The number of the line, from 1. */
  int number() {
    return number;
  }

  /** The whole line. */
  String line() {
    return line;
  }

  /** How many fields the line has. */
  int fields() {
    return fields;
  }

  /** A field as it stands. */
  String text(int field) {
    return line.substring(start(field), end(field));
  }

  /**
   * A field that must be a whole number of at least 0.
   *
   * @param what the field's name, for messages
   */
  int whole(int field, String what) {
    try {
      int value = Integer.parseInt(line, start(field), end(field), 10);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new BadInputException(notANumber(field, what), e);
    }
    throw new BadInputException(notANumber(field, what));
  }

  /**
   * A field that must be a number.
   *
   * @param what the field's name, for messages
   */
  float decimal(int field, String what) {
    try {
      return Float.parseFloat(text(field));
    } catch (NumberFormatException e) {
      throw new BadInputException(
          message(field, "%s is '%s', expected a number".formatted(what, text(field))), e);
    }
  }

  private String notANumber(int field, String what) {
    return message(
        field, "%s is '%s', expected a whole number from 0".formatted(what, text(field)));
  }

  /** What is wrong with a field of this line. */
  BadInputException bad(int field, String what) {
    return new BadInputException(message(field, what));
  }

  private String message(int field, String what) {
    int column = fields > field ? start(field) + 1 : line.length() + 1;
    return String.format(Locale.ROOT, "%s, line %d, column %d: %s", file, number, column, what);
  }

  /** Refuses a line with fewer fields. */
  void requireFields(int least, String expected) {
    if (fields < least) {
      throw bad(fields, String.format(Locale.ROOT, "%d fields, expected %s", fields, expected));
    }
  }

  private int start(int field) {
    return field == 0 ? 0 : ends[field - 1] + 1;
  }

  private int end(int field) {
    return ends[field];
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new BadInputException("cannot close %s: %s".formatted(file, e), e);
    }
  }
}
