package org.refold.data.sets;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.settings.BadInputException;
import org.refold.settings.Options;
import org.refold.settings.Spec;

/**
 * A synthetic data set in the likeness of MovieLens-1M, for where the real one cannot be had.
 * Users, items and interactions are matched exactly, each user and item occurs, and all of it is a
 * function of these four numbers, the same on every machine.
 *
 * <p>What was measured on MovieLens-1M and is matched at its size (asserted by a test): ratings per
 * user (at least 20, median 96), the popularity curve (Gini index 0.63), the shares of the ratings
 * 1 to 5, arrivals and visits. Users have lasting likings of low rank, leanings by gender, age and
 * occupation, and quirks of their own; items have quality and stand close to a few others. So
 * models come out in the order and about the distance that they have on real data: popularity, then
 * neighbours, then EASE; and the next item follows in part from the last ones.
 *
 * <p>Good for tests, demonstrations and timings; no claim about people rests on it.
 *
 * @param users at least 10
 * @param items at least 20
 * @param interactions at least two for each user and each item, at most half of all pairs
 * @param seed any number
 */
@RecordBuilder
public record Synthetic(int users, int items, int interactions, long seed)
    implements SyntheticBuilder.With {

  /** The name in the catalogue. */
  public static final String NAME = "synthetic";

  /** Small enough to train anything on in seconds. */
  public static final Synthetic QUICK = new Synthetic(2_000, 1_200, 120_000, 42);

  /** As large as MovieLens-1M. */
  public static final Synthetic LIKE_ML_1M = new Synthetic(6_040, 3_706, 1_000_209, 42);

  private static final int TYPICAL_ACTIVITY = 60;

  /**
   * @throws BadInputException if a number is out of bounds
   */
  public Synthetic {
    require(users >= 10, "users", users, "at least 10");
    require(items >= 20, "items", items, "at least 20");
    long least = 2L * Math.max(users, items);
    long most = Math.min(Integer.MAX_VALUE, (long) users * items / 2);
    String range =
        String.format(
            Locale.ROOT, "%d to %d (two for each user and item, half of all pairs)", least, most);
    require(interactions >= least && interactions <= most, "interactions", interactions, range);
  }

  private static void require(boolean holds, String name, int given, String expected) {
    if (!holds) {
      throw new BadInputException(
          String.format(Locale.ROOT, "%s: %s=%d, expected %s", NAME, name, given, expected));
    }
  }

  /**
   * Reads a specification such as {@code synthetic} or {@code synthetic:users=500,seed=7}. Where
   * users or items are given and interactions are not, there are 60 a user, but no more than a
   * quarter of all pairs and no fewer than three an item.
   *
   * @throws BadInputException if a setting is unknown or its value no number within bounds
   */
  public static Synthetic parse(String spec) {
    String[] nameAndRest = spec.split(":", 2);
    if (!nameAndRest[0].strip().equals(NAME)) {
      throw new BadInputException(
          "'%s' is no synthetic set; expected %s[:users=..,items=..,interactions=..,seed=..]"
              .formatted(spec, NAME));
    }
    String owner = "data set '%s'".formatted(spec.strip());
    Options options = Options.parse(owner, nameAndRest.length == 1 ? "" : nameAndRest[1]);
    options.only(List.of("users", "items", "interactions", "seed"));
    int users = options.count("users", QUICK.users);
    int items = options.count("items", QUICK.items);
    int interactions = options.count("interactions", typicalInteractions(users, items));
    return new Synthetic(users, items, interactions, options.longCount("seed", QUICK.seed));
  }

  private static int typicalInteractions(int users, int items) {
    long wanted = Math.max((long) TYPICAL_ACTIVITY * users, 3L * items);
    long quarter = (long) users * items / 4;
    return (int) Math.min(Integer.MAX_VALUE, Math.min(wanted, quarter));
  }

  /** Makes the data: ratings 1 to 5 with times, titles, years and genres, and users' attributes. */
  public DataSet generate() {
    SyntheticItems ofItems = new SyntheticItems(items, seed);
    SyntheticUsers ofUsers = new SyntheticUsers(users, ofItems, seed);
    int[][] histories = SyntheticHistories.of(ofItems, ofUsers, Activity.counts(this), seed);
    int[] ratings = SyntheticRatings.of(histories, ofItems, ofUsers, seed);
    InteractionsBuilder builder = new InteractionsBuilder(true, true);
    int p = 0;
    for (int user = 0; user < users; user++) {
      long[] times = SyntheticTimes.of(user, users, histories[user].length, seed);
      for (int k = 0; k < times.length; k++) {
        builder.add(user, ofItems.publicNumber[histories[user][k]], ratings[p++], 1000 * times[k]);
      }
    }
    Interactions made =
        builder.build(
            numbersFromOne(users), numbersFromOne(items), InteractionsBuilder.Duplicates.KEEP);
    return DataSet.of(equals(QUICK) ? NAME : toString(), made)
        .withItems(describe(ofItems, made.items()))
        .withUsers(describe(ofUsers, made.users()));
  }

  private Attributes describe(SyntheticItems ofItems, Vocabulary ids) {
    String[] titles = new String[items];
    double[] years = new double[items];
    List<List<String>> genres = new ArrayList<>(Collections.nCopies(items, List.of()));
    List<List<String>> genresByItem = SyntheticNames.genres(ofItems, seed);
    int franchise = -1;
    for (int item = 0; item < items; item++) {
      franchise += ofItems.part[item] == 1 ? 1 : 0;
      int index = ofItems.publicNumber[item];
      titles[index] = SyntheticNames.title(franchise, ofItems.part[item], ofItems.year[item]);
      years[index] = ofItems.year[item];
      genres.set(index, genresByItem.get(item));
    }
    return Attributes.none(ids)
        .with(Attributes.TITLE, new AttributeColumn.Texts(List.of(titles)))
        .with(Attributes.YEAR, new AttributeColumn.Numbers(years))
        .with("genres", AttributeColumn.Categories.of(genres));
  }

  private static Attributes describe(SyntheticUsers ofUsers, Vocabulary ids) {
    double[] ages = Arrays.stream(ofUsers.age).mapToDouble(k -> SyntheticUsers.AGES[k]).toArray();
    return Attributes.none(ids)
        .with("gender", category(ofUsers.gender, k -> SyntheticUsers.GENDERS[k]))
        .with("age", new AttributeColumn.Numbers(ages))
        .with("occupation", category(ofUsers.occupation, k -> "occupation " + k));
  }

  private static AttributeColumn category(int[] numbers, IntFunction<String> name) {
    return AttributeColumn.Categories.of(
        Arrays.stream(numbers).mapToObj(k -> List.of(name.apply(k))).toList());
  }

  private static Vocabulary numbersFromOne(int size) {
    return Vocabulary.of(IntStream.rangeClosed(1, size).mapToObj(Integer::toString).toList());
  }

  /** The specification that {@link #parse} reads. */
  @Override
  public String toString() {
    Spec spec = new Spec(NAME).with("users", users).with("items", items);
    return spec.with("interactions", interactions).with("seed", Long.toString(seed)).toString();
  }
}
