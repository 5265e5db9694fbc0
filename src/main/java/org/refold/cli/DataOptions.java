package org.refold.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.refold.data.sets.DataLocations;
import org.refold.data.sets.DataSet;
import org.refold.data.sets.DataSets;
import org.refold.settings.Progress;
import picocli.CommandLine.Option;

/** Which data, and where to look for them. */
final class DataOptions {

  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description = {
        "a name of `refold data list`, synthetic[:users=..,items=..,interactions=..],",
        "or a path to a file, a folder or a publisher's zip"
      })
  private @Nullable String data;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "a folder to look for named data in, before REFOLD_DATA and data/")
  private @Nullable Path folder;

  @Nullable String given() {
    return data;
  }

  DataSet open(String nameOrPath, Progress progress) {
    return DataSets.open(nameOrPath, locations(folder), progress);
  }

  static DataLocations locations(@Nullable Path folder) {
    return DataLocations.standard(Optional.ofNullable(folder));
  }
}
