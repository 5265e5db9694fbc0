package org.refold.model.sequence;

/** How the item that comes next is told from others, at each place of a sequence. */
public enum SequenceLoss {
  /** Cross-entropy under a softmax over the whole catalogue. */
  CE,
  /** Cross-entropy under a softmax over the next item and negatives that a user's places share. */
  SAMPLED_CE,
  /** Binary cross-entropy of the next item and of negatives that each place draws. */
  BCE,
  /** The same with all items drawn alike, and the next item weighing less by their calibration. */
  GBCE
}
