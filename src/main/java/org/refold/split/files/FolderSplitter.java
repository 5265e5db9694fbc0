package org.refold.split.files;

import java.nio.file.Path;
import org.refold.data.Interactions;
import org.refold.settings.BadInputException;
import org.refold.split.Split;
import org.refold.split.Splitter;

/**
 * Takes a split as it stands in a folder in the layout {@link SplitLayout#VAE_CF}; each file may be
 * gzipped. All users between the lowest and the highest number of a hold-out have a row, also those
 * without lines.
 *
 * <p>A folder with files {@code train}, {@code test} and perhaps {@code valid} with raw ids, such
 * as RecBole's pre-split files or LightGCN's lists, is read too: weak generalisation.
 *
 * <p>Users of a hold-out that stand in the training data too are accepted where their training rows
 * are part of what is folded in: that is weak generalisation. Otherwise the split is refused.
 *
 * @param folder where the files are
 */
public record FolderSplitter(Path folder) implements Splitter {

  public static final String NAME = "dir";

  public static FolderSplitter read(String path) {
    return new FolderSplitter(Path.of(path));
  }

  @Override
  public String spec() {
    return NAME + ":" + folder;
  }

  /**
   * Reads the folder.
   *
   * @param data ignored
   * @param seed ignored, but kept in the split
   * @throws BadInputException if a file is missing or cannot be understood, or the audit refuses
   *     the split
   */
  @Override
  public Split split(Interactions data, long seed) {
    PartFiles parts = new PartFiles(folder);
    return parts.areThere() ? parts.read(spec(), seed) : new VaeCfReader(folder).read(spec(), seed);
  }

  @Override
  public boolean readsData() {
    return false;
  }
}
