package org.refold.train.neural;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Scope;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.recommend.UserVectors;
import org.refold.train.Training;
import org.refold.train.batch.NegativeSampler;
import org.refold.train.batch.Pairs;

/**
 * A fitted network of pairs. Users of the training data, found by their raw ids, are scored with
 * the numbers that they have from training. For others the numbers are found by {@link PairFoldIn},
 * with the rest of the network as it is; those of a user without any history are the mean of all
 * users'.
 *
 * <p>Scores are those before the output mapping, which does not change a ranking. The halves of all
 * items are computed once.
 */
public class PairModel extends NeuralModel implements FoldIn, KnownUsers, UserVectors {

  /**
   * What a model is made of.
   *
   * @param who was fitted
   * @param histories those of the training data, without values
   * @param scope has the parameters, which the model closes
   * @param features of users and items
   * @param network whose parameters they are
   * @param frozen the same network over the same numbers, which it does not train
   */
  public record Parts(
      Recommender who,
      Interactions histories,
      Scope scope,
      PairFeatures features,
      PairNetwork network,
      PairNetwork frozen) {}

  private final Interactions histories;
  private final PairFeatures features;
  private final PairNetwork network;
  private final PairNetwork frozen;
  private final PairFoldIn foldIn;
  private final int[] trained;
  private float[] mean = {};
  private Matrix items = Matrix.floats(0, 1);

  /** A model of these parts. */
  public PairModel(Parts parts) {
    super(parts.who(), parts.histories().items(), parts.scope());
    this.histories = parts.histories();
    this.features = parts.features();
    this.network = parts.network();
    this.frozen = parts.frozen();
    this.foldIn = new PairFoldIn(frozen, histories.itemCount());
    this.trained =
        IntStream.range(0, histories.userCount()).filter(u -> histories.count(u) > 0).toArray();
  }

  /**
   * Computes what is kept of the parameters, as they are.
   *
   * @return this
   */
  PairModel refresh() {
    int[] all = IntStream.range(0, items().size()).toArray();
    tapes()
        .run(
            0,
            all.length,
            (tape, from, to) -> frozen.itemHalves(tape, Arrays.copyOfRange(all, from, to)),
            (from, to, halves) -> {
              if (items.rows() != all.length) {
                items.close();
                items = Matrix.floats(all.length, halves.columns());
              }
              copy(halves, items.rowsView(from, to));
            });
    double[] sum = new double[frozen.latent()];
    float[] own = new float[sum.length];
    tapes()
        .run(
            0,
            trained.length,
            (tape, from, to) -> frozen.own(tape, Arrays.copyOfRange(trained, from, to)),
            (from, to, rows) -> {
              for (int row = 0; row < to - from; row++) {
                rows.readRow(row, own);
                for (int k = 0; k < own.length; k++) {
                  sum[k] += own[k];
                }
              }
            });
    mean = new float[sum.length];
    for (int k = 0; k < mean.length; k++) {
      mean[k] = (float) (sum[k] / trained.length);
    }
    return this;
  }

  private static void copy(Matrix from, Matrix to) {
    float[] row = new float[from.columns()];
    for (int k = 0; k < to.rows(); k++) {
      from.readRow(k, row);
      to.writeRow(k, row);
    }
  }

  @Override
  public final Interactions histories() {
    return histories;
  }

  /** The halves of all items, {@code [items, any]}; must not be changed. */
  protected final Matrix itemHalves() {
    return items;
  }

  /** The numbers of the user of a row of histories: {@code [latent]}. */
  private float[] own(Interactions asked, int row) {
    int known = users().indexOf(asked.users().id(row));
    if (known >= 0 && histories.count(known) > 0) {
      float[] own = new float[mean.length];
      tapes().run(0, 1, (tape, from, to) -> frozen.own(tape, new int[] {known}), own);
      return own;
    }
    int[] history = BinaryMatrix.row(asked, row);
    return history.length == 0 ? mean.clone() : foldIn.fold(history, mean);
  }

  /** The half of a user, {@code [any]}. */
  private float[] half(float[] own) {
    float[][] half = new float[1][];
    tapes()
        .run(
            0,
            1,
            (tape, from, to) -> frozen.userHalves(constant(tape, own, 1)),
            (from, to, numbers) -> {
              half[0] = new float[numbers.columns()];
              numbers.readRow(0, half[0]);
            });
    return half[0];
  }

  private static Var constant(Tape tape, float[] row, int times) {
    Matrix rows = tape.scratch(times, row.length);
    for (int k = 0; k < times; k++) {
      rows.writeRow(k, row);
    }
    return tape.constant(rows);
  }

  @Override
  public final void score(Interactions asked, int from, int to, float[] scores) {
    Preconditions.foldIn(this, asked, from, to, scores);
    float[] one = new float[items().size()];
    for (int row = from; row < to; row++) {
      float[] half = half(own(asked, row));
      tapes()
          .run(
              0,
              one.length,
              (tape, first, end) ->
                  frozen.scores(
                      constant(tape, half, end - first), tape.constant(items.rowsView(first, end))),
              one);
      System.arraycopy(one, 0, scores, (row - from) * one.length, one.length);
    }
  }

  @Override
  public final void scorePairs(Interactions asked, Interactions pairs, float[] scores) {
    for (int row = 0; row < pairs.userCount(); row++) {
      if (pairs.count(row) > 0) {
        scorePairs(half(own(asked, row)), pairs, row, scores);
      }
    }
  }

  private void scorePairs(float[] half, Interactions pairs, int row, float[] scores) {
    float[] some = new float[pairs.count(row)];
    float[] item = new float[items.columns()];
    tapes()
        .run(
            pairs.start(row),
            pairs.end(row),
            (tape, first, end) -> {
              Matrix halves = tape.scratch(end - first, item.length);
              for (int p = first; p < end; p++) {
                items.readRow(pairs.item(p), item);
                halves.writeRow(p - first, item);
              }
              return frozen.scores(constant(tape, half, end - first), tape.constant(halves));
            },
            some);
    System.arraycopy(some, 0, scores, pairs.start(row), some.length);
  }

  @Override
  public int userDimension() {
    return frozen.latent();
  }

  @Override
  public void encode(Interactions asked, int from, int to, float[] vectors) {
    Preconditions.encode(this, asked, from, to, vectors);
    for (int row = from; row < to; row++) {
      System.arraycopy(own(asked, row), 0, vectors, (row - from) * mean.length, mean.length);
    }
  }

  @Override
  public DenseProducts denseProducts(Interactions train, Training training) {
    PairRecommender who = (PairRecommender) recommender();
    Pairs pairs =
        Pairs.withNegatives(
            train, Pairs.Labels.ONE, NegativeSampler.uniform(train), who.negatives());
    return DenseProducts.of(
        pairs,
        step -> network.scores(step.tape(), step.batch().users(), step.batch().items()),
        training);
  }

  @Override
  public void save(ModelWriter file) {
    super.save(file);
    features.save(file);
    file.histories(histories);
  }

  @Override
  public void close() {
    super.close();
    items.close();
  }
}
