package org.refold.study.verdict;

/** What is to be said of a published figure. */
public enum Verdict {
  /** Ours is as near to it as the tolerance asks for. */
  REPRODUCED("reproduced"),
  /** Ours is so near only if a mistake of its authors is made again. */
  WITH_MISTAKE("reproduced only with its mistake"),
  /** Ours is further away, to either side. */
  NOT_REPRODUCED("not reproduced"),
  /** What was done cannot be told from what is published; ours, if there, follows one reading. */
  NOT_DETERMINABLE("protocol not determinable"),
  /** There is no figure of ours. */
  NOT_TRIED("not tried");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
