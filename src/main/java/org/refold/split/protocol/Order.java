package org.refold.split.protocol;

/** Which interactions of a user are held out. */
public enum Order {
  /** A random choice. */
  RANDOM,
  /** The newest; where times are equal or missing, the last of the source. */
  TIME
}
