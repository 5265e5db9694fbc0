package org.refold.data.read;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Leaves lines as they are, but for comments before the first row, which become blank: lines that
 * begin with {@code #} or {@code %}, and Excel's {@code sep=;}. A last comment that names columns
 * becomes the header. Whatever ends lines becomes a line feed.
 *
 * @param comments how many lines there are before the first row, with those that are blank
 * @param names the header in the last of them, or the empty text
 */
record PlainLines(int comments, String names) implements Rewrite {

  /**
   * Of the first lines of a file, with those that are blank.
   *
   * @return nothing if there is no comment
   */
  static Optional<Rewrite> of(List<String> lines) {
    int count = 0;
    String comment = "";
    while (count < lines.size() && (isComment(lines.get(count)) || lines.get(count).isBlank())) {
      comment = isComment(lines.get(count)) ? lines.get(count) : comment;
      count++;
    }
    if (comment.isEmpty() || count == lines.size()) {
      return Optional.empty(); // where all lines begin like this, it belongs to the ids
    }
    return Optional.of(new PlainLines(count, names(comment, lines.get(count))));
  }

  private static boolean isComment(String line) {
    return line.startsWith("#") || line.startsWith("%") || line.matches("sep=.");
  }

  /** The words of a comment, apart as the row's fields are, if they are names and as many. */
  private static String names(String comment, String row) {
    String text = comment.replaceFirst("^[#%\\s]+", "");
    String[] names = text.split("[,;|:\\s]+");
    for (Separator separator : Separator.values()) {
      int fields = row.split(Pattern.quote(separator.text()), -1).length;
      if (fields == names.length && Stream.of(names).anyMatch(PlainLines::isKnown)) {
        return String.join(separator.text(), names);
      }
    }
    return "";
  }

  private static boolean isKnown(String name) {
    return Role.USER.rank(name) >= 0 || Role.ITEM.rank(name) >= 0;
  }

  @Override
  public Optional<Format> format() {
    return Optional.empty();
  }

  @Override
  public void line(String line, long number, StringBuilder out) {
    boolean last = number == comments;
    out.append(number > comments ? line : last ? names : "").append('\n');
  }
}
