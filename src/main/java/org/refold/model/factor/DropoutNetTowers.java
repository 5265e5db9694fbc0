package org.refold.model.factor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.kernel.Streams;
import org.refold.nn.Initializer;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.BatchNorm;
import org.refold.nn.layer.Dense;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Scope;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Losses;
import org.refold.nn.op.Products;
import org.refold.recommend.ModelWriter;
import org.refold.train.Step;
import org.refold.train.batch.FeatureRows;
import org.refold.train.batch.Pairs;

/** The towers of {@link DropoutNet}: from factors and attributes to vectors. */
final class DropoutNetTowers {

  /** Layers from one kind of factors and attributes to vectors. */
  static final class Tower {

    private final TowerInputs inputs;
    private final @Nullable Embedding attributes;
    private final List<Dense> layers = new ArrayList<>();
    private final List<BatchNorm> norms = new ArrayList<>();

    Tower(DropoutNet settings, Scope scope, String name, TowerInputs inputs) {
      this.inputs = inputs;
      Initializer weights = Initializer.truncatedNormal(0.01);
      List<Integer> units = settings.hidden().between(settings.latent(), settings.vectorUnits());
      int features = inputs.attributes().count();
      for (int k = 1; k < units.size(); k++) {
        layers.add(
            scope.dense(
                name + " " + k,
                units.get(k - 1),
                units.get(k),
                Activation.IDENTITY,
                weights,
                Initializer.zeros()));
        if (k < units.size() - 1) {
          norms.add(scope.batchNorm(name + " " + k, units.get(k)));
        }
      }
      attributes =
          features == 0
              ? null
              : scope.embedding(name + " attributes", features, units.get(1), weights);
    }

    /**
     * The vectors of some rows.
     *
     * @param rows of the attributes; -1 for one without
     * @param factors {@code [rows, latent]}, row by row, as they come from iALS; zeros for none
     * @return {@code [rows, vectorUnits]}
     */
    Var apply(Tape tape, int[] rows, float[] factors) {
      int latent = inputs.mean().length;
      Matrix standard = tape.scratch(rows.length, latent);
      float[] factor = new float[latent];
      for (int row = 0; row < rows.length; row++) {
        System.arraycopy(factors, row * latent, factor, 0, latent);
        inputs.standardise(factor);
        for (int k = 0; k < latent; k++) {
          standard.set(row, k, factor[k]);
        }
      }
      Var x = layers.get(0).apply(tape.constant(standard));
      if (attributes != null) {
        x = Elements.add(x, attributes.apply(tape, features(tape, rows)));
      }
      for (int k = 0; k < norms.size(); k++) {
        x = Elements.activate(norms.get(k).apply(x), Activation.TANH);
        x = layers.get(k + 1).apply(x);
      }
      return x;
    }

    private SparseRows features(Tape tape, int[] rows) {
      FeatureRows known = inputs.attributes();
      SparseRows some = tape.sparseScratch();
      some.clear(known.count());
      for (int row : rows) {
        int from = row < 0 ? 0 : known.starts()[row];
        int to = row < 0 ? 0 : known.starts()[row + 1];
        some.addRow(known.ids(), known.weights(), from, to);
      }
      return some;
    }
  }

  private final DropoutNet settings;
  private final Tower users;
  private final Tower items;

  DropoutNetTowers(DropoutNet settings, Scope scope, TowerInputs ofUsers, TowerInputs ofItems) {
    this.settings = settings;
    this.users = new Tower(settings, scope, "users", ofUsers);
    this.items = new Tower(settings, scope, "items", ofItems);
  }

  /** The tower of users. */
  Tower users() {
    return users;
  }

  /** The tower of items. */
  Tower items() {
    return items;
  }

  /** Hands over what is read. */
  void save(ModelWriter file) {
    users.inputs.save(file, "users");
    items.inputs.save(file, "items");
  }

  /** Half the mean of the squared differences from the products of the factors. */
  Var loss(Step<Pairs.Batch> step, FactorPairs pairs) {
    Pairs.Batch batch = step.batch();
    Tape tape = step.tape();
    int latent = settings.latent();
    float[] ofUsers = some(pairs.userFactors(), batch.users(), latent);
    float[] ofItems = some(pairs.itemFactors(), batch.items(), latent);
    drop(ofUsers, batch.size(), latent, tape.streamSeed("users without factors"));
    drop(ofItems, batch.size(), latent, tape.streamSeed("items without factors"));
    return loss(tape, batch, ofUsers, ofItems);
  }

  /** The loss of factors of which some may be zeros. */
  Var loss(Tape tape, Pairs.Batch batch, float[] ofUsers, float[] ofItems) {
    Var u = users.apply(tape, batch.users(), ofUsers);
    Var v = items.apply(tape, batch.items(), ofItems);
    return Losses.gaussian(Products.rowDots(u, v), batch.targets(tape));
  }

  private static float[] some(float[] factors, int[] rows, int latent) {
    float[] some = new float[rows.length * latent];
    for (int k = 0; k < rows.length; k++) {
      System.arraycopy(factors, rows[k] * latent, some, k * latent, latent);
    }
    return some;
  }

  /** Sets so many rows to zero, rounded down. */
  private void drop(float[] factors, int rows, int latent, long seed) {
    int[] order = IntStream.range(0, rows).toArray();
    Streams.shuffle(order, Streams.of(seed, "order"));
    for (int k = 0; k < (int) (settings.dropout() * rows); k++) {
      Arrays.fill(factors, order[k] * latent, (order[k] + 1) * latent, 0f);
    }
  }
}
