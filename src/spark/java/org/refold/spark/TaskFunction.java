package org.refold.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.refold.cluster.Work;
import org.refold.kernel.Parallel;
import org.refold.settings.BadInputException;
import org.refold.settings.CodeVersion;

/** Does a task on a worker, with as many threads as Spark counts for it. */
final class TaskFunction implements Function<byte[], Answer> {

  private static final long serialVersionUID = 1;

  private final String work;
  private final String code;

  TaskFunction(Class<? extends Work> work) {
    this.work = work.getName();
    this.code = CodeVersion.current();
  }

  @Override
  public Answer call(byte[] task) throws Exception {
    if (!CodeVersion.current().equals(code)) {
      return refusal(
          "it runs the code %s, but was asked by %s: give all the same build"
              .formatted(CodeVersion.current(), code));
    }
    Work worker = Class.forName(work).asSubclass(Work.class).getConstructor().newInstance();
    int threads = Math.max(1, TaskContext.get().cpus());
    try {
      return new Answer(Parallel.share(threads, () -> run(worker, task)), null);
    } catch (BadInputException e) {
      return refusal(String.valueOf(e.getMessage()));
    } catch (TriedElsewhere e) {
      throw e.original;
    }
  }

  /** Carries what is checked through code that is not. */
  private static final class TriedElsewhere extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient IOException original;

    TriedElsewhere(IOException original) {
      super(original);
      this.original = original;
    }
  }

  private static byte[] run(Work worker, byte[] task) {
    try {
      return worker.run(task);
    } catch (IOException e) {
      throw new TriedElsewhere(e);
    }
  }

  private static Answer refusal(String reason) {
    return new Answer(null, "a worker on %s refused: %s".formatted(host(), reason));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unnamed host";
    }
  }
}
