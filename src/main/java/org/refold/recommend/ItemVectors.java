package org.refold.recommend;

import java.util.List;
import org.refold.kernel.Matrix;

/** A model that has a vector for each item. */
public interface ItemVectors extends Model {

  /**
   * The vectors, {@code [items, dimension]}; must not be changed, and goes when the model is
   * closed.
   */
  Matrix vectors();

  /**
   * The items whose vectors point most nearly the same way, the item itself left out. Ties go to
   * the item with the lower index.
   *
   * @param item the raw id
   * @param k how many are wanted; fewer come back where the catalogue has no more
   * @return with the cosine as score; 0 where a vector is zero
   * @throws org.refold.settings.BadInputException if the item is unknown, or k is not positive
   */
  default List<Recommendation> similarItems(String item, int k) {
    Ranking.checkLength(k);
    int index = Preconditions.indexOf(this, item);
    float[] cosines = Cosines.of(vectors(), index);
    return Ranking.best(items(), cosines, other -> other != index, k);
  }
}
