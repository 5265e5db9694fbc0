package org.refold.serve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.refold.settings.Choice;

/** In which order a history is given. */
enum Order implements Choice {
  OLDEST_FIRST("the last item of the history is the newest"),
  NEWEST_FIRST("the first item of the history is the newest");

  private final String meaning;

  Order(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  /** The same with the oldest first, as models read it. */
  <T> List<T> oldestFirst(List<T> given) {
    if (this == OLDEST_FIRST) {
      return given;
    }
    List<T> reversed = new ArrayList<>(given);
    Collections.reverse(reversed);
    return reversed;
  }
}
