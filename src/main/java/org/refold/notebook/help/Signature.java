package org.refold.notebook.help;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The owner and the member that JShell says stand at a place.
 *
 * @param owner the type, or the type that a member is declared in; a variable has its type's name
 * @param member the method or field; {@code <init>} for a constructor, empty for a type or variable
 */
record Signature(String owner, String member) {

  private static final Pattern VARIABLE = Pattern.compile("([\\w$]+) *: *([\\w$.]+).*");
  private static final Pattern FIELD = Pattern.compile("([\\w$.]+)\\.([\\w$]+) *:.*");
  private static final Pattern METHOD = Pattern.compile(".* ([\\w$.]+)\\.([\\w$]+)\\(.*");
  private static final Pattern CONSTRUCTOR = Pattern.compile("([\\w$.]+)\\(.*");
  private static final Pattern TYPE = Pattern.compile("[\\w$.]+");

  /**
   * Reads one such as {@code List<E> List<E>.<E>of(E e1)}, {@code org.refold.study.Study(String
   * name)}, {@code study:org.refold.study.Study} or a class.
   */
  static Optional<Signature> read(String text) {
    String plain = withoutTypeArguments(text);
    if (VARIABLE.matcher(plain).matches()) {
      return match(VARIABLE, plain).map(m -> new Signature(m.group(2), ""));
    }
    return match(FIELD, plain)
        .or(() -> match(METHOD, plain))
        .map(m -> new Signature(m.group(1), m.group(2)))
        .or(() -> match(CONSTRUCTOR, plain).map(m -> new Signature(m.group(1), "<init>")))
        .or(() -> match(TYPE, plain).map(m -> new Signature(m.group(), "")));
  }

  private static String withoutTypeArguments(String text) {
    String plain = text;
    String before;
    do {
      before = plain;
      plain = plain.replaceAll("<[^<>]*>", "");
    } while (!plain.equals(before));
    return plain;
  }

  private static Optional<Matcher> match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.matches() ? Optional.of(matcher) : Optional.empty();
  }
}
