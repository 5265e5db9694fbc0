package org.refold.train.neural;

import org.jspecify.annotations.Nullable;
import org.refold.nn.Initializer;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Scope;
import org.refold.nn.op.Elements;
import org.refold.train.batch.FeatureRows;

/**
 * Vectors of users, or of items: one of each alone, drawn, and what features add to it, which
 * begins at 0: {@code vector = p + sum over features f of w_f M_f}.
 */
public final class EntityVectors {

  private final Embedding own;
  private final FeatureRows features;
  private final @Nullable Embedding ofFeatures;

  /**
   * @param name of the table, such as {@code "users"}
   * @param features a row for each; none for vectors alone
   */
  public EntityVectors(
      Scope scope, String name, int rows, int latent, Initializer first, FeatureRows features) {
    own = scope.embedding(name, rows, latent, first);
    this.features = features;
    ofFeatures =
        features.count() == 0
            ? null
            : scope.embedding(name + " attributes", features.count(), latent, Initializer.zeros());
  }

  /**
   * The vectors of ids.
   *
   * @param ids may repeat
   * @return {@code [ids.length, latent]}
   */
  public Var rows(Tape tape, int[] ids) {
    Var vectors = own.rows(tape, ids);
    if (ofFeatures == null) {
      return vectors;
    }
    SparseRows rows = tape.sparseScratch();
    rows.clear(features.count());
    for (int id : ids) {
      int from = features.starts()[id];
      rows.addRow(features.ids(), features.weights(), from, features.starts()[id + 1]);
    }
    return Elements.add(vectors, ofFeatures.apply(tape, rows));
  }
}
