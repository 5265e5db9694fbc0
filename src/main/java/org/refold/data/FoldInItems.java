package org.refold.data;

import org.refold.settings.Choice;

/** What becomes of the items that a user already has when the user's items are ranked. */
public enum FoldInItems implements Choice {
  /** The most common one. A held-out item that is also in the history is then a miss. */
  MASKED("items of the user's history are taken out of the ranking"),
  /** For candidate lists that were made without them, and to repeat results that forgot to mask. */
  RANKED("items of the user's history stay in the ranking and take up ranks");

  private final String meaning;

  FoldInItems(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
