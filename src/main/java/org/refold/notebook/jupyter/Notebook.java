package org.refold.notebook.jupyter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.refold.settings.BadInputException;
import org.refold.settings.JsonBytes;

/**
 * A notebook file, as far as a run needs to know it.
 *
 * <p>A code cell can say in its metadata what must come out of it: {@code "refold": {"expects":
 * ["image/png", "text/html", "stream"]}} names MIME types of results and displays, or {@code
 * stream} for printed text.
 *
 * @param path where it was read from
 * @param content the whole document
 */
record Notebook(Path path, ObjectNode content) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads one.
   *
   * @throws BadInputException if it is no notebook
   */
  static Notebook read(Path path) {
    try {
      JsonNode root = JsonBytes.tree(JSON, Files.readAllBytes(path));
      if (root instanceof ObjectNode object && object.path("cells").isArray()) {
        return new Notebook(path, object);
      }
      throw new BadInputException(path + " has no cells; a Jupyter notebook (.ipynb) was expected");
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          path
              + ", line "
              + e.getLocation().getLineNr()
              + ": not a Jupyter notebook (.ipynb): "
              + e.getOriginalMessage(),
          e);
    } catch (NoSuchFileException e) {
      throw new BadInputException(
          "cannot read the notebook " + path + ": there is no such file; give the path of one", e);
    } catch (IOException e) {
      throw new BadInputException("cannot read the notebook " + path + ": " + e, e);
    }
  }

  /** One code cell. */
  record Cell(int number, JsonNode content) {

    /** Its text. */
    String source() {
      return text(content.path("source"));
    }

    /** Whether Jupyter ran it. */
    boolean ran() {
      return content.path("execution_count").isInt();
    }

    /** Whether it says that it may fail, with Jupyter's own tag. */
    boolean mayFail() {
      return StreamSupport.stream(content.path("metadata").path("tags").spliterator(), false)
          .anyMatch(tag -> tag.asText().equals("raises-exception"));
    }

    /** Its first error output. */
    Optional<JsonNode> error() {
      return StreamSupport.stream(content.path("outputs").spliterator(), false)
          .filter(output -> output.path("output_type").asText().equals("error"))
          .findFirst();
    }

    /** What must come out of it but did not. */
    List<String> missing() {
      List<String> missing = new ArrayList<>();
      content
          .path("metadata")
          .path("refold")
          .path("expects")
          .forEach(expected -> missing.add(expected.asText()));
      missing.removeAll(kinds());
      return missing;
    }

    private Set<String> kinds() {
      Set<String> kinds = new TreeSet<>();
      for (JsonNode output : content.path("outputs")) {
        String type = output.path("output_type").asText();
        kinds.add(type);
        for (Map.Entry<String, JsonNode> data : output.path("data").properties()) {
          if (!text(data.getValue()).isBlank()) {
            kinds.add(data.getKey());
          }
        }
      }
      return kinds;
    }
  }

  /** The code cells that are not empty, in order. */
  List<Cell> codeCells() {
    List<Cell> cells = new ArrayList<>();
    for (JsonNode cell : content.path("cells")) {
      boolean code = cell.path("cell_type").asText().equals("code");
      if (code && !text(cell.path("source")).isBlank()) {
        cells.add(new Cell(cells.size() + 1, cell));
      }
    }
    return cells;
  }

  /** The notebook format stores texts whole or as lists of lines. */
  static String text(JsonNode node) {
    if (!node.isArray()) {
      return node.asText();
    }
    StringBuilder text = new StringBuilder();
    node.forEach(line -> text.append(line.asText()));
    return text.toString();
  }

  /** Joins neighbouring pieces of the same stream, which came apart on their way. */
  void joinStreams() {
    for (Cell cell : codeCells()) {
      if (cell.content().path("outputs") instanceof ArrayNode outputs) {
        joinStreams(outputs);
      }
    }
  }

  private static void joinStreams(ArrayNode outputs) {
    ObjectNode last = JSON.createObjectNode();
    for (Iterator<JsonNode> each = outputs.iterator(); each.hasNext(); ) {
      ObjectNode output = (ObjectNode) each.next();
      boolean sameStream =
          output.path("output_type").asText().equals("stream")
              && output.path("name").equals(last.path("name"));
      if (sameStream) {
        last.put("text", text(last.path("text")) + text(output.path("text")));
        each.remove();
      } else {
        last = output;
      }
    }
  }

  /** Writes it to another place. */
  void write(Path target) throws IOException {
    byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content);
    Files.write(target, bytes);
  }
}
