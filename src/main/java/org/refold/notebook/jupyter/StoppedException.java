package org.refold.notebook.jupyter;

/**
 * This program is being ended, as by Ctrl-C, while it waits for another: there is nothing to report
 * of that one, and no time to do more than tidy up.
 */
public final class StoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoppedException(Throwable cause) {
    super("stopped", cause);
  }
}
