package org.refold.model.factor;

import java.util.List;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Initializer;
import org.refold.nn.Mode;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Embedding;
import org.refold.nn.layer.Scope;
import org.refold.nn.op.Elements;
import org.refold.nn.op.EntryLosses;
import org.refold.nn.op.Products;
import org.refold.nn.op.RankingLosses;
import org.refold.nn.op.Segmented;
import org.refold.nn.op.Sums;
import org.refold.train.Step;
import org.refold.train.batch.Triples;

/** The equations of {@link LightGcn}. */
final class LightGcnNetwork {

  private static final double FIRST = 0.1;

  private final LightGcn settings;

  private final GraphLayers graph;
  private final Embedding users;
  private final Embedding items;

  LightGcnNetwork(LightGcn settings, Interactions train, Scope s) {
    this.settings = settings;
    graph = new GraphLayers(train);
    Initializer normal = Initializer.normal(FIRST);
    users = s.embedding("users", train.userCount(), settings.latent(), normal);
    items = s.embedding("items", train.itemCount(), settings.latent(), normal);
    RatingSide.clearUntrained(users.table(), FactorFit.counts(train));
    RatingSide.clearUntrained(items.table(), train.itemCounts());
  }

  GraphLayers.Layers layers(Tape tape) {
    return graph.of(
        tape.parameter(users.table()), tape.parameter(items.table()), settings.layers());
  }

  Var loss(Step<Triples.Batch> step) {
    return loss(step.tape(), step.batch());
  }

  Var loss(Tape tape, Triples.Batch batch) {
    GraphLayers.Layers all = layers(tape);
    Var u = rows(GraphLayers.Layers.mean(all.users()), batch.users());
    Var v = GraphLayers.Layers.mean(all.items());
    Var ranking =
        RankingLosses.bpr(
            Products.rowDots(u, rows(v, batch.positives())),
            Products.rowDots(u, rows(v, batch.negatives())),
            EntryLosses.Reduction.MEAN_OVER_ROWS);
    Var squares =
        Sums.squares(
            settings.l2() / batch.size(),
            List.of(
                users.rows(tape, batch.users()),
                items.rows(tape, batch.positives()),
                items.rows(tape, batch.negatives())));
    return Elements.add(ranking, squares);
  }

  private static Var rows(Var table, int[] ids) {
    Ragged.Ids copy = table.tape().idsScratch();
    copy.add(ids, 0, ids.length);
    return Segmented.gather(table, copy).rows();
  }

  /** Brings the model to the parameters as they are. */
  void total(Factors factors, Matrix implied) {
    try (Tape tape = Tape.of(Precision.FLOAT)) {
      tape.begin(Mode.SCORING, 0, 0);
      GraphLayers.Layers all = layers(tape);
      copy(GraphLayers.Layers.mean(all.users()).value(), factors.users());
      copy(GraphLayers.Layers.mean(all.items()).value(), factors.items());
      implied.clear();
      if (settings.layers() > 0) {
        copy(GraphLayers.Layers.sum(all.items().subList(0, settings.layers())).value(), implied);
      }
    }
    for (int item = 0; item < implied.rows(); item++) {
      double factor = 1 / ((settings.layers() + 1) * Math.sqrt(Math.max(1, graph.count(item))));
      for (int k = 0; k < settings.latent(); k++) {
        implied.set(item, k, factor * implied.get(item, k));
      }
    }
  }

  private static void copy(Matrix from, Matrix to) {
    float[] row = new float[to.columns()];
    for (int k = 0; k < to.rows(); k++) {
      from.readRow(k, row);
      to.writeRow(k, row);
    }
  }
}
