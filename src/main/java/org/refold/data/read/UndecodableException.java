package org.refold.data.read;

import org.refold.settings.BadInputException;

/** The bytes of an id are no text in the encoding that the first lines are in. */
final class UndecodableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final BadInputException complaint;
  private final boolean afterOthers;

  /**
   * @param complaint what to say if there is no other encoding to try
   * @param afterOthers whether ids before it were more than ASCII, and right in that encoding
   */
  UndecodableException(BadInputException complaint, boolean afterOthers) {
    super(complaint);
    this.complaint = complaint;
    this.afterOthers = afterOthers;
  }

  /** What to say if there is no other encoding to try. */
  BadInputException complaint() {
    return complaint;
  }

  /** Whether another encoding would spoil ids that were read already. */
  boolean isAfterOthers() {
    return afterOthers;
  }
}
