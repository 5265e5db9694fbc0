package org.refold.split.files;

import org.refold.settings.Tokens;

/** In which files a split is kept. */
public enum SplitLayout {
  /**
   * That of the Mult-VAE paper's public code: {@code unique_sid.txt} with a raw item id on each
   * line, and {@code train.csv}, {@code validation_tr.csv}, {@code validation_te.csv}, {@code
   * test_tr.csv}, {@code test_te.csv} with the header {@code uid,sid}; {@code sid} counts the lines
   * of {@code unique_sid.txt} from 0. We add {@code unique_uid.txt} with the raw user ids, a column
   * {@code rating} where there are values, and {@code audit.txt}. Holds any split without
   * candidates; times are not kept, but rows stand oldest first.
   */
  VAE_CF("unique_sid.txt, train.csv and {validation,test}_{tr,te}.csv"),
  /**
   * That of the NCF paper's public code: {@code NAME.train.rating}, {@code NAME.test.rating} (user,
   * item, rating, time, apart by tabs) and {@code NAME.test.negative} (the test pair as {@code
   * (user,item)} and its negatives). Users and items are numbered from 0. We add {@code
   * unique_uid.txt} and {@code unique_sid.txt} with the raw ids, and {@code audit.txt}. Holds
   * leave-one-out splits with candidates and without validation.
   */
  NCF("NAME.test.rating and NAME.test.negative");

  private final String files;

  SplitLayout(String files) {
    this.files = files;
  }

  /**
   * The layout of a name: {@code vae-cf} or {@code ncf}.
   *
   * @throws org.refold.settings.BadInputException if there is none of that name
   */
  public static SplitLayout named(String name) {
    return Tokens.read(SplitLayout.class, "the layout of the split", name);
  }

  /** The name: {@code vae-cf} or {@code ncf}. */
  @Override
  public String toString() {
    return Tokens.of(this);
  }

  /** The files that a folder must have, for messages. */
  String files() {
    return files;
  }
}
