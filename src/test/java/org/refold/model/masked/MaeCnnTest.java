package org.refold.model.masked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.refold.data.BinaryMatrix;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.model.RecommenderConformance;
import org.refold.nn.Mode;
import org.refold.nn.Parameter;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.layer.LayerSizes;
import org.refold.nn.layer.Scope;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;
import org.refold.train.Schedule;
import org.refold.train.neural.Likelihood;

class MaeCnnTest implements RecommenderConformance {

  /** Two groups of users with items of their own, and one item that both have. */
  private static final BinaryMatrix BLOCKS =
      BinaryMatrix.of(
          7,
          List.of(
              new int[] {0, 2, 4},
              new int[] {1, 3, 5},
              new int[] {0, 4, 6},
              new int[] {},
              new int[] {1, 5, 6},
              new int[] {2, 4, 6},
              new int[] {3, 5}));

  private static final MaeCnn SMALL =
      new MaeCnn().withChannels(LayerSizes.of(2, 3)).withTileUsers(4).withTileItems(4);

  @Override
  public Recommender recommender() {
    return new MaeCnn()
        .withTileUsers(16)
        .withTileItems(16)
        .withChannels(LayerSizes.of(8, 16))
        .withLearningRate(0.01)
        .withBatchSize(4)
        .withEpochs(25)
        .withPatience(25);
  }

  /** A known user is not among the users around, a stranger with the same history is. */
  @Override
  public KnownUserScores knownUserScores() {
    return KnownUserScores.LEARNED;
  }

  /** Against the singular vectors that NumPy finds: numpy.linalg.svd(Du^-.5 X Di^-.5). */
  @Test
  void theSpectralOrderPutsGroupsTogether() {
    double[] numbers = ImageOrder.SPECTRAL.ofItems(BLOCKS);
    double[] expected = {
      -0.2465599612,
      0.2403694030,
      -0.2465599612,
      0.3324494977,
      -0.2367858147,
      0.2750555878,
      -0.0914024252
    };
    double sign = Math.signum(numbers[0] * expected[0]);
    for (int item = 0; item < 7; item++) {
      assertThat(sign * numbers[item]).isCloseTo(expected[item], within(1e-6));
    }
    MatrixImage image = new MatrixImage(ImageOrder.SPECTRAL, BLOCKS);
    assertThat(image.lines()).isEqualTo(6);
    int[] first = image.columns(new int[] {0, 2, 4});
    assertThat(Arrays.equals(first, new int[] {0, 1, 2}) || first[0] == 4).isTrue();
    assertThat(image.column(6)).isEqualTo(3);
  }

  /** Lines are at the numbers 0 to 5: users by the length of their histories. */
  @Test
  void aHistoryStandsBetweenItsNeighboursAndNeverBesideItself() {
    List<int[]> histories =
        List.of(new int[] {0}, new int[] {0, 1}, new int[] {0, 1, 2}, new int[] {0, 1, 2, 3});
    MatrixImage image = new MatrixImage(ImageOrder.POPULARITY, BinaryMatrix.of(4, histories));
    // the longest history is line 0: user 3, then 2, 1, 0
    assertThat(image.around(new int[] {1, 2}, -1, 2, 2)).containsExactly(0, 1, 2, 3);
    assertThat(image.around(new int[] {1, 2}, 1, 2, 2)).containsExactly(0, 1, 3, -1);
    assertThat(image.around(new int[] {1, 2}, 2, 2, 2)).containsExactly(-1, 0, 2, 3);
    assertThat(image.around(new int[] {}, -1, 1, 2)).containsExactly(3, -1, -1);
  }

  @Test
  void whatIsHiddenIsNotSeenAndNothingBeyondTheBorderCounts() {
    Tiles tiles = new Tiles(new MatrixImage(ImageOrder.SPECTRAL, BLOCKS), 7, 4, 4);
    assertThat(tiles.count()).isEqualTo(4);
    try (Tape tape = Tape.ofFloats()) {
      int hidden = 0;
      for (int step = 0; step < 100; step++) {
        tape.begin(Mode.TRAINING, 1, step);
        Tiles.Batch batch = tiles.batch(tape, new int[] {3, 0, 1, 2}, 4);
        Tiles.Hidden found = tiles.hide(tape, batch, 0.25);
        int ones = 0;
        int inside = 0;
        for (int tile = 0; tile < 4; tile++) {
          for (int place = 0; place < 16; place++) {
            ones += (int) found.input().get(tile, place);
            inside += (int) found.input().get(tile, 16 + place);
          }
        }
        hidden += found.parts().hidden().size();
        assertThat(ones + found.parts().hidden().size()).isEqualTo(17);
        assertThat(inside).isEqualTo(6 * 7);
        assertThat(found.parts().visible().size()).isEqualTo(ones + 64 - inside);
      }
      // 1700 ones, each hidden with .25: 425 with a standard deviation of 18
      assertThat(hidden).isBetween(370, 480);
    }
  }

  /**
   * By PyTorch in double: conv2d and conv_transpose2d with parameters sin((0.3 + 0.2 p) (k + 1)) /
   * 2 over a tile of cosines, and binary cross-entropy with logits.
   */
  @Test
  void theNetworkIsThatOfPyTorch() {
    Scope scope = Scope.drawing(Precision.DOUBLE, 1);
    MaeCnnNetwork network = new MaeCnnNetwork(SMALL, scope);
    for (int p = 0; p < scope.parameters().size(); p++) {
      Matrix value = scope.parameters().get(p).value();
      for (int k = 0; k < value.size(); k++) {
        value.set(
            k / value.columns(), k % value.columns(), Math.sin((0.3 + 0.2 * p) * (k + 1)) / 2);
      }
    }
    double[] tile = new double[32];
    Arrays.setAll(tile, k -> Math.cos(0.3 * k));
    try (Tape tape = Tape.ofDoubles()) {
      tape.begin(Mode.TRAINING, 1, 0);
      Masking.Parts parts = Masking.Parts.empty(tape, 16);
      parts.visible().startRow();
      parts.visible().add(2, 1);
      parts.visible().add(15, 0);
      parts.hidden().startRow();
      parts.hidden().add(5, 1);
      parts.hidden().add(8, 1);
      Var f = network.decode(network.encode(tape.constant(Matrix.of(1, 32, tile))));
      assertThat(f.value().get(0, 0)).isCloseTo(0.694578077747, within(1e-10));
      assertThat(f.value().get(0, 15)).isCloseTo(0.385639714567, within(1e-10));
      Var loss = parts.lossOfRest(Likelihood.LOGISTIC, f);
      assertThat(loss.item()).isCloseTo(12.537355069504, within(1e-10));
      tape.backward(loss);
      double[] sums = {
        -4.636140403666,
        -0.038081063978,
        14.210861989596,
        0.492261627744,
        45.389832295205,
        2.320034726349,
        150.831076551394,
        6.827960446309
      };
      for (int p = 0; p < sums.length; p++) {
        Parameter parameter = scope.parameters().get(p);
        double sum = 0;
        Matrix gradient = parameter.gradient().filled();
        for (int k = 0; k < gradient.size(); k++) {
          sum += (k + 1) * gradient.get(k / gradient.columns(), k % gradient.columns());
        }
        assertThat(sum).as(parameter.name()).isCloseTo(sums[p], within(1e-9));
      }
    }
  }

  @Test
  void settingsAreChecked() {
    assertRefused(() -> SMALL.withTileUsers(6), "tileUsers is 6");
    assertRefused(() -> SMALL.withChannels(new LayerSizes(List.of())), "channels is none");
    assertRefused(() -> SMALL.withMaskRatio(Schedule.constant(1)), "maskRatio at the first");
  }

  private static void assertRefused(Runnable change, String message) {
    assertThatThrownBy(change::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
