package org.refold.data.read;

/** Whether the first line of a file names the columns. */
public enum Header {
  /** The first line is data. */
  ABSENT,
  /** The first line names the columns. */
  PRESENT
}
