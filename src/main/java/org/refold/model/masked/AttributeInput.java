package org.refold.model.masked;

import org.refold.kernel.Activation;
import org.refold.nn.Initializer;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Dense;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Scope;
import org.refold.nn.op.Elements;
import org.refold.train.batch.UserFeatures;
import org.refold.train.neural.ChoiceLoss;

/** Attributes of users as an input of a layer, and what predicts them where they are hidden. */
final class AttributeInput {

  private final UserFeatures users;
  private final Embedding table;
  private final Dense choices;

  /**
   * @param latent units of the code that they are predicted from
   * @param units of the layer that they enter, by weights that begin at 0
   */
  AttributeInput(Scope scope, UserFeatures users, int latent, int units) {
    Initializer xavier = Initializer.xavierNormal();
    this.users = users;
    table = scope.embedding("attributes", users.count(), units, Initializer.zeros());
    choices = scope.dense("choices", latent, users.rows().count(), Activation.IDENTITY, xavier);
  }

  /**
   * The input.
   *
   * @param attributes {@code [batch, features]}
   * @return {@code [batch, units]}
   */
  Var apply(Tape tape, SparseRows attributes) {
    return table.apply(tape, attributes);
  }

  /**
   * A loss, and that of each attribute: a mean over the users of whom it was not read.
   *
   * @param items the loss that they are added to
   * @param h codes {@code [batch, latent]}
   * @param who {@code [batch, users]}
   * @param read what was read of their attributes, {@code [batch, features]}
   */
  Var addTo(Var items, double weight, Var h, SparseRows who, SparseRows read) {
    Var logits = choices.apply(h);
    Var sum = items;
    for (UserFeatures.Column column : users.columns()) {
      SparseRows hidden = users.hiddenChoices(h.tape(), who, read, column);
      sum = Elements.combine(1, sum, weight, ChoiceLoss.of(logits, hidden, column));
    }
    return sum;
  }
}
