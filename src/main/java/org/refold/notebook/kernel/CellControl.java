package org.refold.notebook.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/**
 * Runs snippets in this JVM. On top of JShell's own local execution it hands out the value itself
 * instead of its text, keeps variables when JShell recompiles them, and always comes back from an
 * interrupt.
 *
 * <p>An interrupt goes through three steps with a pause between them: {@link Thread#interrupt};
 * then, up to Java 19, {@code Thread.stop}, or from about Java 23 the flag that JShell compiles
 * into every loop of a cell; then the code is left running alone and the cell ends.
 */
final class CellControl extends LocalExecutionControl {

  private static final Duration BEFORE_FORCE = Duration.ofMillis(500);
  private static final Duration BEFORE_LEAVING = Duration.ofSeconds(3);
  private static final int LAST_JAVA_WITH_THREAD_STOP = 19;

  private final Variables variables = new Variables();
  private @Nullable CellThread latest;
  private boolean stopping;
  private @Nullable StopFlag stopFlag;

  /** JShell's way of asking for this class. */
  ExecutionControlProvider provider() {
    return new ExecutionControlProvider() {
      @Override
      public String name() {
        return "notebook";
      }

      @Override
      public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
        return CellControl.this;
      }
    };
  }

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    super.load(classes);
    variables.loaded(classes, this::classNamed);
  }

  /** The names of variables that JShell emptied since the last call. */
  List<String> takeLostVariables() {
    return variables.takeLost();
  }

  private @Nullable Class<?> classNamed(String name) {
    try {
      return findClass(name);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  @Override
  protected String invoke(Method code) throws Exception {
    if (stopFlag == null) {
      stopFlag = StopFlag.find(this);
    }
    stopFlag.set(false);
    CellThread thread = start(code);
    thread.await();
    if (thread.stopRequested() && (thread.abandoned() || thread.failure() != null)) {
      throw new StoppedException();
    }
    Throwable failure = thread.failure();
    if (failure != null) {
      throw new InvocationTargetException(failure);
    }
    return "";
  }

  /** A stop that came while the compiler was still at work holds for what it compiled. */
  private synchronized CellThread start(Method code) throws StoppedException {
    if (stopping) {
      throw new StoppedException();
    }
    CellThread thread = new CellThread(code);
    latest = thread;
    thread.start();
    return thread;
  }

  /** From here on a stop is meant for the cell that begins now. */
  synchronized void beginCell() {
    stopping = false;
  }

  /** Whether the cell was asked to stop since it began. */
  synchronized boolean stopping() {
    return stopping;
  }

  /** Runs a method the way JShell itself does, which makes it load its own helpers. */
  void invokeAsJShell(Method code) throws Exception {
    super.invoke(code);
  }

  @Nullable Class<?> helperNamed(String name) {
    return classNamed(name);
  }

  @Override
  public void stop() {
    CellThread thread;
    synchronized (this) {
      stopping = true;
      thread = latest;
    }
    if (thread == null) {
      return;
    }
    try {
      thread.requestStop();
      if (!thread.ended(BEFORE_FORCE)) {
        stopHard(thread);
        if (!thread.ended(BEFORE_LEAVING)) {
          thread.abandon();
        }
      }
    } catch (InterruptedException e) {
      thread.abandon();
      Thread.currentThread().interrupt();
    }
  }

  private void stopHard(CellThread thread) {
    StopFlag flag = stopFlag;
    if (Runtime.version().feature() <= LAST_JAVA_WITH_THREAD_STOP) {
      thread.kill();
    } else if (flag != null) {
      flag.set(true);
    }
  }

  /** The thread of the snippet that ran last, or null before the first. */
  synchronized @Nullable CellThread latest() {
    return latest;
  }
}
