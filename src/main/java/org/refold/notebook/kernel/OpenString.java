package org.refold.notebook.kernel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The string literal that a position of a cell is in, and the call that it is an argument of.
 *
 * @param text what stands in it before the position
 * @param call the method, with the class or the variable before it where one is named directly:
 *     {@code Grid.of}, {@code data}; a call of what a call returned is {@code .vary}
 * @param argument which argument of it, from 0
 * @param before the code before the call
 */
record OpenString(String text, String call, int argument, String before) {

  private static final Pattern CALL = Pattern.compile("(?:([\\w$]*)\\s*(\\.)\\s*)?([\\w$]+)\\s*$");

  /** The literal at a position; empty where code or a comment is there, or no call around it. */
  static Optional<OpenString> at(String code, int position) {
    int open = openQuote(code, position);
    if (open < 0) {
      return Optional.empty();
    }
    int argument = 0;
    int depth = 0;
    for (int k = open - 1; k >= 0; k--) {
      char c = code.charAt(k);
      if (c == '"') {
        k = openingOf(code, k);
      } else if (c == ')' || c == ']' || c == '}') {
        depth++;
      } else if (c == '(' && depth == 0) {
        return Optional.ofNullable(
            of(code.substring(open + 1, position), code.substring(0, k), argument));
      } else if (c == '(' || c == '[' || c == '{') {
        depth--;
      } else if (c == ',' && depth == 0) {
        argument++;
      } else if (c == ';' && depth == 0) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static @Nullable OpenString of(String text, String upToCall, int argument) {
    Matcher call = CALL.matcher(upToCall);
    if (!call.find()) {
      return null;
    }
    String name = call.group(2) == null ? call.group(3) : call.group(1) + "." + call.group(3);
    return new OpenString(text, name, argument, upToCall);
  }

  /** The place of the quote that opens the literal, or -1 where the position is in none. */
  private static int openQuote(String code, int position) {
    int open = -1;
    for (int k = 0; k < position; k++) {
      char c = code.charAt(k);
      if (open >= 0) {
        if (c == '\\') {
          k++;
        } else if (c == '"' || c == '\n') {
          open = -1;
        }
      } else if (c == '"') {
        open = k;
      } else if (c == '\'') {
        k += code.startsWith("'\\", k) ? 3 : 2;
      } else if (code.startsWith("//", k)) {
        int end = code.indexOf('\n', k);
        k = end < 0 ? position : end;
      }
    }
    return open;
  }

  private static int openingOf(String code, int closing) {
    int k = closing - 1;
    while (k > 0 && (code.charAt(k) != '"' || code.charAt(k - 1) == '\\')) {
      k--;
    }
    return k;
  }
}
