package org.refold.model.linear;

/** What is done to the similarities of one item's list of neighbours. */
public enum Normalisation {
  /** They stay as they are. */
  NONE {
    @Override
    double divisor(float[] similarities) {
      return 1;
    }
  },
  /** They are divided by their sum: a score is the share of the neighbourhood in the history. */
  UNIT_SUM {
    @Override
    double divisor(float[] similarities) {
      double sum = 0;
      for (float similarity : similarities) {
        sum += similarity;
      }
      return sum;
    }
  },
  /** They are divided by their Euclidean length, so that items in dense regions do not dominate. */
  UNIT_LENGTH {
    @Override
    double divisor(float[] similarities) {
      double squares = 0;
      for (float similarity : similarities) {
        squares += (double) similarity * similarity;
      }
      return Math.sqrt(squares);
    }
  };

  /** What a list is divided by; the similarities are positive. Not modified. */
  abstract double divisor(float[] similarities);
}
