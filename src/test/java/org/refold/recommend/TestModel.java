package org.refold.recommend;

import org.refold.data.Interactions;

/** What the models of tests are not asked for, so that each states only what it is for. */
public interface TestModel extends Model {

  @Override
  default Recommender recommender() {
    throw new UnsupportedOperationException(getClass() + " was never fitted");
  }

  @Override
  default void score(Interactions histories, int from, int to, float[] scores) {
    throw new UnsupportedOperationException(getClass() + " ranks nothing");
  }

  @Override
  default void save(ModelWriter file) {
    throw new UnsupportedOperationException(getClass() + " is not for files");
  }
}
