package org.refold.data.sets;

import java.util.ArrayList;
import java.util.List;

/** Words that made-up titles, genres and occupations are made of. */
final class SyntheticNames {

  static final List<String> GENRES =
      List.of(
          "Drama",
          "Comedy",
          "Action",
          "Thriller",
          "Romance",
          "Horror",
          "Adventure",
          "Sci-Fi",
          "Children's",
          "Crime",
          "War",
          "Documentary",
          "Musical",
          "Mystery",
          "Animation",
          "Fantasy",
          "Western",
          "Film-Noir");

  static final List<String> OCCUPATIONS =
      List.of(
          "academic",
          "artist",
          "clerk",
          "doctor",
          "engineer",
          "executive",
          "farmer",
          "homemaker",
          "lawyer",
          "librarian",
          "marketer",
          "nurse",
          "programmer",
          "retired",
          "sales",
          "scientist",
          "self-employed",
          "student",
          "technician",
          "tradesman",
          "writer");

  private static final List<String> FIRST =
      List.of(
          "Amber",
          "Broken",
          "Crimson",
          "Distant",
          "Electric",
          "Forgotten",
          "Gentle",
          "Hidden",
          "Iron",
          "Jagged",
          "Last",
          "Midnight",
          "Northern",
          "Open",
          "Paper",
          "Quiet",
          "Restless",
          "Second",
          "Twisted",
          "Unlikely",
          "Velvet",
          "Wandering",
          "Golden",
          "Silent",
          "Burning",
          "Frozen",
          "Lonely",
          "Secret",
          "Stolen",
          "Winter",
          "Summer",
          "Hollow",
          "Bright",
          "Crooked",
          "Endless",
          "Foreign",
          "Grand",
          "Humble",
          "Invisible",
          "Lucky");

  private static final List<String> SECOND =
      List.of(
          "Harbour",
          "Orchard",
          "Witness",
          "Engine",
          "Garden",
          "Promise",
          "Highway",
          "Empire",
          "Sister",
          "Station",
          "Mirror",
          "Voyage",
          "Letter",
          "Tower",
          "Shadow",
          "River",
          "Carnival",
          "Detective",
          "Kingdom",
          "Island",
          "Meadow",
          "Stranger",
          "Bridge",
          "Theatre",
          "Planet",
          "Valley",
          "Machine",
          "Wedding",
          "Circus",
          "Frontier",
          "Lighthouse",
          "Melody",
          "Outlaw",
          "Parade",
          "Riddle",
          "Satellite",
          "Tunnel",
          "Archive",
          "Anthem",
          "Compass",
          "Dynasty",
          "Expedition",
          "Fountain",
          "Gambit",
          "Horizon",
          "Inheritance",
          "Jubilee",
          "Lantern",
          "Monsoon",
          "Notebook");

  private static final List<String> NUMERALS =
      List.of("", "", " II", " III", " IV", " V", " VI", " VII", " VIII", " IX", " X");

  private static final List<String> PLACES =
      List.of(
          "Lisbon",
          "Montreal",
          "Nairobi",
          "Oslo",
          "Prague",
          "Quito",
          "Riga",
          "Seville",
          "Tunis",
          "Utrecht",
          "Vienna",
          "Warsaw",
          "Yerevan",
          "Zagreb",
          "Athens",
          "Bergen",
          "Cairo",
          "Dublin",
          "Edinburgh",
          "Florence");

  private SyntheticNames() {}

  /**
   * A title; those of different franchises differ.
   *
   * @param franchise its number, from 0
   * @param part which part of it, from 1
   */
  static String title(int franchise, int part, int year) {
    int names = FIRST.size() * SECOND.size();
    int scattered = (int) ((franchise * 1_103L + 77) % names); // 1,103 and the 2,000 names: coprime
    String name = FIRST.get(scattered % FIRST.size()) + " " + SECOND.get(scattered / FIRST.size());
    String place = franchise < names ? "" : " in " + place(franchise / names - 1);
    String numeral = part < NUMERALS.size() ? NUMERALS.get(part) : " " + part;
    return "The " + name + place + numeral + " (" + year + ")";
  }

  private static String place(int number) {
    String place = PLACES.get(number % PLACES.size());
    return number < PLACES.size() ? place : place + " " + (1 + number / PLACES.size());
  }

  /**
   * The genres of each item: mostly those two of its taste, now and then another one.
   *
   * @return by item of the generator, one to three each
   */
  static List<List<String>> genres(SyntheticItems items, long seed) {
    Draws draws = Draws.of(seed, "genres", 0);
    int[][] ofTaste = new int[items.tastes][];
    for (int taste = 0; taste < items.tastes; taste++) {
      double skew = draws.uniform();
      int main = (int) (GENRES.size() * skew * skew); // the first of the list are the most common
      int other = (main + 1 + draws.below(GENRES.size() - 1)) % GENRES.size();
      ofTaste[taste] = new int[] {main, other};
    }
    List<List<String>> genres = new ArrayList<>(items.count);
    for (int item = 0; item < items.count; item++) {
      int[] own = ofTaste[items.tasteOf[items.shelf[item]]];
      List<String> names = new ArrayList<>();
      names.add(GENRES.get(draws.happens(0.85) ? own[0] : own[1]));
      addOther(names, own[1], draws.happens(0.3));
      addOther(names, draws.below(GENRES.size()), draws.happens(0.25));
      genres.add(List.copyOf(names));
    }
    return genres;
  }

  private static void addOther(List<String> names, int genre, boolean wanted) {
    if (wanted && !names.contains(GENRES.get(genre))) {
      names.add(GENRES.get(genre));
    }
  }
}
