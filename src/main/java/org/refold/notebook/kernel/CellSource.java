package org.refold.notebook.kernel;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * One statement or declaration of a cell.
 *
 * @param cell the cell's execution count
 * @param firstLine the line of the cell it begins on, from 1
 * @param text the source, without white space around it, which would make JShell compile it again
 *     after every later import
 */
record CellSource(int cell, int firstLine, String text) {

  /** One line of it; the number counts from 1 within this statement. */
  String line(int number) {
    List<String> lines = text.lines().toList();
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }

  /** Where that line is, for a person. */
  String place(int number) {
    return "cell " + cell + ", line " + (firstLine + number - 1);
  }

  /**
   * Cuts a cell into statements.
   *
   * @throws CompileError if the cell ends in the middle of one
   */
  static List<CellSource> split(int cell, String code, SourceCodeAnalysis analysis)
      throws CompileError {
    List<CellSource> statements = new ArrayList<>();
    int position = 0;
    while (position < code.length()) {
      String rest = code.substring(position);
      CompletionInfo info = analysis.analyzeCompletion(rest);
      if (info.completeness() == Completeness.EMPTY) {
        break;
      }
      int line = 1 + lineBreaks(code.substring(0, position) + leading(rest));
      if (info.completeness() == Completeness.DEFINITELY_INCOMPLETE) {
        throw incomplete(new CellSource(cell, line, rest.strip()));
      }
      String source = info.source() == null ? rest : info.source();
      statements.add(new CellSource(cell, line, source.strip()));
      position = code.length() - (info.remaining() == null ? 0 : info.remaining().length());
    }
    return statements;
  }

  private static String leading(String text) {
    return text.substring(0, text.length() - text.stripLeading().length());
  }

  private static int lineBreaks(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }

  private static CompileError incomplete(CellSource statement) {
    String message =
        statement.place(1)
            + ": the cell ends in the middle of what begins here; a bracket or a"
            + " quote is not closed";
    return new CompileError(message, List.of(statement.line(1)));
  }
}
