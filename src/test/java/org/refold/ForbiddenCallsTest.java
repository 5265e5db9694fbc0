package org.refold;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls whose outcome hangs on where a program runs: on the language of the machine (digits of
 * another script, a decimal comma, a dotless i), or on the JDK (the order in which lanes are added,
 * the draws of a normal). They are looked for in the source, which has the formats in it.
 */
class ForbiddenCallsTest {

  /** Conversions that write digits, a point or capitals by the language; %s does not. */
  private static final Pattern BY_LANGUAGE = Pattern.compile("%[-#+ 0,(<\\d.$]*[dfeEgGaAtTSX]");

  private static final Set<String> CLASSES_BY_LANGUAGE =
      Set.of("DecimalFormat", "SimpleDateFormat", "Scanner", "Formatter");

  @Test
  void noCallHangsOnLanguageOrJdk() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      assertThat(found(files.filter(path -> path.toString().endsWith(".java")).toList())).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"%d users\".formatted(3)",
        "(\"%s\" + \" %,.2f\").formatted(\"a\", 3.0)",
        "String.format(\"%5d\", 3)",
        "String.format(\"%s %d\", \"a\", 3)",
        "System.out.printf(\"%d\", 3)",
        "text.formatted(3)",
        "text.toLowerCase()",
        "text.toUpperCase()",
        "java.util.stream.Stream.of(text).map(String::toUpperCase)",
        "new java.text.DecimalFormat(\"0.0\")",
        "new java.util.Scanner(text)",
        "java.time.format.DateTimeFormatter.ofPattern(\"d MMM\")",
        "java.text.NumberFormat.getInstance()",
        "new java.util.SplittableRandom(1).nextGaussian()",
        "lanes.reduceLanes(VectorOperators.ADD)",
      })
  void suchACallIsFound(String call) throws IOException {
    assertThat(found(call)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"%s 100 %% %n\".formatted(3)",
        "String.format(Locale.ROOT, \"%d\", 3)",
        "String.format(java.util.Locale.ROOT, \"%d\", 3)",
        "text.toLowerCase(Locale.ROOT)",
        "java.time.format.DateTimeFormatter.ofPattern(\"d MMM\", Locale.ROOT)",
        "lanes.reduceLanes(VectorOperators.MAX)",
      })
  void othersAreNot(String call) throws IOException {
    assertThat(found(call)).isEmpty();
  }

  private static List<String> found(String call) throws IOException {
    String source = "class A { Object a(String text) { return " + call + "; } }";
    JavaFileObject file =
        new SimpleJavaFileObject(Path.of("A.java").toUri(), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    return found((JavacTask) compiler.getTask(null, null, null, null, null, List.of(file)));
  }

  private static List<String> found(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      Iterable<? extends JavaFileObject> sources = manager.getJavaFileObjectsFromPaths(files);
      return found((JavacTask) compiler.getTask(null, manager, null, null, null, sources));
    }
  }

  private static List<String> found(JavacTask task) throws IOException {
    Finder finder = new Finder();
    for (CompilationUnitTree unit : task.parse()) {
      finder.scan(unit, null);
    }
    return finder.found;
  }

  private static final class Finder extends TreePathScanner<Void, Void> {

    final List<String> found = new ArrayList<>();

    private void add(Object call) {
      String file = getCurrentPath().getCompilationUnit().getSourceFile().getName();
      found.add(file + ": " + call);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
      if (call.getMethodSelect() instanceof MemberSelectTree method
          && isForbidden(method, call.getArguments())) {
        add(call);
      }
      return super.visitMethodInvocation(call, null);
    }

    private static boolean isForbidden(
        MemberSelectTree method, List<? extends ExpressionTree> arguments) {
      return switch (method.getIdentifier().toString()) {
        case "formatted" -> isByLanguage(method.getExpression());
        case "format" -> isString(method.getExpression()) && isByLanguage(arguments.get(0));
        case "printf" -> isByLanguage(arguments.get(0));
        case "nextGaussian" -> true;
        case "toLowerCase", "toUpperCase" -> arguments.isEmpty();
        case "getInstance", "getNumberInstance", "getPercentInstance" ->
            arguments.isEmpty() && method.getExpression().toString().endsWith("NumberFormat");
        case "ofPattern" -> arguments.size() == 1;
        case "reduceLanes" -> arguments.get(0).toString().endsWith("ADD");
        default -> false;
      };
    }

    private static boolean isString(ExpressionTree type) {
      return type.toString().equals("String");
    }

    /** Whether a format has such a conversion, or is not there to be read. */
    private static boolean isByLanguage(ExpressionTree format) {
      String text = text(format);
      return text == null || BY_LANGUAGE.matcher(text.replace("%%", "")).find();
    }

    private static String text(ExpressionTree tree) {
      if (tree instanceof LiteralTree literal) {
        return String.valueOf(literal.getValue());
      }
      if (tree instanceof ParenthesizedTree inner) {
        return text(inner.getExpression());
      }
      if (tree instanceof BinaryTree sum) {
        return both(sum.getLeftOperand(), sum.getRightOperand());
      }
      if (tree instanceof ConditionalExpressionTree choice) {
        return both(choice.getTrueExpression(), choice.getFalseExpression());
      }
      return isLocale(tree) ? "" : null;
    }

    private static boolean isLocale(ExpressionTree tree) {
      return tree.toString().endsWith("Locale.ROOT");
    }

    private static String both(ExpressionTree first, ExpressionTree second) {
      String start = text(first);
      String end = text(second);
      return start == null || end == null ? null : start + end;
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree reference, Void none) {
      boolean forbidden =
          switch (reference.getName().toString()) {
            case "formatted" -> isByLanguage(reference.getQualifierExpression());
            case "toLowerCase", "toUpperCase", "nextGaussian" -> true;
            default -> false;
          };
      if (forbidden) {
        add(reference);
      }
      return super.visitMemberReference(reference, null);
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void none) {
      String type = made.getIdentifier().toString();
      if (CLASSES_BY_LANGUAGE.contains(type.substring(type.lastIndexOf('.') + 1))) {
        add(made);
      }
      return super.visitNewClass(made, null);
    }
  }
}
