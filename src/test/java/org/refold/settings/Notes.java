package org.refold.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the notes that a person is told, and nothing else of a progress.
 *
 * @param lines the notes so far
 */
public record Notes(List<String> lines) implements Progress {

  /** One that has been told nothing yet. */
  public Notes() {
    this(new ArrayList<>());
  }

  @Override
  public void begin(String task, long total) {}

  @Override
  public void advance(long steps, String note) {}

  @Override
  public void note(String line) {
    lines.add(line);
  }

  @Override
  public void end() {}
}
