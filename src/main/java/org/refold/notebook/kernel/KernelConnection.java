package org.refold.notebook.kernel;

import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteInput;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.jspecify.annotations.Nullable;

/**
 * Replies to a failed cell with its number and the traceback that was published for it. The base
 * library replies with the bare frames, and those, without the error's text, are all that a
 * headless run reports.
 *
 * <p>What cells show is sent by a thread of its own: a socket fails, perhaps in the middle of a
 * message, when the thread that sends is interrupted, and the cell's thread is what the user's stop
 * interrupts.
 */
final class KernelConnection extends JupyterConnection {

  private final ExecutorService publisher =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "notebook-publisher");
            thread.setDaemon(true);
            return thread;
          });

  KernelConnection(KernelConnectionProperties properties) throws GeneralSecurityException {
    super(properties);
  }

  @Override
  public ShellReplyEnvironment prepareReplyEnv(ShellChannel channel, MessageContext context) {
    return new Replies(channel, stdin, iopub, context);
  }

  @Override
  public void close() {
    super.close();
    publisher.shutdown();
  }

  private final class Replies extends ShellReplyEnvironment {

    private @Nullable PublishError published;
    private int cell;

    Replies(ShellChannel shell, StdinChannel stdin, JupyterSocket iopub, MessageContext context) {
      super(shell, stdin, iopub, context);
    }

    @Override
    public <T extends ContentType<T>> void publish(T content) {
      if (content instanceof PublishError error) {
        published = error;
      }
      if (content instanceof PublishExecuteInput input) {
        cell = input.getCount();
      }
      try {
        CompletableFuture.runAsync(() -> super.publish(content), publisher).join();
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException original ? original : e;
      }
    }

    @Override
    public void replyError(MessageType<?> type, ErrorReply error) {
      PublishError told = published;
      if (told == null) {
        super.replyError(type, error);
        return;
      }
      ErrorReply reply =
          new ErrorReply(told.getErrorName(), told.getErrorMessage(), told.getStacktrace());
      reply.setExecutionCount(cell);
      super.replyError(type, reply);
    }
  }
}
