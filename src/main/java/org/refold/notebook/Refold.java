package org.refold.notebook;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Optional;
import org.refold.data.Progress;
import org.refold.report.Rich;

/**
 * The front door for notebook cells. The same calls work on IJava, on JJava and on the kernel of
 * Refold, and print text where there is no kernel at all.
 */
public final class Refold {

  private Refold() {}

  /**
   * Shows a chart, a table or anything else below the cell.
   *
   * @param shown an XChart chart, a {@link Rich} object, a picture, a text
   */
  public static void show(Object shown) {
    show(shown, CellOutput.find(), System.out);
  }

  static void show(Object shown, Optional<CellOutput> cell, PrintStream terminal) {
    if (cell.isPresent()) {
      cell.get().display(Renderers.readable(shown));
    } else {
      Object text = shown instanceof Rich rich ? rich.toText() : Renderers.readable(shown);
      terminal.println(text);
    }
  }

  /** Somebody who shows progress below the cell that runs now. */
  public static Progress progress() {
    return new CellProgress(CellOutput.find(), System.out, InstantSource.system());
  }

  /**
   * Teaches the kernel, where it is JJava, to show charts and tables that are a cell's last
   * expression. The kernel of Refold knows them from the start; IJava cannot be taught: use {@link
   * #show} there.
   *
   * @return whether charts and tables as last expressions show from now on
   */
  public static boolean install() {
    return CellOutput.JJavaOutput.isThere();
  }
}
