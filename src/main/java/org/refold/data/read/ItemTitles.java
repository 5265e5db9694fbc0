package org.refold.data.read;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.refold.data.Vocabulary;

/** The titles that stand beside the items in a file of interactions: of each item the first one. */
final class ItemTitles {

  private static final int FEWEST_COMPARED = 20;
  private static final int MOST_COMPARED = 1_000;

  private final RowScanner row;
  private final int column;
  private final Charset charset;
  private final List<String> titles = new ArrayList<>();
  private int compared;
  private int different;

  /**
   * @param row whose current line is read
   * @param column of the titles, if there is one
   */
  ItemTitles(RowScanner row, OptionalInt column, Charset charset) {
    this.row = row;
    this.column = column.orElse(-1);
    this.charset = charset;
  }

  /** Keeps the title of the item of the line, unless one is known: then it compares some. */
  void see(int item) {
    if (column < 0) {
      return;
    }
    while (titles.size() <= item) {
      titles.add("");
    }
    String known = titles.get(item);
    if (known.isEmpty()) {
      titles.set(item, row.text(column, charset));
    } else if (compared < MOST_COMPARED) {
      compared++;
      different += known.equals(row.text(column, charset)) ? 0 : 1;
    }
  }

  /** A warning where an item mostly has another text in another line, as reviews of it have. */
  Optional<String> doubt() {
    return compared >= FEWEST_COMPARED && 2 * different > compared
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "the column of titles has another text for the same item in %d of %d lines, as if"
                    + " it were about something else; the first of each item is kept, --title none"
                    + " leaves them out",
                different,
                compared))
        : Optional.empty();
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
