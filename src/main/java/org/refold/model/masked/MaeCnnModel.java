package org.refold.model.masked;

import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Matrix;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.Scope;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Convolution.Shape;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;
import org.refold.recommend.UserVectors;
import org.refold.train.Training;
import org.refold.train.neural.Bottleneck;
import org.refold.train.neural.Coded;
import org.refold.train.neural.DenseProducts;
import org.refold.train.neural.NeuralModel;

/**
 * A fitted {@link MaeCnn}: the network, and the histories of the training users, whose lines stand
 * around that of a user who is scored. A user of the training data is scored by the history at hand
 * too, but is never beside itself.
 *
 * <p>The vector of a user is the mean of the codes over the places of the user's line: one number
 * for each channel.
 */
public final class MaeCnnModel extends NeuralModel
    implements FoldIn, KnownUsers, UserVectors, Coded {

  /** Tiles that go through the network at once. */
  private static final int TILES = 64;

  private final Interactions histories;
  private final MaeCnnNetwork network;
  private final Tiles tiles;
  private final MaeCnn settings;

  /**
   * @param histories of the training users, without values
   * @param tiles their image
   */
  MaeCnnModel(
      MaeCnn settings, Interactions histories, Scope scope, MaeCnnNetwork network, Tiles tiles) {
    super(settings, histories.items(), scope);
    this.settings = settings;
    this.histories = histories;
    this.network = network;
    this.tiles = tiles;
  }

  private interface Taking {
    void take(int row, Matrix numbers, int first);
  }

  private interface Pass {
    Var of(Var tiles);
  }

  /** Runs the tiles of some users at a time through a part of the network. */
  private void run(Interactions asked, int from, int to, Pass pass, Taking taking) {
    int users = Math.max(1, TILES / tiles.across());
    for (int first = from; first < to; first += users) {
      tapes()
          .run(
              first,
              Math.min(to, first + users),
              (tape, start, end) -> pass.of(strips(tape, asked, start, end)),
              (start, end, numbers) -> {
                for (int row = start; row < end; row++) {
                  taking.take(row - from, numbers, (row - start) * tiles.across());
                }
              });
    }
  }

  private Var strips(Tape tape, Interactions asked, int from, int to) {
    int numbers = 2 * settings.tileUsers() * settings.tileItems();
    Matrix strips = tape.scratch((to - from) * tiles.across(), numbers);
    for (int row = from; row < to; row++) {
      int self = users().indexOf(asked.users().id(row));
      tiles.strip(BinaryMatrix.row(asked, row), self, strips, (row - from) * tiles.across());
    }
    return tape.constant(strips);
  }

  @Override
  public void score(Interactions asked, int from, int to, float[] scores) {
    Preconditions.foldIn(this, asked, from, to, scores);
    int width = settings.tileItems();
    int middle = settings.tileUsers() / 2 * width;
    float[] line = new float[width * tiles.across()];
    run(
        asked,
        from,
        to,
        strips -> Columns.slice(network.decode(network.encode(strips)), middle, middle + width),
        (row, numbers, first) -> {
          numbers.readRows(first, first + tiles.across(), line, 0);
          for (int item = 0; item < items().size(); item++) {
            scores[row * items().size() + item] = line[tiles.column(item)];
          }
        });
  }

  @Override
  public int userDimension() {
    return network.code().channels();
  }

  @Override
  public void encode(Interactions asked, int from, int to, float[] vectors) {
    Preconditions.encode(this, asked, from, to, vectors);
    Shape code = network.code();
    int start = code.height() / 2 * code.width();
    float[] numbers = new float[code.size()];
    run(
        asked,
        from,
        to,
        network::encode,
        (row, codes, first) -> {
          double[] sums = new double[code.channels()];
          for (int tile = 0; tile < tiles.across(); tile++) {
            codes.readRow(first + tile, numbers);
            for (int place = 0; place < sums.length * code.width(); place++) {
              int channel = place / code.width();
              int at = channel * code.height() * code.width() + start + place % code.width();
              sums[channel] += numbers[at];
            }
          }
          for (int channel = 0; channel < sums.length; channel++) {
            vectors[row * sums.length + channel] =
                (float) (sums[channel] / (code.width() * tiles.across()));
          }
        });
  }

  @Override
  public Bottleneck bottleneck(Interactions asked) {
    return Bottleneck.of(this, asked);
  }

  @Override
  public Interactions histories() {
    return histories;
  }

  /** None: all products are those of convolutions. */
  @Override
  public DenseProducts denseProducts(Interactions train, Training training) {
    return DenseProducts.of(settings.tiles(train), network.loss(tiles), training);
  }

  @Override
  public void save(ModelWriter file) {
    super.save(file);
    file.histories(histories);
  }
}
