package org.refold.blend;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.refold.data.Candidates;
import org.refold.data.Holdout;
import org.refold.data.Prediction;
import org.refold.data.Vocabulary;
import org.refold.kernel.Streams;
import org.refold.recommend.Validation;
import org.refold.settings.BadInputException;

/**
 * The users of validation data in two halves: members may choose their epoch on the first, and
 * weights are learned on the second, which no member has seen. Users go by a hash of their raw ids,
 * so that neither their order nor the seed of the fit decides.
 */
final class Halves {

  private final Validation all;
  private final int[] byHash;

  /**
   * @param who the blend, for messages
   * @throws BadInputException if fewer than two users have a held-out item
   */
  Halves(String who, Validation all) {
    this.all = all;
    Holdout holdout = all.holdout();
    Vocabulary users = holdout.foldIn().users();
    this.byHash =
        IntStream.range(0, users.size())
            .filter(user -> holdout.foldOut().count(user) > 0)
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer user) -> hash(users.id(user)))
                    .thenComparing(users::id))
            .mapToInt(user -> user)
            .toArray();
    if (byHash.length < 2) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s learns its weights from half of the validation users, but %d of them have a"
                  + " held-out item; hold out more users, or set learner=equal",
              who,
              byHash.length));
    }
  }

  private static long hash(String id) {
    return Streams.seedOf(0, id);
  }

  private Holdout rows(int from, int to) {
    int[] chosen = Arrays.copyOfRange(byHash, from, to);
    Holdout some = all.holdout().rows(chosen);
    Candidates candidates = all.holdout().candidates();
    return candidates == null
        ? some
        : new Holdout(
            some.foldIn(),
            some.foldOut(),
            some.users(),
            candidates.rows(chosen),
            some.histories(),
            some.prediction());
  }

  /** What members choose their epoch on. */
  Optional<Validation> forEpochs() {
    return Optional.of(new Validation(rows(0, byHash.length / 2), all.metric(), all.foldInItems()));
  }

  /**
   * What weights are learned on; all held-out items of a user are to be found at once.
   *
   * @param unseen whether members have looked at the first half
   * @param most how many users will do
   */
  Holdout forWeights(boolean unseen, long most) {
    int from = unseen ? 0 : byHash.length / 2;
    return rows(from, (int) Math.min(byHash.length, from + most)).withPrediction(Prediction.REST);
  }
}
