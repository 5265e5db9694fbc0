package org.refold.notebook.kernel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** Runs cells one after the other in one JShell session. Not for use from several threads. */
final class CellEngine implements AutoCloseable {

  /** What every cell sees, as on IJava, and the usual company of streams and files. */
  private static final List<String> DEFAULT_IMPORTS =
      List.of(
          "java.io.*",
          "java.math.*",
          "java.net.*",
          "java.nio.file.*",
          "java.util.*",
          "java.util.concurrent.*",
          "java.util.function.*",
          "java.util.prefs.*",
          "java.util.regex.*",
          "java.util.stream.*",
          "static org.refold.notebook.kernel.Cells.*");

  private final CellControl control = new CellControl();
  private final Magics magics = new Magics(new Session());
  private final JShell shell;
  private final Map<String, CellSource> sources = new HashMap<>();
  private final Set<String> lost = new TreeSet<>();
  private @Nullable Exception lastFailure;
  private List<String> lastTraceback = List.of();

  private final class Session implements Magics.Session {
    @Override
    public void addToClassPath(Path place) {
      shell.addToClasspath(place.toString());
    }

    @Override
    public void runFile(String code) throws Exception {
      runJava(0, code);
    }
  }

  CellEngine() {
    shell = JShell.builder().executionEngine(control.provider(), Map.of()).build();
    DEFAULT_IMPORTS.forEach(name -> shell.eval("import " + name + ";"));
  }

  /**
   * Runs a cell.
   *
   * @param number the cell's execution count, for messages
   * @param code its text
   * @return the value of its last expression, or null where there is none
   * @throws CompileError if the compiler refuses it; statements before that one have run
   * @throws InterruptedException if it was interrupted
   * @throws Exception whatever the cell throws; an {@link Error} inside a {@link CellError}
   */
  @Nullable Object run(int number, String code) throws Exception {
    control.beginCell();
    lastFailure = null;
    long begun = System.nanoTime();
    Object value = runJava(number, magics.apply(number, code));
    if (Magics.isTimed(code)) {
      System.out.println(Magics.timed(Duration.ofNanos(System.nanoTime() - begun)));
    }
    return value;
  }

  private @Nullable Object runJava(int number, String code) throws Exception {
    List<CellSource> statements = CellSource.split(number, code, analysis());
    Map<Snippet, CellSource> declared = new LinkedHashMap<>();
    Object value = null;
    try {
      for (CellSource statement : statements) {
        if (control.stopping()) {
          throw interruption();
        }
        value = runOne(statement, declared);
      }
    } finally {
      warnOfLoss();
    }
    for (Map.Entry<Snippet, CellSource> entry : declared.entrySet()) {
      refuseUnresolved(entry.getKey(), entry.getValue());
    }
    return value;
  }

  private @Nullable Object runOne(CellSource statement, Map<Snippet, CellSource> declared)
      throws Exception {
    Object value = null;
    Set<String> given = new TreeSet<>();
    for (SnippetEvent event : shell.eval(statement.text())) {
      Snippet snippet = event.snippet();
      if (event.causeSnippet() != null) {
        noteLoss(event);
        continue;
      }
      sources.put(snippet.id(), statement);
      if (event.status() == Status.REJECTED) {
        throw refused(statement, snippet);
      }
      if (control.stopping()) {
        throw interruption();
      }
      if (event.exception() != null) {
        throw thrown(event.exception());
      }
      declared.put(snippet, statement);
      given.addAll(valueGivenTo(snippet));
      value = showsItsValue(snippet) ? latestValue() : null;
    }
    lost.addAll(control.takeLostVariables());
    lost.removeAll(given);
    return value;
  }

  /** The variable that a statement declares or assigns: whatever it lost, it has a value again. */
  private static Set<String> valueGivenTo(Snippet snippet) {
    if (snippet instanceof VarSnippet variable) {
      return Set.of(variable.name());
    }
    boolean assigns = snippet.subKind() == SubKind.ASSIGNMENT_SUBKIND;
    return assigns && snippet instanceof ExpressionSnippet expression
        ? Set.of(expression.name())
        : Set.of();
  }

  /** An import can drop a variable for a moment that the next import brings back. */
  private void noteLoss(SnippetEvent event) {
    if (event.snippet() instanceof VarSnippet variable) {
      if (event.status() == Status.VALID) {
        lost.remove(variable.name());
      } else {
        lost.add(variable.name());
      }
    }
  }

  /** Declaring a class anew empties the variables of its type: silence would be a trap. */
  private void warnOfLoss() {
    if (!lost.isEmpty()) {
      System.err.println(
          "note: what they are made of was declared anew, so these variables were reset: "
              + String.join(", ", lost));
      lost.clear();
    }
  }

  private static boolean showsItsValue(Snippet snippet) {
    SubKind kind = snippet.subKind();
    return kind == SubKind.TEMP_VAR_EXPRESSION_SUBKIND
        || kind == SubKind.VAR_VALUE_SUBKIND
        || kind == SubKind.OTHER_EXPRESSION_SUBKIND;
  }

  private @Nullable Object latestValue() {
    CellThread thread = control.latest();
    return thread == null ? null : thread.value();
  }

  private CompileError refused(CellSource statement, Snippet snippet) {
    List<Diag> errors = shell.diagnostics(snippet).filter(Diag::isError).toList();
    return Traceback.ofCompiler(statement, errors);
  }

  private void refuseUnresolved(Snippet snippet, CellSource statement) throws CompileError {
    Status status = shell.status(snippet);
    boolean open = status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
    if (open && snippet instanceof DeclarationSnippet declaration) {
      List<String> missing = shell.unresolvedDependencies(declaration).toList();
      List<Diag> errors = shell.diagnostics(snippet).filter(Diag::isError).toList();
      throw missing.isEmpty()
          ? Traceback.ofCompiler(statement, errors)
          : new CompileError(
              statement.place(1) + ": cannot find " + String.join(", ", missing),
              List.of(statement.line(1)));
    }
  }

  /** What the cell threw, so that Jupyter shows its own name, with the traceback kept beside it. */
  private Exception thrown(JShellException translated) {
    CellThread thread = control.latest();
    Throwable original = thread == null ? null : thread.failure();
    Exception failure =
        original instanceof Exception exception
            ? exception
            : new CellError(original == null ? translated : original);
    lastFailure = failure;
    lastTraceback = Traceback.of(translated, sources);
    return failure;
  }

  private InterruptedException interruption() {
    CellThread thread = control.latest();
    boolean runsOn = thread != null && thread.abandoned();
    return new InterruptedException(
        runsOn
            ? "interrupted; but the code does not heed it and runs on in the background until the"
                + " kernel is restarted"
            : "interrupted");
  }

  /** The lines that Jupyter shows for a failure. */
  List<String> explain(Throwable failure) {
    if (failure == lastFailure) {
      return lastTraceback;
    }
    return Traceback.of(failure);
  }

  /** Stops the cell that runs, if any; may be called from any thread. */
  void interrupt() {
    control.stop();
  }

  /** The thread of the statement that ran last, or null before the first. */
  @Nullable CellThread latestThread() {
    return control.latest();
  }

  SourceCodeAnalysis analysis() {
    return shell.sourceCodeAnalysis();
  }

  @Override
  public void close() {
    shell.close();
  }
}
