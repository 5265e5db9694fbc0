package org.refold.study;

/** What the seeds of a study stand for. Either way every arm meets the same seeds. */
public enum SeedScope {
  /** All trials share one split: seeds show what initial weights and batches do. */
  FIT,
  /** Each seed makes a split of its own as well: seeds also show what the choice of users does. */
  SPLIT_AND_FIT
}
