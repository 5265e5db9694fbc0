package org.refold.recommend;

import java.util.List;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;
import org.refold.settings.Suggestions;

/**
 * A model that learned something of each user of its training data. Unless it is a {@link FoldIn}
 * as well, it scores no others.
 */
public interface KnownUsers extends Model {

  /** What the users had interacted with in the training data, [users, items], without values. */
  Interactions histories();

  /** The users that the model knows. */
  default Vocabulary users() {
    return histories().users();
  }

  /**
   * The best items for a user of the training data, those of the user's history left out. Ties go
   * to the item with the lower index.
   *
   * @param user the raw id
   * @param k how many are wanted; fewer come back where the catalogue has no more
   * @throws BadInputException if the user is unknown, or k is not positive
   */
  default List<Recommendation> recommendForUser(String user, int k) {
    Ranking.checkLength(k);
    return Ranking.of(this, histories().rows(new int[] {known(user)}), 0, k);
  }

  /**
   * The index of a user.
   *
   * @throws BadInputException if the user took no part in training
   */
  default int known(String user) {
    int index = users().indexOf(user);
    if (index < 0) {
      throw new BadInputException(
          "the model was not trained on the user '%s'; %s"
              .formatted(user, Suggestions.hint(user, users().ids())));
    }
    return index;
  }
}
