package org.refold.recommend;

/** A model that has a vector for each item. */
public interface ItemVectors extends Model {

  /** The length of a vector. */
  int dimension();

  /**
   * Copies an item's vector.
   *
   * @param vector {@code [dimension()]}. Modified.
   */
  void itemVector(int item, float[] vector);
}
