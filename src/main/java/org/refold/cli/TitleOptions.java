package org.refold.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.refold.data.Attributes;
import org.refold.data.Vocabulary;
import org.refold.data.sets.DataSet;
import org.refold.recommend.ModelFile;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.study.run.Experiment;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where the titles of a model's items come from. */
final class TitleOptions {

  @Option(
      names = "--data",
      paramLabel = "NAME|PATH",
      description = {
        "the data set that has titles of the items; how a file is read stands in its path, as in",
        "FILE:user=COLUMN,item=COLUMN,title=COLUMN"
      })
  private @Nullable String data;

  @Mixin private FolderOptions folder = new FolderOptions();

  /** Opens other data, where titles are looked for too. */
  DataSet open(String nameOrPath, Progress progress) {
    return folder.open(nameOrPath, progress);
  }

  /** The data set, if one is named. */
  Optional<DataSet> open(CommandSpec spec) {
    if (data == null) {
      return Optional.empty();
    }
    DataSet set = folder.open(data, TerminalProgress.of(spec));
    Messages.warnings(spec, set.warnings());
    return Optional.of(set);
  }

  /**
   * How titles are to be had, where no data are named and those of a model have some.
   *
   * @param provenance of the model file
   */
  Optional<String> hint(Map<String, String> provenance) {
    String trained = provenance.get("data");
    boolean known = trained != null && provenance.containsKey(Experiment.TITLES);
    return data == null && known
        ? Optional.of("these are ids; --data %s adds their titles".formatted(trained))
        : Optional.empty();
  }

  /**
   * Titles, and a word where they are of another data set than the model's.
   *
   * @throws BadInputException if the data set has none of the model's items
   */
  Attributes of(CommandSpec spec, DataSet set, Vocabulary items, ModelFile file) {
    int[] places = items.indicesIn(set.interactions().items());
    long missing = Arrays.stream(places).filter(place -> place < 0).count();
    String trainedOn = file.provenance().getOrDefault("data", "data that its file does not name");
    if (missing == places.length) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "--data %s has none of the %d items of the model, which was trained on %s; name those"
                  + " data, or leave out --data",
              data,
              places.length,
              trainedOn));
    }
    if (!set.sha256().equals(file.provenance().get("data_sha256"))) {
      Messages.note(
          spec,
          String.format(
              Locale.ROOT,
              "the model was trained on %s, and %s has other content: %d of the model's %d items"
                  + " are not in it",
              trainedOn,
              data,
              missing,
              places.length));
    }
    return set.side().ofItems(items);
  }
}
