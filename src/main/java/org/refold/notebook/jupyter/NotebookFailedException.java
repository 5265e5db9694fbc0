package org.refold.notebook.jupyter;

import java.nio.file.Path;

/**
 * A notebook did not run through, or not with the outputs that it promises. The message is one
 * line: which notebook and cell, and what went wrong; the details are what the cell's author needs.
 */
public final class NotebookFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String details;

  NotebookFailedException(String message, String details) {
    super(message);
    this.details = details;
  }

  /** The same, with where the notebook was kept as far as it ran. */
  NotebookFailedException kept(Path failed) {
    return new NotebookFailedException(
        getMessage() + "; what ran until then is in " + failed, details);
  }

  /** The source of the cell and the traceback, or the end of the log; several lines. */
  public String details() {
    return details;
  }
}
