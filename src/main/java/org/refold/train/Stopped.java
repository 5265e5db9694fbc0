package org.refold.train;

/** Leads out of the midst of an epoch, to where the loop ends well. */
final class Stopped extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Stopped() {
    super("training was asked to stop", null, false, false);
  }
}
