package org.refold.notebook.kernel;

/** A cell threw an {@link Error}, which must not end the kernel. */
final class CellError extends Exception {

  private static final long serialVersionUID = 1L;

  CellError(Throwable cause) {
    super(cause.toString(), cause);
  }
}
