package org.refold.model.autoencoder;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.SideInformation;
import org.refold.data.Vocabulary;

/**
 * Users of two teams who like the items of their own, ten each: 120 who are trained on, and 10 of
 * whom only the team is known.
 */
final class Teams {

  static final int OWN = 10;
  private static final int TRAINED = 120;
  private static final List<String> IDS =
      IntStream.range(0, TRAINED + 10).mapToObj(user -> "u" + user).toList();

  static final SideInformation SIDE =
      new SideInformation(
          Attributes.none(Vocabulary.of(IDS))
              .with(
                  "team",
                  AttributeColumn.Categories.of(
                      IntStream.range(0, IDS.size()).mapToObj(Teams::team).toList())),
          SideInformation.NONE.items());

  /** The histories of those who are trained on. */
  static final Interactions TRAIN = train();

  /** Those of whom only the team is known: no histories. */
  static final Interactions COLD = TRAIN.withUsers(Vocabulary.of(IDS.subList(TRAINED, IDS.size())));

  private Teams() {}

  private static List<String> team(int user) {
    return List.of(user % 2 == 0 ? "red" : "blue");
  }

  private static Interactions train() {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    SplittableRandom random = new SplittableRandom(11);
    for (int user = 0; user < TRAINED; user++) {
      for (int item = 0; item < 2 * OWN; item++) {
        boolean own = item / OWN == user % 2;
        if (random.nextDouble() < (own ? 0.5 : 0.05)) {
          builder.add(user, item, 1, 0);
        }
      }
    }
    List<String> items = new ArrayList<>();
    IntStream.range(0, 2 * OWN).forEach(item -> items.add("i" + item));
    return builder.build(
        Vocabulary.of(IDS.subList(0, TRAINED)),
        Vocabulary.of(items),
        InteractionsBuilder.Duplicates.KEEP);
  }

  /** How many of the ten best items are of a user's own team. */
  static long ownAmongTheBest(float[] scores, int user) {
    return IntStream.range(0, 2 * OWN)
        .boxed()
        .sorted((a, b) -> Float.compare(scores[b], scores[a]))
        .limit(OWN)
        .filter(item -> item / OWN == user % 2)
        .count();
  }
}
