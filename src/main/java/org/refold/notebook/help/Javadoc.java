package org.refold.notebook.help;

import com.sun.source.doctree.BlockTagTree;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.refold.report.table.Table;

/** What the sources say about a type or a method, as parts of a page: texts, tables, paragraphs. */
final class Javadoc {

  private final Sources sources;

  Javadoc(Sources sources) {
    this.sources = sources;
  }

  /** A type: what it is, how it is made, its components with their ranges, its constants. */
  List<Object> ofType(TypeSource type) {
    List<Object> parts = new ArrayList<>(List.of(heading(type)));
    parts.addAll(text(type));
    components(type).ifPresent(parts::add);
    if (!type.constants().isEmpty()) {
      parts.add("constants: " + String.join(", ", type.constants()));
    }
    return parts;
  }

  private static String heading(TypeSource type) {
    String kind = type.tree().getKind().toString().toLowerCase(Locale.ROOT);
    String heading = kind.replace("annotation_type", "annotation") + " " + type.qualifiedName();
    String constructors =
        type.methods("<init>").stream()
            .map(made -> "\n" + type.signature(made))
            .collect(Collectors.joining());
    return heading + constructors;
  }

  /** The description of a type, without its tags. */
  static List<Object> text(TypeSource type) {
    return type.comment()
        .map(comment -> DocComment.parts(type.docs(), comment.getFullBody()))
        .orElse(List.of());
  }

  /** The components of a record: type, range and meaning of each; empty for other types. */
  private Optional<Table> components(TypeSource type) {
    Map<String, String> ranges = Ranges.of(type);
    Map<String, String> meanings = meanings(type);
    Table table = Table.of("components", "name", "type", "range", "meaning");
    for (VariableTree component : type.components()) {
      String name = component.getName().toString();
      String written = TypeSource.plain(component);
      String kind = written.substring(0, written.length() - name.length() - 1);
      table =
          table.row(
              name,
              kind,
              ranges.getOrDefault(name, choices(type, kind)),
              meanings.getOrDefault(name, ""));
    }
    return table.rows().isEmpty() ? Optional.empty() : Optional.of(table);
  }

  /** The constants of an enum, of the type's own or of another file. */
  private String choices(TypeSource owner, String type) {
    List<String> constants =
        owner
            .nested(type)
            .or(() -> sources.find(type))
            .map(TypeSource::constants)
            .orElse(List.of());
    return constants.isEmpty() ? "" : "one of " + String.join(", ", constants);
  }

  /** What the tags say of the components of a record. */
  static Map<String, String> meanings(TypeSource type) {
    return type.comment().map(comment -> parameters(type, comment)).orElse(Map.of());
  }

  /** The overloads of a method one a line, then what is said about each. */
  static List<Object> ofMethods(TypeSource type, List<MethodTree> overloads) {
    List<Object> parts = new ArrayList<>();
    parts.add(overloads.stream().map(type::signature).collect(Collectors.joining("\n")));
    for (MethodTree method : overloads) {
      type.comment(method)
          .ifPresent(
              comment -> {
                if (overloads.size() > 1) {
                  parts.add(type.signature(method));
                }
                parts.addAll(of(type, comment));
              });
    }
    return parts;
  }

  /** A comment with its tags. */
  static List<Object> of(TypeSource type, DocCommentTree comment) {
    List<Object> parts = new ArrayList<>(DocComment.parts(type.docs(), comment.getFullBody()));
    Table table = Table.of("", "parameter", "meaning");
    for (Map.Entry<String, String> each : parameters(type, comment).entrySet()) {
      table = table.row(each.getKey(), each.getValue());
    }
    if (!table.rows().isEmpty()) {
      parts.add(table);
    }
    for (DocTree tag : comment.getBlockTags()) {
      if (tag instanceof ReturnTree returned) {
        parts.add(new Prose("returns " + line(type, returned.getDescription())));
      } else if (tag instanceof ThrowsTree thrown) {
        parts.add(
            new Prose(
                "throws " + thrown.getExceptionName() + " " + line(type, thrown.getDescription())));
      } else if (tag instanceof BlockTagTree block && block.getTagName().equals("deprecated")) {
        parts.add(new Prose(tag.toString()));
      }
    }
    return parts;
  }

  private static Map<String, String> parameters(TypeSource type, DocCommentTree comment) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (DocTree tag : comment.getBlockTags()) {
      if (tag instanceof ParamTree parameter) {
        parameters.put(parameter.getName().toString(), line(type, parameter.getDescription()));
      }
    }
    return parameters;
  }

  private static String line(TypeSource type, List<? extends DocTree> text) {
    return DocComment.line(type.docs(), text);
  }
}
