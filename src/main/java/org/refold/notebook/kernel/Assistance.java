package org.refold.notebook.kernel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.refold.notebook.help.Help;

/** What Tab and Shift-Tab show. Positions are offsets into the whole cell. */
final class Assistance {

  private static final Pattern NAME_BEFORE = Pattern.compile("[\\w$.]+$");
  private static final Set<String> NEVER_MEANT =
      Set.of("wait(", "notify()", "notify(", "notifyAll()", "notifyAll(");
  private static final Pattern NAME_AFTER = Pattern.compile("^[\\w$]*");

  /**
   * Ways to complete a cell.
   *
   * @param words what can stand between the two positions; those of the expected type first
   * @param from the first position to replace
   * @param to the position after the last one to replace
   */
  record Completion(List<String> words, int from, int to) {}

  private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z][\\w$]*\\.)+(?=[A-Z])");

  private final SourceCodeAnalysis analysis;
  private final Help help = Help.ofCheckout();

  Assistance(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /** Names inside strings that take some; elsewhere what JShell knows, without threads' methods. */
  Completion complete(String code, int at) {
    return NamesInStrings.complete(code, at).orElseGet(() -> completeCode(code, at));
  }

  private Completion completeCode(String code, int at) {
    int start = startOfStatement(code, at);
    int[] anchor = {at - start};
    List<Suggestion> suggestions =
        analysis.completionSuggestions(code.substring(start, at), at - start, anchor);
    Set<String> words = new LinkedHashSet<>();
    suggestions.stream().filter(Suggestion::matchesType).forEach(s -> words.add(s.continuation()));
    suggestions.forEach(s -> words.add(s.continuation()));
    words.removeAll(NEVER_MEANT);
    return new Completion(new ArrayList<>(words), start + anchor[0], at);
  }

  /**
   * Help on the name at a position: from the sources of the checkout where they have it, otherwise
   * what JShell says.
   *
   * @return a text, something {@linkplain org.refold.report.table.Rich rich}, or empty where
   *     nothing is known
   */
  Optional<Object> inspect(String code, int at) {
    Optional<Object> named = NamesInStrings.about(help, code, at).map(found -> found);
    return named.isPresent() ? named : inspectCode(code, at);
  }

  private Optional<Object> inspectCode(String code, int at) {
    int start = startOfStatement(code, at);
    String after = first(NAME_AFTER, code.substring(at));
    String upTo = code.substring(start, at) + after;
    for (String asked : List.of(upTo + "(", upTo)) {
      List<Documentation> found = analysis.documentation(asked, asked.length(), true);
      for (Documentation each : found) {
        Optional<Object> sourced = help.of(each.signature()).map(rich -> rich);
        if (sourced.isPresent()) {
          return sourced;
        }
      }
      if (!found.isEmpty()) {
        return Optional.of(asJShellHasIt(found));
      }
    }
    String name = first(NAME_BEFORE, upTo);
    String type = name.isEmpty() ? null : analysis.analyzeType(name, name.length());
    return type == null ? Optional.empty() : Optional.of(type + " " + name);
  }

  /** All signatures one a line, names without packages, and the comments below. */
  private static String asJShellHasIt(List<Documentation> found) {
    List<String> lines = new ArrayList<>();
    found.forEach(each -> lines.add(PACKAGE.matcher(each.signature()).replaceAll("")));
    for (Documentation each : found) {
      if (each.javadoc() != null) {
        lines.add("");
        lines.add(each.javadoc().strip());
      }
    }
    return String.join("\n", lines);
  }

  /** Whether Enter should run a text, or begin a new line, or the text can never be right. */
  Completeness completeness(String code) {
    String rest = code;
    while (true) {
      CompletionInfo info = analysis.analyzeCompletion(rest);
      boolean more = info.completeness().isComplete() && info.remaining() != null;
      if (!more || info.remaining().isBlank()) {
        return info.completeness();
      }
      rest = info.remaining();
    }
  }

  private int startOfStatement(String code, int at) {
    int start = 0;
    while (true) {
      CompletionInfo info = analysis.analyzeCompletion(code.substring(start, at));
      if (!info.completeness().isComplete() || info.remaining() == null) {
        return start;
      }
      int next = at - info.remaining().length();
      if (next <= start || info.remaining().isBlank()) {
        return start;
      }
      start = next;
    }
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group() : "";
  }
}
