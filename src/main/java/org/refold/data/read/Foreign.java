package org.refold.data.read;

import java.util.List;
import java.util.Locale;
import org.refold.settings.BadInputException;

/** Files that are taken for data by mistake, known by how they begin. */
final class Foreign {

  private Foreign() {}

  /**
   * Nothing if the lines can be data.
   *
   * @throws BadInputException if they are something else; the message says what, and what to do
   */
  static void refuse(String where, List<String> lines) {
    String first = lines.isEmpty() ? "" : lines.get(0).stripLeading();
    String begin = first.substring(0, Math.min(first.length(), 40)).toLowerCase(Locale.ROOT);
    if (begin.startsWith("version https://git-lfs") || begin.startsWith("/annex/objects/")) {
      throw new BadInputException(
          "%s is a pointer to a large file, not the data; get the file itself with: git lfs pull, or git annex get"
              .formatted(where));
    }
    if (begin.startsWith("<!doctype") || begin.startsWith("<html") || begin.startsWith("<?xml")) {
      throw new BadInputException(
          "%s is a page of HTML or XML, not the data; a download may have needed a login: get the file again"
              .formatted(where));
    }
    if (begin.startsWith("[{") || begin.equals("[")) {
      throw new BadInputException(
          "%s is one JSON array; write each object on a line of its own, as jq -c .[] does"
              .formatted(where));
    }
  }
}
