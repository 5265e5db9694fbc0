package org.refold.recommend;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;

/** Raw ids, one a line, in the order of their indices; line breaks and backslashes are escaped. */
final class IdLines {

  private IdLines() {}

  static byte[] bytes(Vocabulary ids) {
    StringBuilder text = new StringBuilder();
    for (String id : ids.ids()) {
      text.append(id.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")).append('\n');
    }
    return text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /**
   * Reads ids.
   *
   * @throws BadInputException if there are not so many, or one stands twice
   */
  static Vocabulary read(Path file, int count) throws IOException {
    List<String> ids;
    try {
      ids = Files.readAllLines(file).stream().map(IdLines::unescaped).toList();
    } catch (CharacterCodingException e) {
      throw new BadInputException(
          file + " is not in UTF-8; the model file is damaged, save the model again", e);
    }
    if (ids.size() != count || ids.stream().distinct().count() != count) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s has %d ids, %d of them different, but model.json says %d; the model file is"
                  + " damaged, save the model again",
              file,
              ids.size(),
              ids.stream().distinct().count(),
              count));
    }
    return Vocabulary.of(ids);
  }

  private static String unescaped(String line) {
    if (line.indexOf('\\') < 0) {
      return line;
    }
    StringBuilder id = new StringBuilder();
    for (int k = 0; k < line.length(); k++) {
      char c = line.charAt(k);
      if (c == '\\' && k + 1 < line.length()) {
        char escaped = line.charAt(++k);
        id.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
      } else {
        id.append(c);
      }
    }
    return id.toString();
  }
}
