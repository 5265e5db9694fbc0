package org.refold.kernel.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.refold.settings.BadInputException;

/**
 * What stands before the numbers of an {@code .npy} file: magic number, version, and a Python
 * dictionary of type, order and shape.
 *
 * @param type how the numbers are stored
 * @param order which byte of a number comes first
 * @param fortran whether columns, not rows, lie one after the other
 * @param shape the lengths
 * @param length of the header itself, in bytes
 */
record NpyHeader(NumberType type, ByteOrder order, boolean fortran, List<Long> shape, int length) {

  private static final int ALIGNMENT = 64;
  private static final int MAX_BYTES = 1 << 20;
  private static final String MAGIC = "\u0093NUMPY";

  private static final Pattern ENTRY =
      Pattern.compile(
          "\\s*['\"](\\w+)['\"]\\s*:\\s*('[^']*'|\"[^\"]*\"|\\w+|\\([^()]*\\))\\s*(,|$)");
  private static final Pattern LENGTH = Pattern.compile("\\s*\\d{1,18}L?\\s*");
  private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");
  private static final Map<String, NumberType> TYPES =
      Map.ofEntries(
          Map.entry("b1", NumberType.BOOL),
          Map.entry("u1", NumberType.U8),
          Map.entry("i1", NumberType.I8),
          Map.entry("i2", NumberType.I16),
          Map.entry("u2", NumberType.U16),
          Map.entry("f2", NumberType.F16),
          Map.entry("i4", NumberType.I32),
          Map.entry("u4", NumberType.U32),
          Map.entry("f4", NumberType.F32),
          Map.entry("i8", NumberType.I64),
          Map.entry("f8", NumberType.F64));

  NpyHeader {
    shape = List.copyOf(shape);
  }

  /** Reads up to where the numbers begin. */
  static NpyHeader read(Path file, String where, InputStream in) throws IOException {
    byte[] start = in.readNBytes(8);
    boolean magic = new String(start, StandardCharsets.ISO_8859_1).startsWith(MAGIC);
    if (!magic || start.length < 8 || start[6] < 1 || start[6] > 3) {
      throw damaged(file, where, "another beginning", "that of an .npy file of version 1 to 3");
    }
    byte[] count = in.readNBytes(start[6] == 1 ? 2 : 4);
    long length = 0;
    for (int k = count.length - 1; k >= 0; k--) {
      length = length << 8 | (count[k] & 0xff);
    }
    byte[] text = in.readNBytes((int) Math.min(length, MAX_BYTES));
    if (text.length < length) {
      throw damaged(file, where, "a header of " + length + " bytes", "at most " + text.length);
    }
    String dictionary = new String(text, StandardCharsets.ISO_8859_1).strip();
    Map<String, String> entries = entries(file, where, dictionary);
    String descr = entries.getOrDefault("descr", "");
    NumberType type = descr.length() == 5 ? TYPES.get(descr.substring(2, 4)) : null;
    int order = type == null ? -1 : (type.bytes() == 1 ? "<>|" : "<>").indexOf(descr.charAt(1));
    if (type == null || order < 0) {
      throw ArrayFileFault.of(
          file,
          where,
          "numbers of the type " + descr,
          "bool, int8 to int64, uint8 to uint32 or float16 to float64",
          "convert it with array.astype('float32') before it is saved");
    }
    return new NpyHeader(
        type,
        order == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        fortran(file, where, entries.getOrDefault("fortran_order", "")),
        shape(file, where, entries.getOrDefault("shape", "")),
        start.length + count.length + text.length);
  }

  private static Map<String, String> entries(Path file, String where, String dictionary)
      throws BadInputException {
    Map<String, String> entries = new HashMap<>();
    boolean braces = dictionary.startsWith("{") && dictionary.endsWith("}");
    String inner = braces ? dictionary.substring(1, dictionary.length() - 1).strip() : "";
    Matcher matcher = ENTRY.matcher(inner);
    int at = 0;
    while (at < inner.length() && matcher.region(at, inner.length()).lookingAt()) {
      entries.merge(matcher.group(1), matcher.group(2), (first, second) -> first + second);
      at = matcher.end();
    }
    if (at < inner.length() || !entries.keySet().equals(KEYS)) {
      throw damaged(file, where, "the header " + dictionary, "descr, fortran_order and shape");
    }
    return entries;
  }

  private static boolean fortran(Path file, String where, String word) throws BadInputException {
    if (!word.equals("True") && !word.equals("False")) {
      throw damaged(file, where, "fortran_order " + word, "True or False");
    }
    return word.equals("True");
  }

  private static List<Long> shape(Path file, String where, String tuple) throws BadInputException {
    boolean parentheses = tuple.startsWith("(") && tuple.endsWith(")");
    String inner = parentheses ? tuple.substring(1, tuple.length() - 1).strip() : "?";
    List<Long> shape = new ArrayList<>();
    for (String each : inner.isEmpty() ? new String[0] : inner.split(",")) {
      if (!LENGTH.matcher(each).matches()) {
        throw damaged(file, where, "shape " + tuple, "lengths in parentheses");
      }
      shape.add(Long.parseLong(each.replace("L", "").strip()));
    }
    return shape;
  }

  /** The bytes of the numbers, which may be more than there are in any file. */
  long dataBytes(Path file, String where) throws BadInputException {
    try {
      return shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw damaged(file, where, "shape " + shape, "a size below 2^63 bytes");
    }
  }

  /** The header of little-endian numbers, row after row. */
  static byte[] of(Outgoing array) {
    String code = array.type().name().toLowerCase(Locale.ROOT).replaceAll("\\d+", "");
    String shape =
        Arrays.stream(array.shape()).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    String tuple = array.shape().length == 1 ? shape + "," : shape;
    String text =
        String.format(
            Locale.ROOT,
            "{'descr': '<%s%d', 'fortran_order': False, 'shape': (%s), }",
            code,
            array.type().bytes(),
            tuple);
    int start = MAGIC.length() + 4;
    int length = (start + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - start;
    String padded = text + " ".repeat(length - text.length() - 1) + "\n";
    String version = "\u0001\u0000" + (char) (length & 0xff) + (char) (length >> 8);
    return (MAGIC + version + padded).getBytes(StandardCharsets.ISO_8859_1);
  }

  static BadInputException damaged(Path file, String where, String found, String expected) {
    return ArrayFileFault.of(
        file, where, found, expected, "it is damaged or was not written by numpy, write it again");
  }
}
