package org.refold.serve;

import java.util.function.Function;

/**
 * The place of a model that may be replaced while it is asked. Whoever asks has the model that was
 * there when he came; the old one is closed after the last of those, so that no request is dropped
 * and none sees memory that has been freed.
 */
final class Slot implements AutoCloseable {

  /** A model and how many hold it: the slot itself, and each request that asks it. */
  private static final class Held {
    final Served served;
    int holders = 1;

    Held(Served served) {
      this.served = served;
    }
  }

  private Held now;
  private boolean closed;

  Slot(Served first) {
    this.now = new Held(first);
  }

  /** Asks the model that is there now. */
  <R> R ask(Function<Served, R> question) {
    Held held = take();
    try {
      return question.apply(held.served);
    } finally {
      giveBack(held);
    }
  }

  private synchronized Held take() {
    if (closed) {
      throw Refusal.of(503, "the server is stopping");
    }
    now.holders++;
    return now;
  }

  private void giveBack(Held held) {
    boolean last;
    synchronized (this) {
      last = --held.holders == 0;
    }
    if (last) {
      held.served.close();
    }
  }

  /** Puts another model here; closes it where the slot is closed already. */
  void put(Served next) {
    Held old;
    synchronized (this) {
      if (closed) {
        next.close();
        return;
      }
      old = now;
      now = new Held(next);
    }
    giveBack(old);
  }

  /** Closes the model once nobody asks it any more. */
  @Override
  public void close() {
    Held last;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      last = now;
    }
    giveBack(last);
  }
}
