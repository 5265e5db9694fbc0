package org.refold.study.article;

import org.refold.data.Holdout;

/** What a model sees of a user before it predicts the user's test ratings. */
public enum FoldedIn {
  /** The user's training interactions. */
  HISTORY("the user's training interactions") {
    @Override
    Holdout of(Holdout test) {
      return test;
    }
  },
  /** A mistake: the test ratings themselves, which an autoencoder then only has to copy. */
  TEST_RATINGS("the test ratings that it is to predict") {
    @Override
    Holdout of(Holdout test) {
      return new Holdout(test.foldOut(), test.foldOut(), test.users());
    }
  };

  private final String meaning;

  FoldedIn(String meaning) {
    this.meaning = meaning;
  }

  /** What is seen, for a person. */
  public String meaning() {
    return meaning;
  }

  /** The hold-out as it is shown to a model. */
  abstract Holdout of(Holdout test);
}
