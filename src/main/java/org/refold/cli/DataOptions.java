package org.refold.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.refold.data.sets.DataSet;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.split.Splitter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which data, where to look for them, and how to split them. */
final class DataOptions {

  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description = {
        "a name of `refold data list`, synthetic[:users=..,items=..,interactions=..],",
        "or a path to a file, a folder or a publisher's zip; splits whose files hold all data,",
        "dir:PATH and ncf:PATH,train=file, need none"
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

  String dataOr(String usual, Splitter splitter) {
    return Objects.requireNonNullElse(givenOr(splitter), usual);
  }

  String splitOr(String usual) {
    return Objects.requireNonNullElse(split, usual);
  }

  /**
   * Opens what is to be split, and says it where the data set that is named is not what is split.
   */
  DataSet open(CommandSpec spec, String nameOrPath, Splitter splitter, Progress progress) {
    DataSet set = splitter.open(nameOrPath, name -> folder.open(name, progress));
    if (!splitter.readsData() && !set.name().equals(splitter.spec())) {
      Messages.note(
          spec,
          "the data are the files of %s; %s only gives raw ids and attributes"
              .formatted(splitter.spec(), set.name()));
    }
    Messages.about(spec, set);
    return set;
  }

  /** The data to split: those that are given, or the files of a split that needs no others. */
  @Nullable String givenOr(Splitter splitter) {
    if (data != null && data.isBlank()) {
      throw new BadInputException(
          "--data is empty; give a name of `refold data list`, or the path of a file or folder");
    }
    return data == null && !splitter.readsData() ? splitter.spec() : given();
  }
}
