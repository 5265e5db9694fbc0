package org.refold.study.article;

/** Which epoch of a training is reported. */
public enum EpochChoice {
  /** The last one, whatever came before. */
  LAST("the last epoch"),
  /**
   * A mistake: the best one on the very hold-out that is reported, so that the figure is the
   * luckiest of as many as there are epochs.
   */
  BEST_ON_TEST("the best epoch on the reported users themselves"),
  /**
   * The best one on a part of the training data that was held out for it. The model that is
   * reported is then fitted anew, on all training data, up to that epoch.
   */
  BEST_ON_VALIDATION("the best epoch on a tenth of the training data, then fitted on all of them");

  private final String meaning;

  EpochChoice(String meaning) {
    this.meaning = meaning;
  }

  /** What is done, for a person. */
  public String meaning() {
    return meaning;
  }
}
