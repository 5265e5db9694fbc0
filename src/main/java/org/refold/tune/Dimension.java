package org.refold.tune;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A hyper-parameter that a search varies. Its values are laid out on the unit interval, so that a
 * searcher needs to know nothing of scales and names.
 */
public sealed interface Dimension permits Range, Categorical {

  /** The hyper-parameter that is set. */
  String name();

  /**
   * The value at a place.
   *
   * @param place in [0, 1]; what lies outside is taken to the nearer end
   */
  String at(double place);

  /** The place of a value; empty if the dimension does not have it. */
  OptionalDouble placeOf(String value);

  /**
   * Places spread evenly, from end to end.
   *
   * @param most how many at most; a dimension with fewer values has fewer places
   * @return the middle alone if {@code most} is 1
   */
  List<Double> spread(int most);
}
