package org.refold.split;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.InteractionsBuilder.Duplicates;
import org.refold.data.Vocabulary;
import org.refold.data.sets.DataSet;
import org.refold.settings.BadInputException;
import org.refold.split.protocol.Splitters;

/**
 * A protocol that cuts interactions into training data and hold-outs. Implementations are records
 * whose components are the options, with the defaults of the paper and a {@code withX} method for
 * each.
 *
 * <p>Random choices are keyed, not drawn in sequence: whether an interaction is held out depends on
 * the seed and on the raw ids of its user and item (and, where an exact number is held out, on the
 * keys it is ranked against), never on the order of users or lines or on the number of threads.
 */
public interface Splitter {

  /** What is given to splitters that read their files alone. */
  Interactions NOTHING =
      new InteractionsBuilder(false, false)
          .build(Vocabulary.of(List.of()), Vocabulary.of(List.of()), Duplicates.KEEP);

  /**
   * The protocol as text with all its options, such as {@code "ratings:test=0.1,validation=0"};
   * {@link Splitters#parse} makes an equal splitter of it.
   */
  String spec();

  /**
   * Splits and audits.
   *
   * @param data [users, items]; not modified
   * @param seed the same seed gives the same split; protocols without chance ignore it
   * @throws org.refold.settings.BadInputException if the data cannot be split in this way, or the
   *     audit refuses the outcome
   */
  Split split(Interactions data, long seed);

  /**
   * Splits and audits the interactions of a data set, and gives the split what is known of its
   * users and items.
   *
   * @param seed the same seed gives the same split
   * @throws org.refold.settings.BadInputException as {@link #split(Interactions, long)}
   */
  default Split split(DataSet data, long seed) {
    return split(data.interactions(), seed).withSide(data.side());
  }

  /**
   * The protocols that make one split each: one for each of the k folds of a cross-validation,
   * otherwise this one.
   */
  default List<Splitter> parts() {
    return List.of(this);
  }

  /**
   * Refuses a protocol that makes several splits.
   *
   * @param what is for one split alone, as the beginning of the message
   * @throws BadInputException if there are several
   */
  default void requireOne(String what) {
    int splits = parts().size();
    if (splits > 1) {
      throw new BadInputException(
          String.format(
              Locale.ROOT, "%s, but %s makes %d; choose one with fold=0", what, spec(), splits));
    }
  }

  /**
   * All splits that belong together: the k folds of a cross-validation, one split otherwise.
   *
   * @param data [users, items]; not modified
   * @param seed the same seed gives the same folds
   * @throws org.refold.settings.BadInputException as {@link #split(Interactions, long)}
   */
  default List<Split> folds(Interactions data, long seed) {
    return parts().stream().map(part -> part.split(data, seed)).toList();
  }

  /**
   * All splits of a data set that belong together, with what is known of its users and items.
   *
   * @param seed the same seed gives the same folds
   * @throws org.refold.settings.BadInputException as {@link #split(Interactions, long)}
   */
  default List<Split> folds(DataSet data, long seed) {
    return parts().stream().map(part -> part.split(data, seed)).toList();
  }

  /**
   * Opens what is to be split. Where all parts come from files, the files are the data: they need
   * no data set beside them and go by {@link #spec} then; a data set that is named all the same
   * gives raw ids and attributes only.
   *
   * @param name of a data set or its path; or {@link #spec}
   * @param opener opens a data set by its name or path
   */
  default DataSet open(String name, Function<String, DataSet> opener) {
    return !readsData() && name.equals(spec()) ? DataSet.of(name, NOTHING) : opener.apply(name);
  }

  /**
   * The same protocol as a cross-validation: over users, each held out once, where the protocol
   * holds out users; over ratings for folds over ratings.
   *
   * @param folds at least 2
   * @throws BadInputException if the protocol has no folds, or there are fewer than 2
   */
  default Splitter crossValidated(int folds) {
    throw new BadInputException(
        ("split '%s' has no folds; take strong, strong-temporal or user-kfold for folds over users,"
                + " or kfold for folds over ratings")
            .formatted(spec()));
  }

  /**
   * Whether the parts are cut from the data. Where not (all parts come from files), {@link
   * #split(Interactions, long)} accepts any data, also empty ones.
   */
  default boolean readsData() {
    return true;
  }
}
