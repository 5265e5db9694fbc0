package org.refold.evaluate;

import org.refold.settings.Choice;

/** Which of two items with the same score comes first. AUC counts a tie as one half in any case. */
public enum Ties implements Choice {
  /**
   * A stated order that does not look at the answer. Kind to models with many equal scores where
   * indices follow popularity; {@link #PESSIMISTIC} shows how much hangs on it.
   */
  INDEX("of equal scores the lower item index comes first"),
  /** The "standard" mode of GRU4Rec. */
  OPTIMISTIC("of equal scores held-out items come first, then the lower item index"),
  /** The "conservative" mode of GRU4Rec: a model that scores all alike hits nothing. */
  PESSIMISTIC("of equal scores held-out items come last, else the lower item index first");

  private final String meaning;

  Ties(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
