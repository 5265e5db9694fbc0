package org.refold.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the data are split. */
final class SplitOptions {

  @Option(
      names = "--split",
      paramLabel = "SPEC",
      description = {
        "strong, strong-temporal, ratings, per-user, leave-one-out, kfold, temporal with options",
        "as in strong:heldout=500,threshold=4; dir:PATH or ncf:PATH for files; see `refold split"
            + " --list`"
      })
  private @Nullable String spec;

  @Nullable String given() {
    return spec;
  }
}
