package org.refold.notebook.help;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A type as its source declares it, parsed but not compiled.
 *
 * @param docs reads the comments
 * @param path where the type is in its file
 * @param packageName its package
 */
record TypeSource(DocTrees docs, TreePath path, String packageName) {

  /**
   * Parses a file.
   *
   * @param nested the type inside the file's own, such as {@code Entry.Kind}; empty for that itself
   * @return empty where the file or the type cannot be read
   */
  static Optional<TypeSource> read(Path file, String nested) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, ignored -> {}, null, null, files.getJavaFileObjects(file));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        TypeSource outermost =
            new TypeSource(
                docs,
                new TreePath(new TreePath(unit), unit.getTypeDecls().get(0)),
                String.valueOf(unit.getPackageName()));
        return outermost.nested(nested);
      }
    } catch (IOException e) {
      // then nothing is known about it
    }
    return Optional.empty();
  }

  /** A type inside it, such as {@code Entry.Kind}; itself for the empty name. */
  Optional<TypeSource> nested(String name) {
    if (name.isEmpty()) {
      return Optional.of(this);
    }
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    return members(ClassTree.class)
        .filter(type -> type.getSimpleName().contentEquals(first))
        .findFirst()
        .map(type -> new TypeSource(docs, new TreePath(path, type), packageName))
        .flatMap(type -> type.nested(dot < 0 ? "" : name.substring(dot + 1)));
  }

  ClassTree tree() {
    return (ClassTree) path.getLeaf();
  }

  String name() {
    return tree().getSimpleName().toString();
  }

  /** With the package and the types around it. */
  String qualifiedName() {
    StringBuilder name = new StringBuilder(name());
    for (TreePath at = path.getParentPath(); at.getLeaf() instanceof ClassTree; ) {
      name.insert(0, ((ClassTree) at.getLeaf()).getSimpleName() + ".");
      at = at.getParentPath();
    }
    return packageName + "." + name;
  }

  boolean isRecord() {
    return tree().getKind() == Tree.Kind.RECORD;
  }

  /** The members of a kind, in the order of the source. */
  <T extends Tree> Stream<T> members(Class<T> kind) {
    return tree().getMembers().stream().filter(kind::isInstance).map(kind::cast);
  }

  /** The components of a record: the fields that are not static. */
  List<VariableTree> components() {
    return isRecord()
        ? members(VariableTree.class).filter(field -> !isStatic(field.getModifiers())).toList()
        : List.of();
  }

  /** The constants of an enum, or no names. */
  List<String> constants() {
    return tree().getKind() == Tree.Kind.ENUM
        ? members(VariableTree.class)
            .filter(field -> field.getType().toString().equals(name()))
            .map(field -> field.getName().toString())
            .toList()
        : List.of();
  }

  /** Overloads that others can call; constructors are named {@code <init>}. */
  List<MethodTree> methods(String name) {
    return members(MethodTree.class)
        .filter(method -> method.getName().contentEquals(name))
        .filter(method -> !method.getModifiers().getFlags().contains(Modifier.PRIVATE))
        .toList();
  }

  private static boolean isStatic(ModifiersTree modifiers) {
    return modifiers.getFlags().contains(Modifier.STATIC);
  }

  /** The documentation of the type. */
  Optional<DocCommentTree> comment() {
    return Optional.ofNullable(docs.getDocCommentTree(path));
  }

  /** The documentation of one of its members. */
  Optional<DocCommentTree> comment(Tree member) {
    return Optional.ofNullable(docs.getDocCommentTree(new TreePath(path, member)));
  }

  /** As one writes it, without annotations and modifiers, in one line. */
  String signature(MethodTree method) {
    boolean constructor = method.getReturnType() == null;
    String parameters =
        method.getParameters().stream().map(TypeSource::plain).collect(Collectors.joining(", "));
    return (method.getTypeParameters().isEmpty() ? "" : "<" + joined(method) + "> ")
        + (constructor ? "new " + name() : method.getReturnType() + " " + method.getName())
        + "("
        + parameters
        + ")";
  }

  private static String joined(MethodTree method) {
    return method.getTypeParameters().stream()
        .map(Object::toString)
        .collect(Collectors.joining(", "));
  }

  /** A parameter or component: its type and its name. */
  static String plain(VariableTree variable) {
    String type = variable.getType().toString().replaceAll("@\\w+(\\([^)]*\\))?\\s*", "");
    if (variable.toString().contains("... ")) { // only the whole is written as in the source
      type = type.replaceFirst("\\[\\]$", "...");
    }
    return type + " " + variable.getName();
  }
}
