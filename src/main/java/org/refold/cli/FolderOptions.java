package org.refold.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.refold.data.sets.DataLocations;
import org.refold.data.sets.DataSet;
import org.refold.data.sets.DataSets;
import org.refold.settings.Progress;
import picocli.CommandLine.Option;

/** Where named data are looked for. */
final class FolderOptions {

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "a folder to look for named data in, before REFOLD_DATA and data/")
  private @Nullable Path folder;

  DataLocations locations() {
    return DataLocations.standard(Optional.ofNullable(folder));
  }

  DataSet open(String nameOrPath, Progress progress) {
    return DataSets.open(nameOrPath, locations(), progress);
  }
}
