package org.refold.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.refold.data.sets.DataSet;
import org.refold.settings.Progress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which data, where to look for them, and how to split them. */
final class DataOptions {

  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description = {
        "a name of `refold data list`, synthetic[:users=..,items=..,interactions=..],",
        "or a path to a file, a folder or a publisher's zip"
      })
  private @Nullable String data;

  @Mixin private FolderOptions folder = new FolderOptions();
  @Mixin private ReadingOptions reading = new ReadingOptions();

  @Option(
      names = "--split",
      paramLabel = "SPEC",
      description = {
        "strong, strong-temporal, ratings, per-user, leave-one-out, kfold, temporal with options",
        "as in strong:heldout=500,threshold=4; dir:PATH or ncf:PATH for files; see `refold split"
            + " --list`"
      })
  private @Nullable String split;

  /** The data with the options of reading after them, so that whatever records them has both. */
  @Nullable String given() {
    return reading.appendedTo(data);
  }

  @Nullable String split() {
    return split;
  }

  String dataOr(String usual) {
    return Objects.requireNonNullElse(given(), usual);
  }

  String splitOr(String usual) {
    return Objects.requireNonNullElse(split, usual);
  }

  DataSet open(String nameOrPath, Progress progress) {
    return folder.open(nameOrPath, progress);
  }
}
