package org.refold.cli;

import org.refold.data.sets.DataSet;
import org.refold.settings.BadInputException;
import org.refold.study.SeedScope;
import org.refold.study.Study;
import org.refold.study.store.ResultStore;
import org.refold.tune.Search;

/**
 * The one split that settings are tuned on: of several, what trains on one is held out of another.
 */
final class OneSplit {

  private static final String MEMORY = "fits.jsonl";

  private OneSplit() {}

  /**
   * Refuses a study whose trials have several splits, and says what to do instead.
   *
   * @throws BadInputException if they have
   */
  static void require(Study study) {
    String rest =
        "; then give what was found, such as --set dropout=0.3, to `refold ablate` with all of"
            + " them";
    if (study.folds().size() > 1) {
      throw new BadInputException(
          "settings are tuned on one split, but these trials have "
              + study.folds().size()
              + " folds; choose one fold, as with --split user-kfold:fold=0, and leave out --folds"
              + rest);
    }
    if (study.scope() == SeedScope.SPLIT_AND_FIT) {
      throw new BadInputException(
          "settings are tuned on one split, but these trials have one for each seed; leave out"
              + " --split-by-seed"
              + rest);
    }
  }

  /** A search on it; its fits are kept beside the trials. */
  static Search search(Study study, DataSet set, String metric, ResultStore store) {
    return Search.on(study.splitter().split(set.interactions(), study.splitSeed()), metric)
        .withMemory(store.folder().resolve(MEMORY));
  }
}
