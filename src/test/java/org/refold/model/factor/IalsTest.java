package org.refold.model.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refold.catalogue.Catalogue;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.data.sets.Synthetic;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.model.RecommenderConformance;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.recommend.StopSignal;
import org.refold.recommend.TrainingControl;
import org.refold.recommend.TrainingLog.Ending;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;

/** The golden numbers come from golden_ials.py in the test resources, by numpy. */
class IalsTest implements RecommenderConformance {

  private static final int[][] HISTORIES = {{0, 2, 3, 6}, {1}, {0, 1, 2, 4, 6}, {}, {2, 3}};
  private static final int[][] UNSEEN = {{1, 4, 6}, {5}, {}};
  private static final Interactions DATA =
      new Synthetic(300, 80, 6_000, 5).generate().interactions();

  @Override
  public Recommender recommender() {
    return new Ials().withLatent(8).withEpochs(6);
  }

  private static Interactions histories(int items, int[]... histories) {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    for (int user = 0; user < histories.length; user++) {
      for (int item : histories[user]) {
        builder.add(user, item, 1, 0);
      }
    }
    return builder.build(
        Vocabulary.ofNumbers(histories.length),
        Vocabulary.ofNumbers(items),
        InteractionsBuilder.Duplicates.KEEP);
  }

  private static Map<String, double[]> golden() throws IOException {
    try (InputStream in = IalsTest.class.getResourceAsStream("golden_ials.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(" ", -1))
          .collect(
              Collectors.toMap(
                  words -> words[0],
                  words ->
                      Arrays.stream(words).skip(3).mapToDouble(Double::parseDouble).toArray()));
    }
  }

  private static Matrix sines(int rows, int columns) {
    Matrix matrix = Matrix.floats(rows, columns);
    for (int k = 0; k < rows * columns; k++) {
      matrix.set(k / columns, k % columns, Math.sin(0.7 * (k + 1) * (k + 1)) / 2);
    }
    return matrix;
  }

  private static float[] vectors(IalsModel model) {
    Matrix vectors = model.vectors();
    float[] all = new float[vectors.rows() * vectors.columns()];
    vectors.readRows(0, vectors.rows(), all, 0);
    return all;
  }

  private static void assertClose(float[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int k = 0; k < expected.length; k++) {
      assertThat((double) actual[k]).as("number %d", k).isCloseTo(expected[k], within(5e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1})
  void vectorsLossesAndScoresOfTheUnseenAgreeWithNumpy(double exponent) throws IOException {
    Map<String, double[]> golden = golden();
    Ials ials = new Ials(3, 0.3, 0.05, exponent, 2);
    Fitted<IalsModel> fitted = ials.fit(histories(7, HISTORIES), Fitting.withSeed(1), sines(7, 3));
    assertClose(vectors(fitted.model()), golden.get(exponent + ".items"));
    assertThat(fitted.log().losses())
        .containsExactly(golden.get(exponent + ".losses"), within(1e-6));
    float[] scores = new float[3 * 7];
    fitted.model().score(histories(7, UNSEEN), 0, 3, scores);
    assertClose(scores, golden.get(exponent + ".unseen"));
  }

  @Test
  void theObjectiveNeverRises() {
    double[] losses =
        new Ials().withLatent(16).withEpochs(8).fit(DATA, Fitting.withSeed(2)).log().losses();
    for (int epoch = 1; epoch < losses.length; epoch++) {
      assertThat(losses[epoch]).isLessThanOrEqualTo(losses[epoch - 1] * (1 + 1e-6));
    }
    assertThat(losses[7]).isLessThan(0.9 * losses[0]);
  }

  /** A history of more rows than are multiplied at once, and threads that take different blocks. */
  @Test
  void everyBitIsTheSameForAnyNumberOfThreads() {
    Ials ials = new Ials().withLatent(16).withEpochs(2);
    int before = Parallel.threads();
    try {
      Parallel.setThreads(1);
      Fitted<IalsModel> byOne = ials.fit(DATA, Fitting.withSeed(2));
      float[] alone = vectors(byOne.model());
      for (int threads : new int[] {2, 3, 5}) {
        Parallel.setThreads(threads);
        Fitted<IalsModel> bySeveral = ials.fit(DATA, Fitting.withSeed(2));
        assertThat(vectors(bySeveral.model())).isEqualTo(alone);
        assertThat(bySeveral.log().losses()).isEqualTo(byOne.log().losses());
      }
      assertThat(vectors(ials.fit(DATA, Fitting.withSeed(3)).model())).isNotEqualTo(alone);
    } finally {
      Parallel.setThreads(before);
    }
  }

  @Test
  void aTrainingThatIsStoppedKeepsItsEpochs() {
    StopSignal stop = new StopSignal();
    Progress afterTwo =
        new Progress() {
          private int done;

          @Override
          public void begin(String task, long total) {
            assertThat(total).isEqualTo(9);
          }

          @Override
          public void advance(long steps, String note) {
            done++;
            if (done == 2) {
              stop.request();
            }
          }

          @Override
          public void end() {}
        };
    Ials ials = new Ials().withLatent(4);
    Fitting fitting =
        Fitting.withSeed(1)
            .withProgress(afterTwo)
            .withControl(TrainingControl.none().withStop(stop));
    Fitted<IalsModel> stopped = ials.withEpochs(9).fit(DATA, fitting);
    assertThat(stopped.log().ending()).isEqualTo(Ending.STOPPED);
    assertThat(stopped.log().bestEpoch()).isEqualTo(2);
    assertThat(vectors(stopped.model()))
        .isEqualTo(vectors(ials.withEpochs(2).fit(DATA, Fitting.withSeed(1)).model()));
  }

  @Test
  void settingsOutOfTheirRangeAreRefused() {
    Ials ials = new Ials();
    assertThatThrownBy(() -> ials.withLatent(0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("latent is 0", "at least 1", "typical");
    assertThatThrownBy(() -> ials.withLatent(40_000)).hasMessageContaining("at most 32768");
    assertThatThrownBy(() -> ials.withUnobservedWeight(0))
        .hasMessageContainingAll("unobservedWeight is 0.0", "more than 0");
    assertThatThrownBy(() -> ials.withL2(Double.NaN)).hasMessageContaining("l2 is NaN");
    assertThatThrownBy(() -> ials.withFrequencyExponent(-1))
        .hasMessageContaining("frequencyExponent is -1.0");
    assertThatThrownBy(() -> Catalogue.create("ials", Map.of("epochs", "0")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("epochs is 0");
  }

  /** Equal vectors make a matrix of rank one, to whose diagonal 1e-30 adds nothing in 24 bits. */
  @Test
  void tooLittleRegularisationIsSaidSo() {
    Matrix equal = Matrix.floats(7, 3);
    for (int k = 0; k < 21; k++) {
      equal.set(k / 3, k % 3, 0.5);
    }
    Ials ials = new Ials(3, 0.3, 1e-30, 1, 1);
    assertThatThrownBy(() -> ials.fit(histories(7, HISTORIES), Fitting.withSeed(1), equal))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("l2 is 1.0E-30", "choose more");
  }
}
