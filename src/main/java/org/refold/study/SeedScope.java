package org.refold.study;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the seeds of a study stand for. Either way every arm gets the same seeds. */
public enum SeedScope {
  /** All trials share one split: seeds show what initial weights and batches do. */
  @JsonProperty("fit")
  FIT,
  /** Each seed makes a split of its own as well: seeds also show what the choice of users does. */
  @JsonProperty("split-and-fit")
  SPLIT_AND_FIT
}
