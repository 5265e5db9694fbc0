package org.refold.data.read;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.refold.settings.BadInputException;

/**
 * Finds what stands between fields, and whether fields are quoted: the separator that gives most
 * lines the same number of fields, at least two.
 *
 * @param head the first lines
 * @param told whether fields are quoted, where that is known
 * @param charset the encoding of the lines
 */
record SeparatorFinder(Head head, Optional<Quoting> told, Charset charset) {

  /** Fewer lines of equal width than this are no table. */
  private static final double SMALLEST_SHARE = 0.5;

  /**
   * The one that most lines agree on; of equals the one that gives more fields, never blanks.
   *
   * @throws BadInputException if the lines are no table
   */
  Separator separator() throws IOException {
    Separator best = null;
    Width bestWidth = new Width(0, 0);
    for (Separator candidate : Separator.values()) {
      Width width = width(candidate);
      boolean more = width.fields() > bestWidth.fields() && candidate != Separator.SPACES;
      boolean better =
          width.share() > bestWidth.share() || (width.share() == bestWidth.share() && more);
      if (width.fields() > 1 && better) {
        best = candidate;
        bestWidth = width;
      }
    }
    if (best == null || bestWidth.share() < SMALLEST_SHARE) {
      throw new BadInputException(
          "%s, line 1 is '%s'; expected user and item with one of :: tab ; , | or blanks between them: if another one is meant, replace it; if quotes are not meant to wrap fields, read with --quoting none"
              .formatted(head.where(), head.firstLine(charset)));
    }
    return best;
  }

  /** The width with this separator; lines in which it cuts a quoted field do not count. */
  private Width width(Separator candidate) throws IOException {
    Quoting quoting = likelyQuoting(candidate);
    Head.Rows rows = head.rows(candidate, quoting, charset);
    List<List<String>> texts = rows.texts();
    Width width = Width.of(texts);
    long whole =
        quoting == Quoting.DOUBLE_QUOTES
            ? texts.size() - rows.torn()
            : texts.stream().filter(row -> row.stream().allMatch(SeparatorFinder::isWhole)).count();
    return new Width(width.fields(), width.share() * (whole / Math.max(1.0, texts.size())));
  }

  private static boolean isWhole(String field) {
    return field.startsWith("\"") == field.endsWith("\"");
  }

  private Quoting likelyQuoting(Separator separator) {
    boolean csv = separator == Separator.COMMA || separator == Separator.SEMICOLON;
    return told.orElse(csv ? Quoting.DOUBLE_QUOTES : Quoting.NONE);
  }

  /** Tabs and bars go with quotes if there are quoted fields and every quote belongs to one. */
  Quoting quoting(Separator separator) throws IOException {
    boolean open = separator == Separator.TAB || separator == Separator.PIPE;
    if (!open || told.isPresent()) {
      return likelyQuoting(separator);
    }
    List<String> begun =
        head.rows(separator, Quoting.NONE, charset).texts().stream()
            .flatMap(List::stream)
            .filter(field -> field.startsWith("\""))
            .toList();
    boolean quoted =
        !begun.isEmpty() && begun.stream().allMatch(f -> f.length() > 1 && f.endsWith("\""));
    return quoted ? Quoting.DOUBLE_QUOTES : Quoting.NONE;
  }
}
