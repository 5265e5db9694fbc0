package org.refold.split.files;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.util.List;
import org.refold.data.Interactions;
import org.refold.data.sets.DataLocations;
import org.refold.settings.BadInputException;
import org.refold.settings.Options;
import org.refold.split.Split;
import org.refold.split.Splitter;

/**
 * The public leave-one-out files of the NCF paper (He et al. 2017): test pairs and 99 fixed
 * negatives for each user, in the layout {@link SplitLayout#NCF}; each file may be gzipped, and the
 * names may begin with anything. Every interaction is positive. Weak generalisation, no validation.
 *
 * <p>The files number users and items in order of first appearance in the original ratings file. So
 * the data must be that file, in its own order and unfiltered: then all pairs less the test pairs
 * are the training data. {@link Train#FILE} takes the training pairs from {@code *.train.rating}
 * instead; raw ids are those of {@code unique_uid.txt} and {@code unique_sid.txt} where these stand
 * beside it, else those of the data if there are any, else the numbers.
 *
 * @param folder where the files are: a path, or the name of a folder beside the named data sets
 * @param train where the training pairs come from
 */
@RecordBuilder
public record NcfSplitter(Path folder, Train train) implements Splitter, NcfSplitterBuilder.With {

  public static final String NAME = "ncf";
  private static final String OPTION = ",train=";

  /** Where the training pairs come from. */
  public enum Train {
    /** From the data: all pairs less the test pairs. */
    DATA,
    /** From the file {@code *.train.rating}. */
    FILE
  }

  /** Training pairs from the data. */
  public NcfSplitter(Path folder) {
    this(folder, Train.DATA);
  }

  public static NcfSplitter read(String text) {
    int comma = text.lastIndexOf(OPTION);
    if (comma < 0) {
      return new NcfSplitter(Path.of(text));
    }
    String option = text.substring(comma + 1);
    String owner = "split '%s:%s'".formatted(NAME, text);
    Options options = Options.parse(owner, option).only(List.of("train"));
    return new NcfSplitter(Path.of(text.substring(0, comma)), options.choice("train", Train.DATA));
  }

  @Override
  public String spec() {
    return NAME + ":" + folder + (train == Train.FILE ? OPTION + "file" : "");
  }

  /**
   * Reads the folder.
   *
   * @param data the ratings that the files number, in their own order; with {@link Train#FILE} only
   *     their raw ids are taken, and empty data will do
   * @param seed ignored, but kept in the split
   * @throws BadInputException if a file is missing or cannot be understood, or the data do not fit
   */
  @Override
  public Split split(Interactions data, long seed) {
    NcfReader reader = new NcfReader(DataLocations.folder(folder));
    return train == Train.DATA
        ? reader.cutFrom(data, spec(), seed)
        : reader.readAll(data, spec(), seed);
  }

  @Override
  public boolean readsData() {
    return train == Train.DATA;
  }
}
