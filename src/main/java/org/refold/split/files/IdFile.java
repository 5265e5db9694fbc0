package org.refold.split.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;

/** A list of raw ids: the id on line k, counted from 0, is the one that number k stands for. */
final class IdFile {

  /** Raw ids of items. */
  static final String ITEMS = "unique_sid.txt";

  /** Raw ids of users; of our own, other programs do not need it. */
  static final String USERS = "unique_uid.txt";

  private IdFile() {}

  /**
   * @throws BadInputException if an id stands twice or a line is empty
   */
  static Vocabulary read(Path file) {
    List<String> ids = new ArrayList<>();
    try (Lines lines = Lines.open(file, '\n')) {
      while (lines.next()) {
        if (lines.number() != ids.size() + 1) {
          throw lines.bad(0, "the line before is empty, but each line must be an id");
        }
        ids.add(lines.line());
      }
    }
    try {
      return Vocabulary.of(ids);
    } catch (BadInputException e) {
      throw new BadInputException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * @throws BadInputException if an id is empty or goes over a line's end
   */
  static void write(Path file, Vocabulary ids) throws IOException {
    for (String id : ids.ids()) {
      if (id.isEmpty() || id.indexOf('\n') >= 0 || id.indexOf('\r') >= 0) {
        throw new BadInputException(
            "the id '%s' cannot stand on a line of its own in %s; rename it"
                .formatted(id, file.getFileName()));
      }
    }
    Files.write(file, ids.ids());
  }
}
