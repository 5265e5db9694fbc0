package org.refold.notebook.kernel;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Magic lines of other kernels, which this one does not have: it says so instead of guessing. */
final class Magics {

  private static final Pattern MAGIC = Pattern.compile("(?m)^%{1,2}[A-Za-z]\\w*.*$");

  private Magics() {}

  /**
   * Refuses a cell that begins with a magic.
   *
   * @throws CompileError if it does
   */
  static void refuse(int cell, String code) throws CompileError {
    Matcher magic = MAGIC.matcher(code.stripLeading());
    if (magic.lookingAt()) {
      throw new CompileError(
          "cell "
              + cell
              + ": this kernel has no magics such as "
              + magic.group().strip()
              + "; Refold and its libraries are on the class path already, so delete the line",
          List.of(magic.group()));
    }
  }
}
