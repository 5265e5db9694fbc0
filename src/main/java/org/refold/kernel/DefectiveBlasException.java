package org.refold.kernel;

/** OpenBLAS failed its self-check on this machine: no product of it is to be believed. */
public final class DefectiveBlasException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  DefectiveBlasException(String advice) {
    super(advice);
  }
}
