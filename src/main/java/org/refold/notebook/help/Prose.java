package org.refold.notebook.help;

import org.refold.report.table.HtmlText;
import org.refold.report.table.Rich;

/**
 * A paragraph, broken into lines where a terminal shows it.
 *
 * @param text without line breaks
 */
record Prose(String text) implements Rich {

  private static final int WIDTH = 96;

  @Override
  public String toHtml() {
    return "<p>" + HtmlText.escaped(text) + "</p>";
  }

  @Override
  public String toText() {
    StringBuilder lines = new StringBuilder();
    int length = 0;
    for (String word : text.split(" ", -1)) {
      if (length > 0 && length + 1 + word.length() > WIDTH) {
        lines.append('\n');
        length = 0;
      } else if (length > 0) {
        lines.append(' ');
        length++;
      }
      lines.append(word);
      length += word.length();
    }
    return lines.toString();
  }
}
