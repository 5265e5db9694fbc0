package org.refold.model.autoencoder;

import java.util.ArrayList;
import java.util.List;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;

/** Ratings written as text: one word a user, one digit an item, a dot where there is no rating. */
final class SmallRatings {

  private SmallRatings() {}

  static Interactions of(String... users) {
    InteractionsBuilder builder = new InteractionsBuilder(true, false);
    for (int user = 0; user < users.length; user++) {
      for (int item = 0; item < users[user].length(); item++) {
        char digit = users[user].charAt(item);
        if (digit != '.') {
          builder.add(user, item, digit - '0', 0);
        }
      }
    }
    return builder.build(
        ids("user-", users.length),
        ids("item-", users[0].length()),
        InteractionsBuilder.Duplicates.KEEP);
  }

  private static Vocabulary ids(String prefix, int count) {
    List<String> ids = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      ids.add(prefix + k);
    }
    return Vocabulary.of(ids);
  }
}
