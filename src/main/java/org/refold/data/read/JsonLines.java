package org.refold.data.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.refold.settings.BadInputException;
import org.refold.settings.JsonBytes;

/**
 * A JSON object on each line. Its fields are columns; lists and objects inside it are left out.
 *
 * @param where the name of the source, for messages
 * @param names of the fields that the first lines have
 */
record JsonLines(String where, Set<String> names) implements Rewrite {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Optional<Rewrite> of(String where, List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    Set<String> names = new LinkedHashSet<>();
    for (int k = 0; k < lines.size(); k++) {
      JsonNode object = parse(where, lines.get(k), k + 1L);
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (field.getValue().isValueNode()) {
          names.add(field.getKey());
        }
      }
    }
    return Optional.of(new JsonLines(where, names));
  }

  private static JsonNode parse(String where, String line, long number) {
    try {
      JsonNode node = JsonBytes.tree(JSON, line.getBytes(StandardCharsets.ISO_8859_1));
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      String fix =
          line.matches("\\{u?'.*")
              ? "these are Python's dictionaries: write each with"
                  + " json.dumps(ast.literal_eval(line))"
              : "write one object on each line";
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s, line %d is no JSON object (%s): '%s'; %s",
              where,
              number,
              e.getOriginalMessage(),
              RowErrors.shown(line),
              fix),
          e);
    }
    throw new BadInputException(
        String.format(
            Locale.ROOT,
            "%s, line %d is no JSON object: '%s'; write one object on each line",
            where,
            number,
            RowErrors.shown(line)));
  }

  @Override
  public Optional<Format> format() {
    return Optional.of(Format.JSON_LINES);
  }

  @Override
  public String header() {
    return names.stream().map(JsonLines::quoted).collect(Collectors.joining(","));
  }

  @Override
  public void line(String line, long number, StringBuilder out) {
    if (!line.isBlank()) {
      JsonNode object = parse(where, line, number);
      String comma = "";
      for (String name : names) {
        JsonNode field = object.path(name);
        out.append(comma)
            .append(quoted(field.isValueNode() && !field.isNull() ? field.asText() : ""));
        comma = ",";
      }
    }
    out.append('\n');
  }

  /** A field of a table, its UTF-8 bytes as characters; on one line, so that lines stay lines. */
  private static String quoted(String text) {
    String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return '"' + bytes.replace("\"", "\"\"").replaceAll("[\\r\\n]+", " ") + '"';
  }
}
