package org.refold.report.study;

import java.util.List;

/**
 * What all labels of a figure end in, such as {@code tuned} of {@code "ease, tuned"}: it goes to
 * the title, so that labels say what differs.
 *
 * @param text without the comma before it; empty where labels share nothing
 */
record SharedRemark(String text) {

  /** That of some labels; a single one has nothing to share it with. */
  static SharedRemark of(List<String> labels) {
    int comma = labels.size() < 2 ? -1 : labels.get(0).lastIndexOf(", ");
    if (comma <= 0) {
      return new SharedRemark("");
    }
    String end = labels.get(0).substring(comma);
    boolean shared =
        labels.stream().allMatch(label -> label.endsWith(end) && label.length() > end.length());
    return new SharedRemark(shared ? end.substring(2) : "");
  }

  /** A label without it. */
  String without(String label) {
    String end = ", " + text;
    return text.isEmpty() || !label.endsWith(end)
        ? label
        : label.substring(0, label.length() - end.length());
  }

  /** A title with it. */
  String under(String title) {
    return text.isEmpty() ? title : title + " (" + text + ")";
  }
}
