package org.refold.notebook.kernel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread of one snippet. What waits for it can be released before the code ends, because no
 * Java since 20 can stop a thread against its will.
 */
final class CellThread extends Thread {

  private final Method code;
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile @Nullable Object value;
  private volatile @Nullable Throwable failure;
  private volatile boolean stopRequested;
  private volatile boolean abandoned;

  /**
   * @param code a static method without parameters
   */
  CellThread(Method code) {
    super("notebook-cell");
    this.code = code;
    setDaemon(true);
    setContextClassLoader(code.getDeclaringClass().getClassLoader());
  }

  @Override
  public void run() {
    try {
      value = code.invoke(null);
    } catch (InvocationTargetException e) {
      failure = e.getCause();
    } catch (Throwable e) {
      failure = e;
    } finally {
      released.countDown();
    }
  }

  /** Waits until the code has ended or it is not waited for any more. */
  void await() throws InterruptedException {
    released.await();
  }

  /** Waits that long at most; says whether the code has ended. */
  boolean ended(Duration limit) throws InterruptedException {
    return released.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks the code to end, the way every library understands. */
  void requestStop() {
    stopRequested = true;
    interrupt();
  }

  /** Throws an error into the running code, wherever it is. */
  @SuppressWarnings({"removal", "deprecation"})
  void kill() {
    stop();
  }

  /** Lets what waits go on; the code may run for ever. */
  void abandon() {
    abandoned = true;
    released.countDown();
  }

  boolean stopRequested() {
    return stopRequested;
  }

  /** Whether the code runs on although it is not waited for. */
  boolean abandoned() {
    return abandoned;
  }

  @Nullable Object value() {
    return value;
  }

  @Nullable Throwable failure() {
    return failure;
  }
}
