package org.refold.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.refold.settings.BadInputException;
import org.refold.settings.Places;
import picocli.CommandLine.Option;

/** Whether files that are there already may be replaced. */
final class ReplaceOption {

  @Option(names = "--replace", description = "replaces files that are there already")
  private boolean replace;

  /**
   * Checks a file before the work that it is to keep.
   *
   * @param option what names it
   * @param file null if it is not asked for
   * @throws BadInputException if it is there already and is not to be replaced, or cannot be
   *     written
   */
  void check(String option, @Nullable Path file) {
    if (file != null) {
      Places.checkFile(option, file, replace);
    }
  }
}
