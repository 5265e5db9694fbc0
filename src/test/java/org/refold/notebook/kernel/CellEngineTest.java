package org.refold.notebook.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CellEngineTest {

  private final CellEngine engine = new CellEngine();
  private int cells;

  @AfterEach
  void close() {
    engine.close();
  }

  private @Nullable Object run(String code) throws Exception {
    cells++;
    return engine.run(cells, code);
  }

  @Test
  void theLastExpressionIsTheValue() throws Exception {
    assertThat(run("int a = 20;\na + 22")).isEqualTo(42);
    assertThat(run("a")).isEqualTo(20);
    assertThat(run("List.of(a, 1)")).isEqualTo(List.of(20, 1));
    assertThat(run("new int[] {1, 2}")).isEqualTo(new int[] {1, 2});
  }

  @Test
  void declarationsAssignmentsAndStatementsHaveNoValue() throws Exception {
    assertThat(run("int a = 20;")).isNull();
    assertThat(run("a = 21")).isNull();
    assertThat(run("for (int k = 0; k < 3; k++) a++;")).isNull();
    assertThat(run("a + 1; void f() {}")).isNull();
    assertThat(run("")).isNull();
    assertThat(run("// only a comment")).isNull();
    assertThat(run("a")).isEqualTo(24);
  }

  /** JShell compiles the variables again after such imports; without care they are null then. */
  @Test
  void variablesSurviveLaterImports() throws Exception {
    run(
        """
        // a comment is enough to make JShell compile a variable again
        Object held = new StringBuilder("kept");
        /* another */ int[] counts = {1, 2, 3};
        Date when = new Date(0);
        String label() { return "n" + counts.length; }
        String text = label();
        """);
    run(
        """
        import java.time.*;
        import java.sql.*;
        import java.util.Date;
        import java.awt.*;
        """);
    assertThat(run("held")).hasToString("kept");
    assertThat(run("counts.length + text + when.getTime()")).isEqualTo("3n30");
    run("String label() { return \"m\"; }");
    assertThat(run("text + label()")).isEqualTo("n3m");
  }

  @Test
  void aVariableWhoseClassIsDeclaredAnewIsResetAloud() throws Exception {
    run("record Point(int x) {}\nPoint origin = new Point(0);\nint kept = 5;");
    assertThat(heardFrom("record Point(int x, int y) {}")).contains("reset: origin\n");
    assertThat(run("kept")).isEqualTo(5);
  }

  @Test
  void aCellThatRunsTwiceSaysNothingOfTheVariablesThatItSetsItself() throws Exception {
    String cell =
        "record Point(int x) {}\nvar origin = new Point(1);\nvar all = List.of(origin);\nPoint"
            + " late;\nlate = new Point(2);";
    assertThat(heardFrom(cell)).isEmpty();
    assertThat(heardFrom(cell)).isEmpty();
    assertThat(run("all.get(0).x() + late.x()")).isEqualTo(3);
    assertThat(heardFrom("var origin = \"another type\";\nvar all = origin.length();")).isEmpty();
  }

  @Test
  void aCellThatRunsAgainAfterAnInterruptSaysNothingOfItsVariables() throws Exception {
    String cell = "var study = List.of(1);\nvar report = study.size() + pause();";
    run("long rest = 100_000;\nint pause() throws Exception { Thread.sleep(rest); return 1; }");
    interruptAfterStart(cell);
    run("rest = 1;");
    assertThat(heardFrom(cell)).isEmpty();
    assertThat(run("report")).isEqualTo(2);
  }

  /** What the cell prints on the error stream. */
  private String heardFrom(String code) throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
    try {
      run(code);
    } finally {
      System.setErr(before);
    }
    return heard.toString(StandardCharsets.UTF_8);
  }

  @Test
  void recordsSealedTypesAndMutualDeclarationsWork() throws Exception {
    run("record Point(int x, int y) {}\nenum Side { LEFT, RIGHT }");
    run(
        "int even(int n) { return n == 0 ? 1 : odd(n - 1); }\n"
            + "int odd(int n) { return n == 0 ? 0 : even(n - 1); }");
    assertThat(run("new Point(1, 2).x() + even(10)")).isEqualTo(2);
    run("sealed interface Shape permits Dot {}\nrecord Dot(int at) implements Shape {}");
    assertThat(run("Shape s = new Dot(4); ((Dot) s).at()")).isEqualTo(4);
  }

  @Test
  void compileErrorsSayWhatAndWhere() {
    assertThatThrownBy(() -> run("int a = 1;\n\nint b = a + missing;"))
        .isInstanceOf(CompileError.class)
        .hasMessageContaining("cell 1, line 3")
        .hasMessageContaining("cannot find symbol")
        .hasMessageContaining("missing")
        .satisfies(e -> assertThat(engine.explain(e)).anyMatch(line -> line.endsWith("^")));
    assertThatThrownBy(() -> run("int f( {"))
        .isInstanceOf(CompileError.class)
        .hasMessageContaining("cell 2");
    assertThatThrownBy(() -> run("String g() { return nowhere(); }"))
        .isInstanceOf(CompileError.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void whatTheCompilerSaysInSeveralLinesIsOne() {
    assertThatThrownBy(() -> run("int twice(int a) { return 2 * a; }\ntwice(\"x\", 1);"))
        .hasMessageContaining("cannot be applied to given types; required: int; found")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(";;"));
  }

  @Test
  void magicsThatHaveNoMeaningHereSayWhatToWriteInstead() {
    assertThatThrownBy(() -> run("int a = 1;\n%loadFromPOM pom.xml"))
        .isInstanceOf(CompileError.class)
        .hasMessageContaining("cell 1, line 2")
        .hasMessageContaining("%loadFromPOM pom.xml")
        .hasMessageContaining("%maven");
    assertThatThrownBy(() -> run("%time int b = 3"))
        .hasMessageContaining("write %%time on the first line of the cell");
    assertThatThrownBy(() -> run("!ls -l")).hasMessageContaining("terminal");
    assertThatThrownBy(() -> run("%%html\n<b>")).hasMessageContaining("display(");
    assertThatThrownBy(() -> run("%maven commons-text")).hasMessageContaining("group:artifact");
    assertThatThrownBy(() -> run("%jars nowhere/*.jar")).hasMessageContaining("nowhere/*.jar");
  }

  @Test
  void jarsAndFilesOfOtherNotebooksAreTaken(@TempDir Path folder) throws Exception {
    Path jar = folder.resolve("own.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("told.txt"));
      out.write('!');
    }
    Path code =
        Files.writeString(folder.resolve("more.jsh"), "int more = 4;\nint half = more / 2;");
    run("%jars " + folder + "/*.jar\n%load " + code + "\nint all = more + half;");
    assertThat(run("all")).isEqualTo(6);
    assertThat(
            run(
                "Thread.currentThread().getContextClassLoader().getResourceAsStream(\"told.txt\")"
                    + ".read()"))
        .isEqualTo((int) '!');
  }

  @Test
  void aCellCanBeTimedAndStillHasItsValue() throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    System.setOut(new PrintStream(heard, true, StandardCharsets.UTF_8));
    try {
      assertThat(run("%%time\n6 * 7")).isEqualTo(42);
    } finally {
      System.setOut(before);
    }
    assertThat(heard.toString(StandardCharsets.UTF_8)).containsPattern("\\d\\.\\d{3} s");
  }

  @Test
  void javaThatOnlyLooksLikeAMagicIsJava() throws Exception {
    assertThat(run("int a = 17\n    % 5;\nboolean b =\n!true;\na")).isEqualTo(2);
    assertThat(run("String t = \"\"\"\n%jars x\n\"\"\";\nt.length()")).isEqualTo(8);
  }

  @Test
  void exceptionsKeepTheirTypeTheirCauseAndTheLinesOfTheCell() throws Exception {
    run(
        "void fall() {\n"
            + "  throw new IllegalStateException(\"outer\", new"
            + " java.io.IOException(\"inner\"));\n"
            + "}");
    Throwable thrown = catchThrowable(() -> run("int a = 1;\n\nfall();"));
    assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessage("outer");
    assertThat(engine.explain(thrown))
        .contains("java.lang.IllegalStateException: outer", "Caused by: java.io.IOException: inner")
        .anyMatch(line -> line.contains("cell 1, line 2 in fall"))
        .anyMatch(line -> line.contains("cell 2, line 3: fall();"))
        .noneMatch(line -> line.contains("reflect") || line.contains("do_it$"));
  }

  @Test
  void badInputIsToldByItsMessageAndTheLineOfTheCell() throws Exception {
    run("import static org.refold.notebook.Refold.*;");
    Throwable thrown = catchThrowable(() -> run("int a = 1;\nsplit(null, \"strongg\");"));
    assertThat(engine.explain(thrown)).hasSize(2);
    assertThat(engine.explain(thrown).get(0)).contains("strongg").doesNotContain("Exception");
    assertThat(engine.explain(thrown).get(1))
        .isEqualTo("    at cell 2, line 2: split(null, \"strongg\");");
  }

  @Test
  void compileErrorsNameClassesWithoutTheirPackages() {
    assertThatThrownBy(() -> run("java.math.BigInteger a = List.of(1);"))
        .hasMessageContaining("List<E> conforms to BigInteger")
        .hasMessageNotContaining("java.util.List");
  }

  @Test
  void aVariableThatIsNullIsCalledByItsName() throws Exception {
    run("String title = null;");
    Throwable thrown = catchThrowable(() -> run("title.length()"));
    assertThat(engine.explain(thrown).get(0)).endsWith("because \"title\" is null");
  }

  @Test
  void framesInsideOfTheJdkAreLeftOut() {
    Throwable thrown = catchThrowable(() -> run("Integer.parseInt(\"x\")"));
    assertThat(engine.explain(thrown))
        .containsExactly(
            "java.lang.NumberFormatException: For input string: \"x\"",
            "    at cell 1, line 1: Integer.parseInt(\"x\")");
  }

  @Test
  void errorsDoNotEscape() {
    assertThatThrownBy(() -> run("throw new AssertionError(\"no\");"))
        .isInstanceOf(CellError.class)
        .hasMessage("java.lang.AssertionError: no");
    assertThatThrownBy(() -> run("int f(int n) { return f(n) + 1; }\nf(0)"))
        .isInstanceOf(CellError.class)
        .hasMessageContaining("StackOverflowError");
  }

  @Test
  void interruptsEndSleepersLoopsAndWhateverHeedsNothing() throws Exception {
    run("int left = 5;");
    interruptAfterStart("Thread.sleep(100_000);");
    interruptAfterStart("long n = 0; while (true) n++;");
    interruptAfterStart(
        "while (true) { try { Thread.sleep(50); } catch (InterruptedException e) { } }");
    assertThat(run("left + 1")).isEqualTo(6);
  }

  @Test
  void anInterruptSkipsTheRestOfTheCell() throws Exception {
    run("int steps = 0;");
    interruptAfterStart("Thread.sleep(100_000);\nsteps = 1;");
    assertThat(run("steps")).isEqualTo(0);
  }

  private void interruptAfterStart(String code) throws Exception {
    CellThread before = engine.latestThread();
    CompletableFuture<@Nullable Throwable> ended =
        CompletableFuture.supplyAsync(() -> catchThrowable(() -> run(code)));
    while (engine.latestThread() == before || (!code.contains("while") && !sleeping())) {
      Thread.sleep(5);
    }
    engine.interrupt();
    assertThat(ended.get(20, TimeUnit.SECONDS))
        .isInstanceOf(InterruptedException.class)
        .hasMessageStartingWith("interrupted");
  }

  private boolean sleeping() {
    CellThread thread = engine.latestThread();
    return thread != null && thread.getState() == Thread.State.TIMED_WAITING;
  }

  @Test
  void cellsSeeTheirOwnClassesThroughTheContextLoader() throws Exception {
    run("class Own {}");
    assertThat(
            run(
                "Class.forName(Own.class.getName(), true,"
                    + " Thread.currentThread().getContextClassLoader()) == Own.class"))
        .isEqualTo(true);
  }
}
