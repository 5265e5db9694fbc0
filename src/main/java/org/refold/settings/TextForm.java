package org.refold.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Hyper-parameters as text and back: whole numbers, numbers, text, enums, lists of sizes, and any
 * type that has a {@code public static parse(String)} whose argument its {@code toString()} gives.
 */
public final class TextForm {

  private static final String NO_SIZES = "none";

  private TextForm() {}

  /** The canonical form for files: numbers stay numbers, all else becomes text. */
  public static Object write(Object value) {
    if (value instanceof Enum<?> constant) {
      return Tokens.of(constant);
    }
    if (value instanceof int[] sizes) {
      return sizes.length == 0
          ? NO_SIZES
          : Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining("x"));
    }
    if (value instanceof Number || value instanceof String || isRead(value.getClass())) {
      return value instanceof Number ? value : value.toString();
    }
    throw new IllegalStateException(
        "hyper-parameters of type " + value.getClass() + " have no text form");
  }

  /**
   * Reads one value.
   *
   * @param type the type of the record component
   * @param setting its name, for messages
   * @throws BadInputException if the text is no such value
   */
  public static Object read(Class<?> type, String setting, String given) {
    String text = given.strip();
    try {
      if (type == int.class) {
        return Integer.valueOf(text);
      } else if (type == long.class) {
        return Long.valueOf(text);
      } else if (type == double.class) {
        return Double.valueOf(text);
      } else if (type == String.class) {
        return given;
      } else if (type == int[].class) {
        return sizes(text);
      } else if (type.isEnum()) {
        return Tokens.read(enumType(type), setting, text);
      }
      return parse(type, text);
    } catch (NumberFormatException e) {
      throw new BadInputException(
          "%s is '%s', but must be %s%s".formatted(setting, given, expected(type), several(text)),
          e);
    }
  }

  /** What takes several values, where somebody gave them for one. */
  private static String several(String text) {
    if (text.contains("..")) {
      return "; ranges are searched, by `refold tune --vary`, or in `refold ablate` by --set and"
          + " --baseline beside --tune";
    }
    return text.contains(",")
        ? "; decimals have a point, and several values are levels for `refold ablate --vary`, in a"
            + " search a choice such as {%s}".formatted(text)
        : "";
  }

  /** What kind of value a component of this type takes. */
  public static Setting.Kind kind(Class<?> type) {
    if (type == int.class || type == long.class) {
      return Setting.Kind.WHOLE;
    }
    return type == double.class ? Setting.Kind.NUMBER : Setting.Kind.WORDS;
  }

  /** What a person is to write for a value of this type. */
  public static String expected(Class<?> type) {
    if (type == int.class || type == long.class) {
      return "a whole number";
    } else if (type == double.class) {
      return "a number";
    } else if (type == int[].class) {
      return "sizes such as 600x200, or " + NO_SIZES;
    } else if (type.isEnum()) {
      return "one of " + String.join(", ", Tokens.all(enumType(type)));
    }
    return "a text";
  }

  private static int[] sizes(String text) {
    if (text.equals(NO_SIZES)) {
      return new int[0];
    }
    return Arrays.stream(text.split("[x,]", -1))
        .map(String::strip)
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  @SuppressWarnings("unchecked") // asked for enums only
  private static Class<? extends Enum<?>> enumType(Class<?> type) {
    return (Class<? extends Enum<?>>) type;
  }

  /** Whether a class can be read, or an interface that it implements. */
  private static boolean isRead(Class<?> type) {
    return canParse(type) || Arrays.stream(type.getInterfaces()).anyMatch(TextForm::canParse);
  }

  static boolean canParse(Class<?> type) {
    try {
      return Modifier.isStatic(type.getMethod("parse", String.class).getModifiers());
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static Object parse(Class<?> type, String text) {
    try {
      Method parse = type.getMethod("parse", String.class);
      return parse.invoke(null, text);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof BadInputException bad) {
        throw bad;
      }
      if (e.getCause() instanceof NumberFormatException noNumber) {
        throw noNumber;
      }
      throw new IllegalStateException("cannot read '" + text + "' as " + type, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("hyper-parameters of " + type + " have no text form", e);
    }
  }
}
