package org.refold.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.refold.notebook.Workbench;
import org.refold.study.store.ResultStore;
import picocli.CommandLine.Option;

/** Where the results of a study are. */
final class StudyOptions {

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = {
        "the folder that holds a folder for each study (REFOLD_RESULTS, or results of the",
        "checkout)"
      })
  private @Nullable Path results;

  /** The folder of all studies. */
  Path folder() {
    return results == null ? Workbench.results() : results;
  }

  /** Whether no other is named. */
  boolean isUsual() {
    return results == null;
  }

  ResultStore store(String name) {
    return ResultStore.of(folder(), name);
  }
}
