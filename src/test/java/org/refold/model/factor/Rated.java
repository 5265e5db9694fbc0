package org.refold.model.factor;

import java.util.List;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;

/** Small data, written out. */
final class Rated {

  private Rated() {}

  /** Ratings as user, item, rating, user, item, rating and so on. */
  static Interactions of(int users, int items, int... triples) {
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    for (int k = 0; k < triples.length; k += 3) {
      builder.add(triples[k], triples[k + 1], triples[k + 2], 0);
    }
    return builder.build(
        Vocabulary.ofNumbers(users),
        Vocabulary.ofNumbers(items),
        InteractionsBuilder.Duplicates.KEEP);
  }

  /** The same history of a single user under another name. */
  static Interactions named(String user, Interactions one) {
    InteractionsBuilder builder = new InteractionsBuilder(one.hasValues(), false);
    for (int p = 0; p < one.size(); p++) {
      builder.add(0, one.item(p), one.value(p), 0);
    }
    return builder.build(
        Vocabulary.of(List.of(user)), one.items(), InteractionsBuilder.Duplicates.KEEP);
  }
}
