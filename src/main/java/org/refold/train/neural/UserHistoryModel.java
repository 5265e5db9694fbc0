package org.refold.train.neural;

import org.refold.data.Interactions;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Scope;
import org.refold.recommend.FoldIn;
import org.refold.recommend.InnerProduct;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.train.Training;
import org.refold.train.batch.Histories;

/**
 * A fitted autoencoder with a vector for each user. Users of the training data, found by their raw
 * ids, are scored with their own vectors; all others, and users without a training history, with
 * the mean of all trained vectors.
 *
 * <p>Scores are those before the output mapping, which does not change a ranking.
 */
public final class UserHistoryModel extends NeuralModel
    implements FoldIn, KnownUsers, InnerProduct, Coded, ScoringPass {

  private final Interactions histories;
  private final UserHistoryNetwork network;
  private float[] meanUser;

  /**
   * @param histories those of the training data, without values
   */
  UserHistoryModel(
      Recommender recommender, Interactions histories, Scope scope, UserHistoryNetwork network) {
    super(recommender, histories.items(), scope);
    this.histories = histories;
    this.network = network;
    this.meanUser = meanUser();
  }

  /**
   * Averages the vectors of users as they are.
   *
   * @return this
   */
  UserHistoryModel averageUsers() {
    meanUser = meanUser();
    return this;
  }

  private float[] meanUser() {
    Matrix users = network.users().table().value();
    double[] sum = new double[users.columns()];
    float[] one = new float[users.columns()];
    int trained = 0;
    for (int user = 0; user < users.rows(); user++) {
      if (histories.count(user) > 0) {
        trained++;
        users.readRow(user, one);
        for (int k = 0; k < one.length; k++) {
          sum[k] += one[k];
        }
      }
    }
    for (int k = 0; k < one.length; k++) {
      one[k] = (float) (sum[k] / trained);
    }
    return one;
  }

  @Override
  public Interactions histories() {
    return histories;
  }

  @Override
  public void score(Interactions asked, int from, int to, float[] scores) {
    Preconditions.foldIn(this, asked, from, to, scores);
    tapes().run(from, to, (tape, first, end) -> scores(tape, asked, first, end), scores);
  }

  @Override
  public Var scores(Tape tape, Interactions asked, int from, int to) {
    return network.items().all(codes(tape, asked, from, to), Activation.IDENTITY);
  }

  @Override
  public void encode(Interactions asked, int from, int to, float[] vectors) {
    Preconditions.encode(this, asked, from, to, vectors);
    tapes().run(from, to, (tape, first, end) -> codes(tape, asked, first, end), vectors);
  }

  @Override
  public Bottleneck bottleneck(Interactions asked) {
    return Bottleneck.of(this, asked);
  }

  private Var codes(Tape tape, Interactions asked, int from, int to) {
    Matrix vectors = tape.scratch(to - from, meanUser.length);
    float[] own = new float[meanUser.length];
    for (int row = from; row < to; row++) {
      int user = users().indexOf(asked.users().id(row));
      if (user >= 0 && histories.count(user) > 0) {
        network.users().table().value().readRow(user, own);
        vectors.writeRow(row - from, own);
      } else {
        vectors.writeRow(row - from, meanUser);
      }
    }
    return network.encode(tape, Histories.rows(tape, asked, from, to), tape.constant(vectors));
  }

  @Override
  public Matrix vectors() {
    return network.items().weight().value();
  }

  @Override
  public float[] itemBiases() {
    float[] biases = new float[items().size()];
    network.items().bias().value().readRow(0, biases);
    return biases;
  }

  @Override
  public DenseProducts denseProducts(Interactions train, Training training) {
    return DenseProducts.of(new Histories(train), network::loss, training);
  }

  @Override
  public void save(ModelWriter file) {
    super.save(file);
    file.histories(histories);
  }
}
