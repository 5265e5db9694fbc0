package org.refold.data.sets;

import java.util.ArrayList;
import java.util.List;

/** Titles and genres of the synthetic items. */
final class SyntheticNames {

  /** Those of MovieLens; the first are the most common. */
  private static final List<String> GENRES =
      List.of(
          ("Drama Comedy Action Thriller Romance Horror Adventure Sci-Fi Children's Crime War"
                  + " Documentary Musical Mystery Animation Fantasy Western Film-Noir")
              .split(" "));

  private SyntheticNames() {}

  /**
   * A title such as {@code Film 17, part 2 (1994)}; those of different items differ.
   *
   * @param franchise its number, from 0
   * @param part which part of it, from 1
   */
  static String title(int franchise, int part, int year) {
    String name = "Film " + (franchise + 1) + (part == 1 ? "" : ", part " + part);
    return name + " (" + year + ")";
  }

  /**
   * The genres of each item: mostly those two of its taste, now and then another one.
   *
   * @return by item of the generator, one to three each
   */
  static List<List<String>> genres(SyntheticItems items, long seed) {
    SyntheticDraws draws = SyntheticDraws.of(seed, "genres", 0);
    int[][] ofTaste = new int[items.tastes][];
    for (int taste = 0; taste < items.tastes; taste++) {
      double skew = draws.uniform();
      int main = (int) (GENRES.size() * skew * skew);
      int other = (main + 1 + draws.below(GENRES.size() - 1)) % GENRES.size();
      ofTaste[taste] = new int[] {main, other};
    }
    List<List<String>> genres = new ArrayList<>(items.count);
    for (int item = 0; item < items.count; item++) {
      int[] own = ofTaste[items.tasteOf[items.shelf[item]]];
      List<String> names = new ArrayList<>();
      names.add(GENRES.get(own[draws.happens(0.85) ? 0 : 1]));
      if (draws.happens(0.3)) {
        names.add(GENRES.get(own[1]));
      }
      String another = GENRES.get(draws.below(GENRES.size()));
      if (draws.happens(0.25)) {
        names.add(another);
      }
      genres.add(names.stream().distinct().toList());
    }
    return genres;
  }
}
