package org.refold.study.store;

/** What to do where a study was begun with another version of the code. */
public enum OtherCode {
  /** Refuse to go on: figures of two versions are not of one kind. */
  REFUSE,
  /** Go on, and let the finished trials stand; each result names the code that made it. */
  ACCEPT
}
