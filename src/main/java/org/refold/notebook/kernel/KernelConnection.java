package org.refold.notebook.kernel;

import java.security.GeneralSecurityException;
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
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.jspecify.annotations.Nullable;

/**
 * Replies to a failed cell with the traceback that was published for it. The base library replies
 * with the bare frames, and those, without the error's text, are all that a headless run reports.
 */
final class KernelConnection extends JupyterConnection {

  KernelConnection(KernelConnectionProperties properties) throws GeneralSecurityException {
    super(properties);
  }

  @Override
  public ShellReplyEnvironment prepareReplyEnv(ShellChannel channel, MessageContext context) {
    return new Replies(channel, stdin, iopub, context);
  }

  private static final class Replies extends ShellReplyEnvironment {

    private @Nullable PublishError published;

    Replies(ShellChannel shell, StdinChannel stdin, JupyterSocket iopub, MessageContext context) {
      super(shell, stdin, iopub, context);
    }

    @Override
    public <T extends ContentType<T>> void publish(T content) {
      if (content instanceof PublishError error) {
        published = error;
      }
      super.publish(content);
    }

    @Override
    public void replyError(MessageType<?> type, ErrorReply error) {
      PublishError told = published;
      super.replyError(
          type,
          told == null
              ? error
              : new ErrorReply(told.getErrorName(), told.getErrorMessage(), told.getStacktrace()));
    }
  }
}
