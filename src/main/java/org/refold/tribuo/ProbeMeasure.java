package org.refold.tribuo;

import org.refold.settings.Choice;

/** What the answers of a probe are measured by; all lie in [0, 1]. */
public enum ProbeMeasure implements Choice {
  /** The share of examples whose answer is right as a whole. */
  ACCURACY("accuracy", "share of examples whose answer is right as a whole"),
  /** The mean over labels of the share of their examples that were found. */
  BALANCED_ACCURACY("balanced accuracy", "mean over labels of the share found of their examples"),
  /** The mean over labels of {@code 2 right / (2 right + wrong + missed)}. */
  MACRO_F1("macro F1", "mean over labels of 2 right / (2 right + wrong + missed)");

  private final String title;
  private final String meaning;

  ProbeMeasure(String title, String meaning) {
    this.title = title;
    this.meaning = meaning;
  }

  /** The name in tables. */
  public String title() {
    return title;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
