package org.refold.data.read;

import java.util.List;
import org.refold.data.Interactions;

/**
 * Interactions, and how they were read.
 *
 * @param interactions what was read
 * @param duplicates how many interactions were left out since the same user and item came again;
 *     the last of each stayed
 * @param warnings guesses that a person should know of, a line each; mostly none
 * @param description one line: the format, the file, and its layout
 * @param format how the data set was published
 * @param layout how the file is written
 * @param reading which column was what, the first rows, and what was assumed
 * @param titles of the items by index, the empty text where one is unknown; empty where the file
 *     has no column of them
 */
public record ReadResult(
    Interactions interactions,
    int duplicates,
    List<String> warnings,
    String description,
    Format format,
    FileLayout layout,
    Reading reading,
    List<String> titles) {

  /** Copies the lists. */
  public ReadResult {
    warnings = List.copyOf(warnings);
    titles = List.copyOf(titles);
  }

  /** The same with one note more. */
  ReadResult withNote(String note) {
    return new ReadResult(
        interactions,
        duplicates,
        warnings,
        description,
        format,
        layout,
        reading.withNote(note),
        titles);
  }

  @Override
  public String toString() {
    return interactions + "; " + description;
  }
}
