package org.refold.notebook.help;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.util.DocTrees;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.refold.report.table.Rich;
import org.refold.report.table.Table;

/**
 * The text of a documentation comment as paragraphs, lists with dashes, tables, and what is
 * preformatted, equations above all, as it stands. Marks of code and links leave their words.
 */
final class DocComment {

  private final DocTrees trees;
  private final List<Object> parts = new ArrayList<>();
  private final StringBuilder open = new StringBuilder();
  private final List<List<String>> rows = new ArrayList<>();
  private String caption = "";
  private boolean preformatted;

  private DocComment(DocTrees trees) {
    this.trees = trees;
  }

  /** Texts that are preformatted, and {@link Rich} parts. */
  static List<Object> parts(DocTrees trees, List<? extends DocTree> comment) {
    DocComment reader = new DocComment(trees);
    comment.forEach(reader::read);
    reader.endParagraph();
    return reader.parts;
  }

  /** All of it in one line. */
  static String line(DocTrees trees, List<? extends DocTree> comment) {
    return parts(trees, comment).stream()
        .map(part -> part instanceof Rich rich ? rich.toText() : part.toString())
        .collect(Collectors.joining(" "))
        .replaceAll("\\s+", " ");
  }

  private void read(DocTree tree) {
    if (tree instanceof TextTree text) {
      open.append(text.getBody());
    } else if (tree instanceof LiteralTree literal) {
      open.append(literal.getBody().getBody());
    } else if (tree instanceof LinkTree link) {
      open.append(link.getLabel().isEmpty() ? target(link) : line(trees, link.getLabel()));
    } else if (tree instanceof EntityTree entity) {
      String characters = trees.getCharacters(entity);
      open.append(characters == null ? entity.toString() : characters);
    } else if (tree instanceof StartElementTree start) {
      begin(start.getName().toString());
    } else if (tree instanceof EndElementTree end) {
      end(end.getName().toString());
    } else {
      open.append(tree);
    }
  }

  private static String target(LinkTree link) {
    String target = link.getReference().getSignature();
    return target.startsWith("#") ? target.substring(1) : target.replace('#', '.');
  }

  private void begin(String element) {
    switch (element) {
      case "p", "ul", "ol", "dl", "table", "h2", "h3", "br" -> endParagraph();
      case "li", "dt", "dd" -> {
        endParagraph();
        open.append("- ");
      }
      case "pre" -> {
        endParagraph();
        preformatted = true;
      }
      case "tr" -> rows.add(new ArrayList<>());
      case "sup" -> open.append('^');
      case "sub" -> open.append('_');
      default -> {
        // the words of what is set in bold or as code are enough
      }
    }
  }

  private void end(String element) {
    switch (element) {
      case "p", "li", "dt", "dd", "h2", "h3" -> endParagraph();
      case "pre" -> {
        String text = taken().replaceFirst("^ *\n", "").stripTrailing();
        preformatted = false;
        parts.add(text.stripIndent());
      }
      case "caption" -> caption = words();
      case "td", "th" -> rows.get(rows.size() - 1).add(words());
      case "table" -> endTable();
      default -> {
        // see begin
      }
    }
  }

  private void endTable() {
    rows.removeIf(List::isEmpty);
    if (rows.isEmpty()) {
      return;
    }
    int columns = rows.stream().mapToInt(List::size).max().orElseThrow();
    rows.forEach(row -> row.addAll(Collections.nCopies(columns - row.size(), "")));
    Table table = Table.of(caption, rows.get(0).toArray(String[]::new));
    for (List<String> row : rows.subList(1, rows.size())) {
      table = table.row(row.toArray());
    }
    parts.add(table);
    rows.clear();
    taken();
  }

  private String taken() {
    String text = open.toString();
    open.setLength(0);
    return text;
  }

  private String words() {
    return taken().strip().replaceAll("\\s+", " ");
  }

  private void endParagraph() {
    if (preformatted) {
      return;
    }
    String text = words();
    if (!text.isEmpty()) {
      parts.add(new Prose(text));
    }
  }
}
