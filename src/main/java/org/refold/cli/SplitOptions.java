package org.refold.cli;

import org.refold.split.Splitter;
import org.refold.split.Splitters;
import picocli.CommandLine.Option;

/** How the data are split. */
final class SplitOptions {

  @Option(
      names = "--split",
      paramLabel = "SPEC",
      required = true,
      description = {
        "strong, strong-temporal, ratings, per-user, leave-one-out, kfold, temporal with options",
        "as in strong:heldout=500,threshold=4; dir:PATH or ncf:PATH for files; see `refold split"
            + " --list`"
      })
  private String spec = "";

  String text() {
    return spec;
  }

  Splitter splitter() {
    return Splitters.parse(spec);
  }
}
