package org.refold.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.recommend.WeightBits;

class ByteStripsTest {

  @TempDir private Path folder;

  private DenseLinearModel eightBits(DenseLinearModel model) throws IOException {
    Path file = folder.resolve("model");
    ModelFile.write(file, Fitted.of(model), Map.of(), WeightBits.EIGHT);
    return (DenseLinearModel) load(file);
  }

  private static Model load(Path file) throws IOException {
    return ModelFile.open(file).load(new Ease()).model();
  }

  private static DenseLinearModel of(int items, float... numbers) {
    return new DenseLinearModel(
        new Ease(), Vocabulary.ofNumbers(items), FloatStrips.of(Matrix.of(items, items, numbers)));
  }

  /**
   * By hand: the first row has the scale .01 and the bytes 50, -127, 0 (of .3) and 90; a row of
   * zeros stays zero; so do rows of very small and very large numbers by their own scales.
   */
  @Test
  void weightsAreBytesTimesTheScaleOfTheirRow() throws IOException {
    DenseLinearModel model =
        eightBits(
            of(
                4, 0.5f, -1.27f, 0.003f, 0.9f, 0, 0, 0, 0, 1e-30f, 127e-30f, -127e-30f, 0, 1e30f,
                0.5f, -1.27e32f, 1));
    float scale = 1.27f / 127;
    float[] first = {50 * scale, -127 * scale, 0, 90 * scale};
    for (int j = 0; j < 4; j++) {
      assertThat(model.weight(0, j)).isEqualTo(first[j]);
      assertThat(model.weight(1, j)).isZero();
    }
    assertThat(model.weight(2, 0)).isCloseTo(1e-30f, within(1e-36f));
    assertThat(model.weight(2, 2)).isCloseTo(-127e-30f, within(1e-35f));
    assertThat(model.weight(3, 0)).isCloseTo(1e30f, within(1e25f));
    assertThat(model.weight(3, 1)).isZero();
  }

  /** Odd numbers of items, more than one strip; histories of 0 to 20 items. */
  @Test
  void scoresAreThoseOfTheFloatsThatTheBytesStandForWhateverTheThreads() throws IOException {
    int items = 2 * Strips.WIDTH + 9;
    Interactions train = SmallData.random(150, items, 11);
    DenseLinearModel floats = new Ease(1, Precision.DOUBLE).fit(train, Fitting.withSeed(1)).model();
    DenseLinearModel bytes = eightBits(floats);
    float[] scores = SmallData.scores(bytes, train);
    for (int user = 0; user < train.userCount(); user++) {
      for (int j = 0; j < items; j++) {
        double expected = 0;
        for (int i : BinaryMatrix.row(train, user)) {
          expected += bytes.weight(i, j);
        }
        assertThat((double) scores[user * items + j]).isCloseTo(expected, within(1e-6));
      }
    }
    int threads = Parallel.threads();
    try {
      for (int other : new int[] {1, 3}) {
        Parallel.setThreads(other);
        assertThat(SmallData.scores(bytes, train)).isEqualTo(scores);
      }
    } finally {
      Parallel.setThreads(threads);
    }
    assertThat(bytes.weightBytes()).isLessThan((long) (0.26 * floats.weightBytes()));
  }

  @Test
  void savedAgainTheyAreTheSameBytes() throws IOException {
    int items = Strips.WIDTH + 3;
    DenseLinearModel bytes =
        eightBits(
            new Ease(1, Precision.DOUBLE)
                .fit(SmallData.random(60, items, 3), Fitting.withSeed(1))
                .model());
    Path again = folder.resolve("again");
    ModelFile.write(again, Fitted.of(bytes), Map.of());
    String weights = "weights.safetensors";
    assertThat(Files.mismatch(folder.resolve("model").resolve(weights), again.resolve(weights)))
        .isEqualTo(-1);
  }
}
