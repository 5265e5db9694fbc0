package org.refold.data;

import org.refold.settings.Choice;

/** What is asked of a model about the items that were held out of one user's history. */
public enum Prediction implements Choice {
  /** As for recommenders of sets: the fold-in is known, everything held out is to be found. */
  REST("all held-out items of a user are to be found at once, from the fold-in"),
  /**
   * As for sessions (B. Hidasi et al.: Session-based Recommendations with Recurrent Neural
   * Networks, ICLR 2016; "iterative revealing" with M. Ludewig, D. Jannach, UMUAI 2018).
   */
  NEXT(
      "each held-out item is to be found as the next one, from the fold-in and the held-out items"
          + " before it"),
  /** The same for a whole history, of users who are not in training. */
  EVERY_NEXT("the same for each item of a history but the first, which alone is folded in");

  private final String meaning;

  Prediction(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  /** Whether a user with several held-out items is asked several times. */
  public boolean isOfNext() {
    return this != REST;
  }
}
