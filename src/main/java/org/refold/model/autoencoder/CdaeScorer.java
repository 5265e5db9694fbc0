package org.refold.model.autoencoder;

import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.recommend.Check;
import org.refold.recommend.FoldIn;
import org.refold.recommend.ItemVectors;
import org.refold.recommend.KnownUsers;

/** Scores users with the parameters of a network where they are; see {@link CdaeModel}. */
class CdaeScorer implements FoldIn, KnownUsers, ItemVectors {

  private final CdaeNetwork network;
  private final Interactions train;
  private final float[] meanNode;
  private final ScoringTapes tapes = new ScoringTapes();

  CdaeScorer(CdaeNetwork network, Interactions train) {
    this.network = network;
    this.train = train;
    this.meanNode = meanNode(network.nodes(), train);
  }

  private static float[] meanNode(Matrix nodes, Interactions train) {
    double[] sum = new double[nodes.columns()];
    float[] node = new float[nodes.columns()];
    int users = 0;
    for (int user = 0; user < nodes.rows(); user++) {
      if (train.count(user) > 0) {
        users++;
        nodes.readRow(user, node);
        for (int k = 0; k < node.length; k++) {
          sum[k] += node[k];
        }
      }
    }
    for (int k = 0; k < node.length; k++) {
      node[k] = (float) (sum[k] / users);
    }
    return node;
  }

  @Override
  public final Vocabulary items() {
    return train.items();
  }

  @Override
  public final Vocabulary users() {
    return train.users();
  }

  @Override
  public final void score(Interactions histories, int from, int to, float[] scores) {
    Check.foldIn(this, histories, from, to, scores);
    tapes.run(
        from,
        to,
        (tape, first, end) -> {
          Matrix nodes = tape.scratch(end - first, meanNode.length);
          for (int row = 0; row < nodes.rows(); row++) {
            nodes.writeRow(row, meanNode);
          }
          SparseRows rows = Histories.rows(tape, histories, first, end);
          return network.scores(tape, rows, tape.constant(nodes));
        },
        scores);
  }

  @Override
  public final void scoreKnown(int[] known, float[] scores) {
    tapes.run(0, known.length, (tape, from, to) -> ofKnown(tape, known, from, to), scores);
  }

  private Var ofKnown(Tape tape, int[] known, int from, int to) {
    Matrix nodes = tape.scratch(to - from, meanNode.length);
    SparseRows rows = tape.sparseScratch();
    rows.clear(train.itemCount());
    float[] node = new float[meanNode.length];
    for (int k = from; k < to; k++) {
      Histories.addRow(rows, train, known[k]);
      if (train.count(known[k]) > 0) {
        network.nodes().readRow(known[k], node);
        nodes.writeRow(k - from, node);
      } else {
        nodes.writeRow(k - from, meanNode);
      }
    }
    return network.scores(tape, rows, tape.constant(nodes));
  }

  @Override
  public final int dimension() {
    return meanNode.length;
  }

  @Override
  public final void itemVector(int item, float[] vector) {
    network.itemVectors().readRow(item, vector);
  }
}
