package org.refold.data.read;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.refold.data.Vocabulary;

/** The titles that stand beside the items in a file of interactions: of each item the first one. */
final class ItemTitles {

  private final RowScanner row;
  private final int column;
  private final Charset charset;
  private final List<String> titles = new ArrayList<>();

  /**
   * @param row whose current line is read
   * @param column of the titles, if there is one
   */
  ItemTitles(RowScanner row, OptionalInt column, Charset charset) {
    this.row = row;
    this.column = column.orElse(-1);
    this.charset = charset;
  }

  /** Keeps the title of the item of the line, unless one is known. */
  void see(int item) {
    if (column < 0) {
      return;
    }
    while (titles.size() <= item) {
      titles.add("");
    }
    if (titles.get(item).isEmpty()) {
      titles.set(item, row.text(column, charset));
    }
  }

  /** A text for each item, empty where none is known; none at all where there is no column. */
  List<String> of(Vocabulary items) {
    if (column < 0) {
      return List.of();
    }
    List<String> all = new ArrayList<>(titles);
    while (all.size() < items.size()) {
      all.add("");
    }
    return all;
  }
}
