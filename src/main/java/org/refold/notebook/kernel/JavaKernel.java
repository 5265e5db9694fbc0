package org.refold.notebook.kernel;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.history.HistoryManager;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.CpuTuning;
import org.refold.notebook.Renderers;
import org.refold.notebook.Shown;

/**
 * The kernel: Jupyter's messages on one side, a {@link CellEngine} on the other. Started by Jupyter
 * with the connection file as the only argument.
 */
public final class JavaKernel extends BaseKernel {

  private final CellEngine engine = new CellEngine();
  private final Assistance assistance = new Assistance(engine.analysis());
  private final MergedStreams streams = new MergedStreams(io.out, io.err);

  JavaKernel() {
    super(
        "Refold",
        Runtime.version().toString(),
        language(),
        List.of(new HelpLink("Java API", "https://docs.oracle.com/en/java/javase/17/docs/api/")),
        new HistoryManager() {},
        new JupyterIO(StandardCharsets.UTF_8),
        new CommManager(),
        new Renderer(),
        new MagicParser("(?<=(?:^|\n))%", "%%", new MagicTranspiler()),
        new MagicsRegistry(),
        false,
        new StringStyler.Builder().build());
    Renderers.install(renderer);
  }

  private static LanguageInfo language() {
    return new LanguageInfo.Builder("java")
        .version(Runtime.version().toString())
        .mimetype("text/x-java-source")
        .fileExtension(".jshell")
        .pygments("java")
        .codemirror("java")
        .build();
  }

  /**
   * Serves one Jupyter until it says good-bye.
   *
   * @param arguments the path of the connection file
   * @throws IOException if that file cannot be read
   * @throws GeneralSecurityException if it asks for a signature that Java does not know
   */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    if (arguments.length != 1) {
      System.err.println("one argument expected, the connection file that Jupyter writes");
      System.exit(2);
    }
    QuietLogs.install();
    CpuTuning.apply(); // before a cell loads a library that multiplies
    endWith(System.getenv("JPY_PARENT_PID"));
    String properties = Files.readString(Path.of(arguments[0]));
    serve(KernelConnectionProperties.parse(properties)).waitUntilClose();
    System.exit(0);
  }

  /**
   * Ends this process when the one that started it is gone: a Jupyter that was killed cannot tell
   * its kernels to stop, and a busy one would go on for ever.
   *
   * @param parent its number, which Jupyter sets; null where something else started the kernel
   */
  private static void endWith(@Nullable String parent) {
    if (parent == null || !parent.matches("[1-9]\\d{0,17}")) {
      return;
    }
    ProcessHandle.of(Long.parseLong(parent))
        .ifPresent(
            handle -> {
              Thread watcher = new Thread(() -> haltAfter(handle), "refold-parent-watch");
              watcher.setDaemon(true);
              watcher.start();
            });
  }

  private static void haltAfter(ProcessHandle other) {
    other.onExit().join();
    Runtime.getRuntime().halt(1);
  }

  /** Starts a kernel on these ports. */
  static JupyterConnection serve(KernelConnectionProperties properties)
      throws GeneralSecurityException {
    JavaKernel kernel = new JavaKernel();
    JupyterConnection connection = new KernelConnection(properties);
    kernel.becomeHandlerForConnection(connection);
    connection.connect();
    kernel.onStartup();
    return connection;
  }

  @Override
  public @Nullable DisplayData eval(String code) {
    try {
      return super.eval(code);
    } finally {
      streams.send();
    }
  }

  @Override
  public @Nullable Object evalRaw(String code) {
    try {
      Object value = engine.run(executionCount.get() - 1, code);
      return value == null || saysNothing(value) ? null : Shown.of(value);
    } catch (Exception e) {
      throw JavaKernel.<RuntimeException>unchecked(e);
    }
  }

  /** What {@code System.out.printf} and {@code display} return. */
  private static boolean saysNothing(Object value) {
    return value instanceof PrintStream || Cells.isLatestId(value);
  }

  /** The base class catches every exception but declares none. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Exception> E unchecked(Exception failure) throws E {
    throw (E) failure;
  }

  @Override
  public void display(DisplayData data) {
    streams.send();
    super.display(data);
  }

  @Override
  protected void replaceOutputStreams(ShellReplyEnvironment environment) {
    super.replaceOutputStreams(environment);
    System.setOut(streams.out());
    System.setErr(streams.err());
  }

  @Override
  public List<String> formatError(Throwable failure) {
    return engine.explain(failure);
  }

  @Override
  public @Nullable DisplayData inspect(String code, int at, boolean extraDetail) {
    return assistance.inspect(code, at).map(renderer::render).orElse(null);
  }

  @Override
  public ReplacementOptions complete(String code, int at) {
    Assistance.Completion found = assistance.complete(code, at);
    return new ReplacementOptions(found.words(), found.from(), found.to());
  }

  @Override
  public String isComplete(String code) {
    Completeness completeness = assistance.completeness(code);
    return switch (completeness) {
      case UNKNOWN -> IS_COMPLETE_BAD;
      case DEFINITELY_INCOMPLETE -> "";
      default -> IS_COMPLETE_YES;
    };
  }

  @Override
  public void interrupt() {
    engine.interrupt();
  }

  @Override
  public void onShutdown(boolean restart) {
    super.onShutdown(restart);
    streams.close();
    engine.close();
  }
}
