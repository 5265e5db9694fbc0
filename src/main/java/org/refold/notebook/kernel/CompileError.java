package org.refold.notebook.kernel;

import java.util.List;

/** The compiler refused a cell. The message is one line; the details show the place. */
final class CompileError extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> details;

  CompileError(String message, List<String> details) {
    super(message);
    this.details = List.copyOf(details);
  }

  /** Lines that show the source and point at the mistake. */
  List<String> details() {
    return details;
  }
}
