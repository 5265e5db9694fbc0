package org.refold.recommend;

import org.refold.data.Interactions;

/** What the models of tests are not asked for, so that each states only what it is for. */
public interface TestModel extends Model {

  /** Goes by the name of the model's class. */
  record NeverFitted(String name) implements Recommender {
    @Override
    public Fitted<? extends Model> fit(Interactions train, Fitting fitting) {
      throw new UnsupportedOperationException(name + " is never fitted");
    }

    @Override
    public Model load(ModelReader file) {
      throw new UnsupportedOperationException(name + " is not for files");
    }

    @Override
    public long fitBytes(Interactions train) {
      throw new UnsupportedOperationException(name + " is never fitted");
    }
  }

  @Override
  default Recommender recommender() {
    return new NeverFitted(getClass().getSimpleName());
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
