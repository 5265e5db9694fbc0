package org.refold.data.read;

import java.util.ArrayList;
import java.util.List;

/**
 * How a file was read, for a person.
 *
 * @param columns which column was taken for what, and why; the empty text for data of no file
 * @param rows the first few interactions as they were read
 * @param notes what was assumed where nothing speaks against it
 */
public record Reading(String columns, List<String> rows, List<String> notes) {

  /** For data that were not read. */
  public static final Reading NONE = new Reading("", List.of(), List.of());

  /** Copies the lists. */
  public Reading {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /** The same with one note more. */
  Reading withNote(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Reading(columns, rows, more);
  }
}
