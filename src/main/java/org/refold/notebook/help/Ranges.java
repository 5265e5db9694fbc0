package org.refold.notebook.help;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the constructor of a record lets its components be, read from the calls of {@link
 * org.refold.settings.Check} in it, so that help says what the code enforces.
 */
final class Ranges extends TreeScanner<@Nullable Void, @Nullable Void> {

  private final Map<String, String> found = new HashMap<>();

  private Ranges() {}

  /** By component; those without a check are missing. */
  static Map<String, String> of(TypeSource type) {
    Ranges ranges = new Ranges();
    for (MethodTree constructor : type.methods("<init>")) {
      ranges.scan(constructor, null);
    }
    return ranges.found;
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
    String method = call.getMethodSelect().toString();
    if (method.startsWith("Check.")) {
      add(method.substring("Check.".length()), call.getArguments());
    }
    return super.visitMethodInvocation(call, null);
  }

  private void add(String check, List<? extends ExpressionTree> arguments) {
    List<String> bounds = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (ExpressionTree argument : arguments) {
      if (argument instanceof LiteralTree literal && literal.getValue() instanceof String text) {
        texts.add(text);
      } else if (texts.isEmpty()) {
        bounds.add(argument.toString());
      }
    }
    if (texts.isEmpty()) {
      return;
    }
    String range =
        switch (check) {
          case "atLeast" -> "at least " + String.join(", ", bounds);
          case "between" -> String.join(" to ", bounds);
          case "positive" -> "above 0";
          case "notNegative" -> "at least 0";
          case "rate", "shareOrNone" -> "[0, 1)";
          case "fraction" -> "[0, 1]";
          case "share" -> "(0, 1)";
          default -> "";
        };
    if (texts.size() > 1) {
      range = range + "; " + texts.get(1);
    }
    found.putIfAbsent(texts.get(0), range);
  }
}
