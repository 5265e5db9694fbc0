package org.refold.notebook.kernel;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/**
 * The two output streams of cells, sent on in larger pieces: a few times a second, when a piece
 * grows large, when the other stream is written to, and on {@link #send}. Otherwise every {@code
 * print} would be an output of its own in the notebook.
 */
final class MergedStreams implements AutoCloseable {

  private static final int LARGE = 1 << 14;
  private static final int MILLISECONDS = 150;

  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private @Nullable PrintStream pendingFor;
  private final PrintStream out;
  private final PrintStream err;
  private final Timer clock = new Timer("notebook-streams", true);

  /**
   * @param out where the standard output of a cell goes, in the end
   * @param err where its error output goes
   */
  MergedStreams(PrintStream out, PrintStream err) {
    this.out = collecting(out);
    this.err = collecting(err);
    TimerTask sending =
        new TimerTask() {
          @Override
          public void run() {
            send();
          }
        };
    clock.schedule(sending, MILLISECONDS, MILLISECONDS);
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  /** Sends what is waiting. */
  synchronized void send() {
    PrintStream target = pendingFor;
    if (target != null && pending.size() > 0) {
      byte[] bytes = pending.toByteArray();
      int whole = wholeCharacters(bytes);
      pending.reset();
      pending.write(bytes, whole, bytes.length - whole);
      target.write(bytes, 0, whole);
      target.flush();
    }
  }

  private synchronized void collect(PrintStream target, byte[] bytes, int from, int length) {
    if (pendingFor != target) {
      send();
      pending.reset();
      pendingFor = target;
    }
    pending.write(bytes, from, length);
    if (pending.size() >= LARGE) {
      send();
    }
  }

  /** How many of these UTF-8 bytes make whole characters. */
  static int wholeCharacters(byte[] bytes) {
    int start = bytes.length - 1;
    while (start >= 0 && bytes.length - start < 4 && (bytes[start] & 0xC0) == 0x80) {
      start--;
    }
    if (start < 0) {
      return bytes.length;
    }
    int lead = bytes[start] & 0xFF;
    int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return start + length > bytes.length ? start : bytes.length;
  }

  private PrintStream collecting(PrintStream target) {
    OutputStream collector =
        new OutputStream() {
          @Override
          public void write(int single) {
            collect(target, new byte[] {(byte) single}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            collect(target, bytes, from, length);
          }
        };
    return new PrintStream(collector, false, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    send();
    clock.cancel();
  }
}
