package org.refold.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Parallel;
import org.refold.recommend.ByteWeights;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.ItemVectors;
import org.refold.recommend.LinearFoldIn;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.recommend.Recommender;
import org.refold.recommend.WeightBits;

/** Linear models of item vectors that stay bytes. */
class ByteRowsModelTest {

  /** No multiple of what is widened at once, nor of a vector of the processor. */
  private static final int ITEMS = 531;

  private static final int LATENT = 13;

  @TempDir private Path folder;

  static Stream<Recommender> recommenders() {
    return Stream.of(new PureSvd().withLatent(LATENT), new Elsa().withLatent(LATENT).withEpochs(2));
  }

  private Model load(Recommender recommender, Model model, String name, WeightBits bits)
      throws IOException {
    Path file = folder.resolve(name);
    ModelFile.write(file, Fitted.of(model), Map.of(), bits);
    return ModelFile.open(file).load(recommender).model();
  }

  @ParameterizedTest
  @MethodSource("recommenders")
  void scoresAreThoseOfTheFloatsThatTheBytesStandForWhateverTheThreads(Recommender recommender)
      throws IOException {
    Interactions train = SmallData.random(120, ITEMS, 11);
    try (Fitted<? extends Model> fitted = recommender.fit(train, Fitting.withSeed(1));
        Model bytes = load(recommender, fitted.model(), "bytes", WeightBits.EIGHT);
        Model again = load(recommender, bytes, "again", WeightBits.EIGHT)) {
      LinearFoldIn linear = (LinearFoldIn) bytes;
      float[] scores = SmallData.scores(linear, train);
      for (int user = 0; user < 20; user++) {
        for (int j = 0; j < ITEMS; j++) {
          double expected = 0;
          for (int i : BinaryMatrix.row(train, user)) {
            expected += linear.weight(i, j);
          }
          assertThat((double) scores[user * ITEMS + j])
              .isCloseTo(expected, within(1e-6 * Math.max(1, train.count(user))));
        }
      }
      for (int user = 0; user < 4; user++) {
        float[] alone = new float[ITEMS];
        linear.score(train, user, user + 1, alone);
        for (int j = 0; j < ITEMS; j++) {
          assertThat((double) alone[j])
              .isCloseTo(scores[user * ITEMS + j], within(1e-6 * Math.max(1, train.count(user))));
        }
      }
      int threads = Parallel.threads();
      try {
        for (int other : new int[] {1, 3}) {
          Parallel.setThreads(other);
          assertThat(SmallData.scores(linear, train)).isEqualTo(scores);
        }
      } finally {
        Parallel.setThreads(threads);
      }
      assertThat(SmallData.scores((LinearFoldIn) again, train)).isEqualTo(scores);
      String weights = "weights.safetensors";
      assertThat(
              Files.mismatch(
                  folder.resolve("bytes").resolve(weights),
                  folder.resolve("again").resolve(weights)))
          .isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @MethodSource("recommenders")
  void memoryIsLessAndVectorsAreThereWhenTheyAreAskedFor(Recommender recommender)
      throws IOException {
    Interactions train = SmallData.random(120, ITEMS, 11);
    try (Fitted<? extends Model> fitted = recommender.fit(train, Fitting.withSeed(1));
        Model bytes = load(recommender, fitted.model(), "bytes", WeightBits.EIGHT)) {
      long full = ((ByteWeights) fitted.model()).weightBytes();
      long parts = full / Float.BYTES / LATENT;
      assertThat(((ByteWeights) bytes).weightBytes()).isEqualTo(parts * (LATENT + Float.BYTES));
      float[] one = new float[LATENT];
      float[] other = new float[LATENT];
      for (int item = 0; item < ITEMS; item++) {
        ((ItemVectors) fitted.model()).vectors().readRow(item, one);
        ((ItemVectors) bytes).vectors().readRow(item, other);
        float largest = 0;
        for (float number : one) {
          largest = Math.max(largest, Math.abs(number));
        }
        assertThat(other).containsExactly(one, within(largest / 127 * 0.501f));
      }
    }
  }
}
