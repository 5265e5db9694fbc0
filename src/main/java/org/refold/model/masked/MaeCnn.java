package org.refold.model.masked;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.util.List;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.Ndcg;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ModelReader;
import org.refold.recommend.Preconditions;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.train.Phase;
import org.refold.train.Schedule;
import org.refold.train.Trainable;
import org.refold.train.Training;
import org.refold.train.neural.NeuralFit;
import org.refold.train.neural.Scoring;

/**
 * A convolutional masked autoencoder: the matrix of users and items as an image, of whose tiles
 * part of the ones is hidden and predicted from what is left around it.
 *
 * <pre>
 *   X  = the histories, users and items in an order in which neighbours are alike
 *   T  = a tile of X [tileUsers, tileItems];  H = each of its ones with probability rho(t)
 *   y  = [T - H, 1 within the image]              2 channels
 *   z  = relu(conv(... relu(conv(y))))            3x3, stride 2: a layer halves both sides
 *   f  = convT(... relu(convT(z)))                4x4, stride 2, back to one channel
 *   loss = mean over tiles of sum over H and the zeros of T of -log likelihood(x, s(f)),
 *          + l2 / 2 |weights|^2;  s logistic
 *   scores of a user = f in the middle line of tiles that have the history there, and the training
 *          users with the nearest places around it; nothing is hidden
 * </pre>
 *
 * <p>{@link ImageOrder} says how users and items are ordered; a convolution has no other notion of
 * who they are, so that the order is all it can learn from, and {@code imageOrder=random} is the
 * control. One dimension holds little of what makes items alike: expect less than of {@code
 * mae-mlp}, which reads whole histories. The idea is that of K. He et al.: Masked Autoencoders Are
 * Scalable Vision Learners, CVPR 2022.
 *
 * <table>
 * <caption>Fidelity</caption>
 * <tr><th>point</th><th>paper (images)</th><th>authors' code</th><th>here</th></tr>
 * <tr><td>definition</td><td>patches of an image, transformer</td><td>the same</td><td>ours: articles
 *     on recommenders name a convolutional one only; no figure is published</td></tr>
 * <tr><td>what is hidden</td><td>3/4 of the patches of 16x16</td><td>the same</td><td>half of the
 *     ones: a patch that is hidden in training would have to be when scoring, too</td></tr>
 * <tr><td>loss</td><td>on the hidden part</td><td>the same</td><td>the same, where zeros count as
 *     hidden: nothing tells them from hidden ones</td></tr>
 * <tr><td>encoder</td><td>sees visible patches only</td><td>the same</td><td>sees the tile, with
 *     zeros for what is hidden</td></tr>
 * <tr><td>users without history</td><td>none</td><td>none</td><td>no line of the image</td></tr>
 * </table>
 *
 * <p>Memory: the ones of the image, and the tiles of a batch; never all users times all items.
 * Cost: 14 million operations a tile forward with the sizes here, three times that in training; a
 * user is scored by as many tiles as items have, which is dear: 29 on MovieLens-1M, 0.4 billion
 * operations.
 *
 * @param imageOrder how users and items are ordered
 * @param tileUsers lines of a tile; a multiple of 2 to the power of the layers
 * @param tileItems columns of a tile; likewise
 * @param channels of each layer of the encoder; the decoder mirrors them
 * @param maskRatio rho, a share in [0, 1) at each step
 * @param l2 weight of half the squared length of all weights, biases not included
 * @param training how it is trained; a batch is of tiles
 */
@RecordBuilder
public record MaeCnn(
    ImageOrder imageOrder,
    int tileUsers,
    int tileItems,
    LayerSizes channels,
    Schedule maskRatio,
    double l2,
    Training training)
    implements Recommender, Trainable<MaeCnn>, MaeCnnBuilder.With {

  /** Users whose codes are looked at between epochs: each has many tiles. */
  private static final int WATCHED = 20;

  /**
   * @throws BadInputException if a setting is out of its range
   */
  public MaeCnn {
    Mask.checkRatio(maskRatio);
    Check.notNegative("l2", l2, "typical: 0");
    if (channels.units().isEmpty() || channels.units().size() > 10) {
      throw new BadInputException(
          "channels is %s, but 1 to 10 layers are needed, such as 16x32x64".formatted(channels));
    }
    checkSide("tileUsers", tileUsers, channels);
    checkSide("tileItems", tileItems, channels);
  }

  private static void checkSide(String name, int side, LayerSizes channels) {
    int halves = 1 << channels.units().size();
    if (side < halves || side % halves != 0) {
      throw new BadInputException(
          "%s is %s, but each of %s layers halves it: choose a multiple of %s"
              .formatted(
                  name,
                  Integer.toString(side),
                  Integer.toString(channels.units().size()),
                  Integer.toString(halves)));
    }
  }

  /** Tiles of 32 users and 128 items in spectral order, half of whose ones are hidden. */
  public MaeCnn() {
    this(
        ImageOrder.SPECTRAL,
        32,
        128,
        LayerSizes.of(16, 32, 64),
        Schedule.constant(0.5),
        0,
        Training.adam(1e-3, 32, 50).withPatience(10));
  }

  @Override
  public String name() {
    return "mae-cnn";
  }

  @Override
  public MaeCnn with(Training other) {
    return withTraining(other);
  }

  /** The tiles of some training data. */
  Tiles tiles(Interactions train) {
    MatrixImage image = new MatrixImage(imageOrder, BinaryMatrix.of(train));
    return new Tiles(image, train.itemCount(), tileUsers, tileItems);
  }

  @Override
  public Fitted<MaeCnnModel> fit(Interactions train, Fitting fitting) {
    Preconditions.notEmpty(this, train);
    Tiles tiles = tiles(train);
    Scope scope = NeuralFit.scope(fitting);
    MaeCnnNetwork network = new MaeCnnNetwork(this, scope);
    MaeCnnModel model = new MaeCnnModel(this, train.withoutValues(), scope, network, tiles);
    return NeuralFit.train(
        this,
        train,
        fitting,
        training.plan(l2, tiles.count()),
        new Ndcg(100),
        scope,
        Scoring.watched(() -> model, model, train, WATCHED),
        List.of(new Phase<>("all", scope.parameters(), tiles, network.loss(tiles))));
  }

  @Override
  public MaeCnnModel load(ModelReader file) throws IOException {
    Scope scope = NeuralFit.scope(file);
    MaeCnnNetwork network = new MaeCnnNetwork(this, scope);
    Interactions histories = file.histories();
    return new MaeCnnModel(this, histories, scope, network, tiles(histories));
  }

  /** The maps of all layers of a batch with their gradients, and the ones of the image. */
  @Override
  public long fitBytes(Interactions train) {
    long maps = 4L * training.batchSize() * MaeCnnNetwork.numbersOfTile(this);
    long orders = 24L * (train.itemCount() + train.userCount());
    return NeuralFit.bytes(scope -> new MaeCnnNetwork(this, scope), training, train)
        + Float.BYTES * (maps + train.size())
        + orders;
  }
}
