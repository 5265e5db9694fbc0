package org.refold.study.store;

/** What to do with trials that failed before. */
public enum FailedTrials {
  /** Leave them as they are. */
  KEEP,
  /** Run them again. */
  RETRY
}
