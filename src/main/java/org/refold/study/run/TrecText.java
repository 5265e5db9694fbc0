package org.refold.study.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.refold.data.Interactions;
import org.refold.settings.BadInputException;
import org.refold.study.store.AtomicFiles;

/** Writes the two forms of TREC: words by blanks, so that no id can hold a blank. */
final class TrecText {

  private TrecText() {}

  /** The words of a line. */
  static final class Line {
    private final Path file;
    private StringJoiner words = new StringJoiner(" ", "", "\n");

    private Line(Path file) {
      this.file = file;
    }

    Line word(String word) {
      words.add(word);
      return this;
    }

    /**
     * @throws BadInputException if the id is empty or has a blank
     */
    Line id(String id) {
      if (id.isEmpty() || id.chars().anyMatch(Character::isWhitespace)) {
        throw new BadInputException(
            "the id '%s' cannot stand in %s, where blanks separate; name the file .tsv"
                .formatted(id, file));
      }
      return word(id);
    }

    private String take() {
      String text = words.toString();
      words = new StringJoiner(" ", "", "\n");
      return text;
    }
  }

  /** Puts the words of a line. */
  @FunctionalInterface
  interface Lines {
    void put(int index, Line line);
  }

  /** Writes some lines, whole or not at all. */
  static void write(Path file, int count, Lines lines) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          Line line = new Line(file);
          for (int k = 0; k < count; k++) {
            lines.put(k, line);
            text.write(line.take());
          }
          text.flush();
        });
  }

  /**
   * Writes what is relevant: {@code user 0 item relevance}.
   *
   * @param graded whether relevance is the rounded value, 1 otherwise
   */
  static void writeQrels(Interactions heldOut, boolean graded, Path file) throws IOException {
    boolean values = graded && heldOut.hasValues();
    write(
        file,
        heldOut.size(),
        (p, line) -> {
          line.id(heldOut.users().id(heldOut.userAt(p))).word("0");
          line.id(heldOut.items().id(heldOut.item(p)));
          line.word(values ? Long.toString(Math.round((double) heldOut.value(p))) : "1");
        });
  }
}
