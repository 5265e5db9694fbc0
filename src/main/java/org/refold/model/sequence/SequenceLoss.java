package org.refold.model.sequence;

/** How the item that comes next is told from others, at each place of a sequence. */
public enum SequenceLoss {
  /** Cross-entropy under a softmax over the whole catalogue. */
  CE(0),
  /**
   * Cross-entropy under a softmax over the next item and negatives that a user's places share:
   * 3,000 (Klenitskiy and Vasilev 2023).
   */
  SAMPLED_CE(3000),
  /** Binary cross-entropy of the next item and of negatives that each place draws: one. */
  BCE(1),
  /**
   * The same with all items drawn alike, and the next item weighing less by their calibration: 256
   * (Petrov and Macdonald 2023).
   */
  GBCE(256);

  private final int negatives;

  SequenceLoss(int negatives) {
    this.negatives = negatives;
  }

  /** How many negatives its authors draw, 0 where there are none. */
  int negatives() {
    return negatives;
  }
}
