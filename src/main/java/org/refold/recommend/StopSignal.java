package org.refold.recommend;

/** Asks a training to stop; it does before its next step. May be used from any thread. */
public final class StopSignal {

  private volatile boolean requested;

  /** Asks for it. */
  public void request() {
    requested = true;
  }

  /** Whether it was asked for. */
  public boolean isRequested() {
    return requested;
  }
}
