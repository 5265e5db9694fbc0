package org.refold.data.read;

import java.util.ArrayList;
import java.util.List;

/** What came up while it was found out how a file is to be read. */
final class Notes {

  private static final int SHOWN = 5;

  private final List<String> warnings = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Something that may make the data other than they were meant. */
  void warn(String text) {
    warnings.add(text);
  }

  /** Something that was assumed where nothing speaks against it. */
  void note(String text) {
    notes.add(text);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Such as {@code columns 3 ('a'), 4 ('b') and 2 more are}; the first few. */
  static String areOrIs(List<Column> columns) {
    if (columns.size() == 1) {
      return columns.get(0) + " is";
    }
    List<String> shown =
        columns.stream().limit(SHOWN).map(c -> c.toString().replace("column ", "")).toList();
    int more = columns.size() - shown.size();
    return "columns "
        + String.join(", ", shown)
        + (more > 0 ? " and " + more + " more" : "")
        + " are";
  }
}
