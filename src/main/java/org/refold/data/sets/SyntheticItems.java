package org.refold.data.sets;

import java.util.Arrays;

/**
 * The synthetic items. Each stands on a shelf of some ten close neighbours, in which runs are
 * franchises, parts in order; each shelf belongs to one of some tastes (which have genres). Items
 * are numbered shelf by shelf here; {@link #publicNumber} hides that order from the ids.
 */
final class SyntheticItems {

  /** Length of the vectors of users' likings and shelves' appeals. */
  static final int APPEALS = 8;

  /** Length of the vectors that say how a rating turns out, once an item is chosen. */
  static final int TRAITS = 6;

  private static final int SHELF = 10;
  private static final double SEQUEL = 0.3;
  private static final double QUALITY_IN_FAME = 0.45;

  /** How much of a shelf's appeal is its own and not that of its taste. */
  private static final double OWN_APPEAL = 0.8;

  /** Each further dimension of appeal counts less than the one before. */
  private static final double APPEAL_DECAY = 0.9;

  /**
   * Fame against the share of items that are less known: the normal quantiles of the shares of
   * users that rate an item in MovieLens-1M (0.02 % to 57 %), a little stretched at both ends.
   */
  private static final SyntheticCurve FAME =
      new SyntheticCurve(
          0, -4.3, 0.03, -3.9, 0.10, -3.2, 0.25, -2.6, 0.5, -2.05, 0.75, -1.57, 0.9, -1.17, 0.99,
          -0.54, 1, 0.22);

  final int count;
  final int tastes;
  final int shelves;

  /** By item: its shelf. */
  final int[] shelf;

  /** By item: which part of its franchise it is, from 1. */
  final int[] part;

  /** By item. */
  final double[] fame;

  /** By item, standard normal. */
  final double[] quality;

  /** By item: {@code [count][TRAITS]}. */
  final double[][] traits;

  /** By item. */
  final int[] year;

  /** By item: its number as others see it. */
  final int[] publicNumber;

  /** By shelf: its taste. */
  final int[] tasteOf;

  /** By shelf, of length 1: {@code [shelves][APPEALS]}. */
  final double[][] appeal;

  /** By taste: the year its items are from, more or less. */
  final double[] era;

  SyntheticItems(int count, long seed) {
    this.count = count;
    this.tastes = Math.max(4, Math.min(32, count / 40));
    SyntheticDraws draws = SyntheticDraws.of(seed, "items", 0);
    shelf = new int[count];
    part = new int[count];
    publicNumber = draws.permutation(count);
    tasteOf = placeOnShelves(draws);
    shelves = tasteOf.length;
    era = new double[tastes];
    for (int taste = 0; taste < tastes; taste++) {
      era[taste] = 1998 - 12 * draws.exponential();
    }
    appeal = appeals(draws);
    quality = new double[count];
    year = new int[count];
    traits = new double[count][TRAITS];
    describe(draws);
    fame = fames(draws);
  }

  /** Tastes of uneven size, each a run of shelves; returns the taste of each shelf. */
  private int[] placeOnShelves(SyntheticDraws draws) {
    double[] sizes = new double[tastes];
    for (int taste = 0; taste < tastes; taste++) {
      sizes[taste] = 0.4 + draws.exponential();
    }
    double total = Arrays.stream(sizes).sum();
    int[] tasteOfShelf = new int[count];
    int placed = 0;
    int shelfNumber = 0;
    double share = 0;
    for (int taste = 0; taste < tastes; taste++) {
      share += sizes[taste] / total;
      int last = taste == tastes - 1 ? count : (int) Math.round(share * count);
      while (placed < last) {
        int size = last - placed < 2 * SHELF ? last - placed : SHELF / 2 + draws.below(SHELF);
        fillShelf(shelfNumber, placed, placed + size, draws);
        tasteOfShelf[shelfNumber++] = taste;
        placed += size;
      }
    }
    return Arrays.copyOf(tasteOfShelf, shelfNumber);
  }

  private void fillShelf(int shelfNumber, int from, int to, SyntheticDraws draws) {
    for (int item = from; item < to; item++) {
      shelf[item] = shelfNumber;
      part[item] = item > from && draws.happens(SEQUEL) ? part[item - 1] + 1 : 1;
    }
  }

  private double[][] appeals(SyntheticDraws draws) {
    double[][] ofTaste = new double[tastes][APPEALS];
    for (double[] row : ofTaste) {
      Arrays.setAll(row, k -> draws.gaussian());
    }
    double ofItsTaste = Math.sqrt(1 - OWN_APPEAL * OWN_APPEAL);
    double[][] result = new double[shelves][APPEALS];
    for (int s = 0; s < shelves; s++) {
      double weight = 1;
      double squares = 0;
      for (int k = 0; k < APPEALS; k++, weight *= APPEAL_DECAY) {
        double common = ofTaste[tasteOf[s]][k];
        result[s][k] = weight * (ofItsTaste * common + OWN_APPEAL * draws.gaussian());
        squares += result[s][k] * result[s][k];
      }
      for (int k = 0; k < APPEALS; k++) {
        result[s][k] /= Math.sqrt(squares);
      }
    }
    return result;
  }

  private void describe(SyntheticDraws draws) {
    double[] shelfTraits = new double[shelves * TRAITS];
    Arrays.setAll(shelfTraits, k -> draws.gaussian());
    for (int item = 0; item < count; item++) {
      boolean sequel = part[item] > 1;
      double chance = draws.gaussian();
      quality[item] = sequel ? 0.7 * quality[item - 1] - 0.1 + 0.6 * chance : chance;
      double around = sequel ? year[item - 1] + 2 : era[tasteOf[shelf[item]]];
      double wide = sequel ? 1 : 6;
      year[item] = (int) Math.max(1920, Math.min(2000, around + wide * draws.gaussian()));
      for (int t = 0; t < TRAITS; t++) {
        traits[item][t] = shelfTraits[shelf[item] * TRAITS + t] + 0.5 * draws.gaussian();
      }
    }
  }

  /** Better items, and sequels of known ones, tend to be better known. */
  private double[] fames(SyntheticDraws draws) {
    double[] raw = new double[count];
    for (int item = 0; item < count; item++) {
      double own = QUALITY_IN_FAME * quality[item] + draws.gaussian();
      raw[item] = part[item] > 1 ? 0.6 * raw[item - 1] + 0.8 * own : own;
    }
    double[] sorted = raw.clone();
    Arrays.sort(sorted);
    return Arrays.stream(raw)
        .map(own -> FAME.at((Arrays.binarySearch(sorted, own) + 0.5) / count))
        .toArray();
  }
}
