package org.refold.notebook.jupyter;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.refold.notebook.jupyter.Notebook.Cell;

/** Reads out of nbconvert's log, written with {@code --debug}, where and why a run ended early. */
final class Failures {

  private static final String CELL_BEGINS = "[NbConvertApp] Executing cell:";
  private static final String ERROR_BEGINS = "nbclient.exceptions.";
  private static final int LOG_LINES = 30;

  private Failures() {}

  /**
   * The failure of a run.
   *
   * @param name of the notebook, for the message
   * @param source the notebook that was run
   * @param code the exit code of nbconvert
   * @param limit the time that the run had
   * @param log all that nbconvert wrote
   */
  static NotebookFailedException ofRun(
      String name, Notebook source, int code, Duration limit, List<String> log) {
    List<String> error = errorIn(log);
    String kind = error.isEmpty() ? "" : error.get(0);
    List<Cell> cells = source.codeCells();
    int number = (int) log.stream().filter(CELL_BEGINS::equals).count();
    if (number == 0 || number > cells.size()) {
      String message =
          String.format(Locale.ROOT, "%s: Jupyter could not run it (exit code %d)", name, code);
      return new NotebookFailedException(message, end(log));
    }
    String place = name + ", code cell " + number + ": ";
    String text = cells.get(number - 1).source();
    if (code == Command.TIMED_OUT || kind.contains("CellTimeoutError")) {
      return new NotebookFailedException(
          place + "not done when the run's " + limit.toSeconds() + " s were over", text);
    }
    if (kind.contains("DeadKernelError")) {
      return new NotebookFailedException(
          place + "the kernel ended; a cell must not call System.exit or use up the memory", text);
    }
    List<String> traceback = afterLastRule(error);
    if (traceback.isEmpty()) {
      return new NotebookFailedException(place + "failed (exit code " + code + ")", end(log));
    }
    return new NotebookFailedException(
        place + traceback.get(0), text + "\n\n" + String.join("\n", traceback));
  }

  private static List<String> errorIn(List<String> log) {
    for (int k = log.size() - 1; k >= 0; k--) {
      if (log.get(k).startsWith(ERROR_BEGINS)) {
        return log.subList(k, log.size());
      }
    }
    return List.of();
  }

  /** The cell's source and its printed output end with a line of dashes each. */
  private static List<String> afterLastRule(List<String> error) {
    int rule = -1;
    for (int k = 0; k < error.size(); k++) {
      if (error.get(k).matches("-{10,}")) {
        rule = k;
      }
    }
    return error.subList(rule + 1, error.size()).stream().filter(line -> !line.isBlank()).toList();
  }

  private static String end(List<String> log) {
    return String.join("\n", log.subList(Math.max(0, log.size() - LOG_LINES), log.size()));
  }
}
