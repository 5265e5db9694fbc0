package org.refold.notebook;

import java.util.ArrayList;
import java.util.List;

/** Has the functions of IJava's {@code Display} class and records what they are called with. */
public final class IJavaLikeDisplay {

  /** One line a call. */
  static final List<String> CALLS = new ArrayList<>();

  private IJavaLikeDisplay() {}

  /** Records. */
  public static String display(Object shown, String... as) {
    CALLS.add("display " + shown + " as " + List.of(as));
    return "the-id";
  }

  /** Records. */
  public static void updateDisplay(String id, Object shown, String... as) {
    CALLS.add("update " + id + " " + shown + " as " + List.of(as));
  }
}
