package org.refold.report.table;

/** Something that a notebook can show better than by its {@code toString()}. */
public interface Rich {

  /** A fragment of HTML, escaped where it must be. */
  String toHtml();

  /** The same for a terminal, without a line break at the end. */
  String toText();
}
