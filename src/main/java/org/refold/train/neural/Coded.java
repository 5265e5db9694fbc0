package org.refold.train.neural;

import org.refold.data.Interactions;
import org.refold.recommend.Model;

/** A model that brings what it reads through a code, which can be looked at. */
public interface Coded extends Model {

  /**
   * What the code does for some histories; nothing is drawn or dropped.
   *
   * @param histories [users, items], with the items of the model; of an autoencoder of items
   *     [items, users], with the users of the model. Not modified.
   */
  Bottleneck bottleneck(Interactions histories);
}
