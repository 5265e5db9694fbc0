package org.refold.data.sets;

import java.util.Arrays;

/**
 * The synthetic users: gender, age and occupation, how much popularity sways them, how generous
 * they are, and how much each likes every shelf when they come and later. Numbered in order of
 * arrival.
 */
final class SyntheticUsers {

  static final String[] GENDERS = {"F", "M"};

  /** The lower ends of the age groups of MovieLens-1M. */
  static final int[] AGES = {1, 18, 25, 35, 45, 50, 56};

  /** How many occupations there are, as in MovieLens-1M. */
  static final int OCCUPATIONS = 21;

  private static final double[] GENDER_SHARES = {0.283, 0.717};
  private static final double[] AGE_SHARES = {0.037, 0.183, 0.347, 0.197, 0.091, 0.082, 0.063};

  private static final double BY_GENDER = 0.33;
  private static final double BY_OCCUPATION = 0.3;
  private static final double BY_AGE = 0.42;
  private static final double BY_CHARACTER = 2.9;
  private static final double BY_SHELF = 1.5;

  /** Correlation of a user's early and late likings. */
  private static final double CONSTANCY = 0.9;

  final int count;
  final int[] gender;
  final int[] age;
  final int[] occupation;

  /** By user: the weight of fame against own likings, about 1. */
  final double[] conformity;

  /** By user, standard normal. */
  final double[] generosity;

  /** By user: {@code [count][SyntheticItems.TRAITS]}. */
  final double[][] traits;

  private final SyntheticItems items;
  private final long seed;
  private final double[][] genderLean;
  private final double[][] occupationLean;

  SyntheticUsers(int count, SyntheticItems items, long seed) {
    this.count = count;
    this.items = items;
    this.seed = seed;
    genderLean = gaussians(GENDERS.length, items.tastes, "gender");
    occupationLean = gaussians(OCCUPATIONS, items.tastes, "occupation");
    gender = new int[count];
    age = new int[count];
    occupation = new int[count];
    conformity = new double[count];
    generosity = new double[count];
    traits = gaussians(count, SyntheticItems.TRAITS, "traits");
    for (int user = 0; user < count; user++) {
      SyntheticDraws draws = SyntheticDraws.of(seed, "user", user);
      gender[user] = oneOf(GENDER_SHARES, draws);
      age[user] = oneOf(AGE_SHARES, draws);
      occupation[user] = draws.below(OCCUPATIONS);
      conformity[user] = 0.65 + 0.7 * draws.uniform();
      generosity[user] = draws.gaussian();
    }
  }

  private static int oneOf(double[] shares, SyntheticDraws draws) {
    double point = draws.uniform();
    int k = 0;
    for (; k < shares.length - 1 && point >= shares[k]; k++) {
      point -= shares[k];
    }
    return k;
  }

  private double[][] gaussians(int rows, int columns, String purpose) {
    double[][] result = new double[rows][columns];
    for (int row = 0; row < rows; row++) {
      SyntheticDraws draws = SyntheticDraws.of(seed, purpose, row);
      Arrays.setAll(result[row], k -> draws.gaussian());
    }
    return result;
  }

  /** How much a user likes each shelf, first on arrival, then at the end: {@code [2][shelves]}. */
  double[][] likings(int user) {
    SyntheticDraws draws = SyntheticDraws.of(seed, "likings", user);
    double[][] character = new double[2][SyntheticItems.APPEALS];
    for (int k = 0; k < SyntheticItems.APPEALS; k++) {
      double lasting = draws.gaussian();
      for (double[] of : character) {
        double passing = Math.sqrt(1 - CONSTANCY * CONSTANCY) * draws.gaussian();
        of[k] = BY_CHARACTER * (CONSTANCY * lasting + passing);
      }
    }
    double[][] likings = new double[2][items.shelves];
    for (int shelf = 0; shelf < items.shelves; shelf++) {
      double always = lean(user, items.tasteOf[shelf]) + BY_SHELF * draws.gaussian();
      for (int when = 0; when < 2; when++) {
        likings[when][shelf] = always + dot(character[when], items.appeal[shelf]);
      }
    }
    return likings;
  }

  private double lean(int user, int taste) {
    double years = (AGES[age[user]] - 33) / 14.0;
    return BY_GENDER * genderLean[gender[user]][taste]
        + BY_OCCUPATION * occupationLean[occupation[user]][taste]
        - BY_AGE * years * (items.era[taste] - 1986) / 10;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
