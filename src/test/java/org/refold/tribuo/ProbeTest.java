package org.refold.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.settings.BadInputException;

class ProbeTest {

  private static final int EXAMPLES = 400;
  private static final Probe PROBE = new Probe(3);

  /** A third of all have the label b; it stands in the second number, if it is told. */
  private static NamedVectors vectors(boolean told) {
    Random random = new Random(7);
    Matrix vectors = Matrix.floats(EXAMPLES, 5);
    for (int row = 0; row < EXAMPLES; row++) {
      for (int k = 0; k < 5; k++) {
        vectors.set(row, k, random.nextGaussian());
      }
      if (told) {
        vectors.set(row, 1, isB(row) ? 1000 : 999);
      }
    }
    return new NamedVectors(Vocabulary.ofNumbers(EXAMPLES), vectors);
  }

  private static boolean isB(int row) {
    return row % 3 == 0;
  }

  private static Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>();
    IntStream.range(0, EXAMPLES).forEach(k -> labels.put(Integer.toString(k), isB(k) ? "b" : "a"));
    return labels;
  }

  private static Attributes genres() {
    List<List<String>> genres = new ArrayList<>();
    for (int row = 0; row < EXAMPLES; row++) {
      genres.add(row % 10 == 9 ? List.of() : isB(row) ? List.of("b", "all") : List.of("all"));
    }
    return Attributes.none(Vocabulary.ofNumbers(EXAMPLES))
        .with("genres", AttributeColumn.Categories.of(genres));
  }

  @Test
  void aLabelThatIsANumberOfTheVectorIsRead() {
    ProbeAnswers answers = PROBE.label(ProbeFeatures.of(vectors(true)), labels());
    for (ProbeMeasure measure : ProbeMeasure.values()) {
      assertThat(answers.measure(measure).value()).isEqualTo(1);
    }
    ProbeAnswers.Scored more = answers.above(answers.blind(), ProbeMeasure.ACCURACY);
    assertThat(more.value()).isCloseTo(134 / 400.0, within(1e-12));
    assertThat(more.ci95().low()).isBetween(0.25, 0.335);
  }

  @Test
  void noiseIsAnsweredNoBetterThanWithoutLooking() {
    ProbeAnswers answers = PROBE.label(ProbeFeatures.of(vectors(false)), labels());
    ProbeAnswers.Scored blind = answers.blind().measure(ProbeMeasure.ACCURACY);
    assertThat(blind.value()).isCloseTo(266 / 400.0, within(1e-12));
    assertThat(blind.ci95().low()).isCloseTo(0.665 - 1.96 * 0.0236, within(0.01));
    assertThat(answers.measure(ProbeMeasure.ACCURACY).value())
        .isBetween(blind.value() - 3 * 0.0236, blind.value() + 0.02);
    assertThat(answers.blind().measure(ProbeMeasure.BALANCED_ACCURACY).value()).isEqualTo(0.5);
    assertThat(answers.blind().measure(ProbeMeasure.MACRO_F1).value())
        .isCloseTo((2 * 266 / (266.0 + 400)) / 2, within(1e-12));
  }

  @Test
  void onlyThoseWhoAreAskedAreAnswered() {
    Vocabulary asked = Vocabulary.of(List.of("3", "8", "9", "500"));
    ProbeAnswers answers = PROBE.label(ProbeFeatures.of(vectors(true)), labels(), asked);
    assertThat(answers.examples()).isEqualTo(3);
    assertThat(answers.measure(ProbeMeasure.ACCURACY).value()).isEqualTo(1);
  }

  /** By hand: all named for everybody, b is right for 120 of 360. */
  @Test
  void severalLabelsAreReadOneByOne() {
    ProbeAnswers answers = PROBE.labels(ProbeFeatures.of(vectors(true)), genres(), "genres");
    assertThat(answers.examples()).isEqualTo(360);
    assertThat(answers.measure(ProbeMeasure.MACRO_F1).value()).isEqualTo(1);
    long b = IntStream.range(0, EXAMPLES).filter(k -> isB(k) && k % 10 != 9).count();
    assertThat(answers.blind().measure(ProbeMeasure.MACRO_F1).value())
        .isCloseTo((1 + 2.0 * b / (b + 360)) / 2, within(1e-12));
  }

  @Test
  void historiesAreReadAsBags() {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    Random random = new Random(1);
    for (int row = 0; row < EXAMPLES; row++) {
      builder.add(row, isB(row) ? 0 : 1, 1, 0);
      for (int k = 0; k < 4; k++) {
        builder.add(row, 2 + random.nextInt(20), 1, 0);
      }
    }
    Interactions histories =
        builder.build(
            Vocabulary.ofNumbers(EXAMPLES),
            Vocabulary.ofNumbers(22),
            InteractionsBuilder.Duplicates.LAST_WINS);
    ProbeAnswers answers = PROBE.label(ProbeFeatures.itemsOf(histories), labels());
    assertThat(answers.measure(ProbeMeasure.ACCURACY).value()).isGreaterThan(0.99);
    assertThat(ProbeFeatures.usersOf(histories).ids()).isEqualTo(histories.items());
    double[] numbers = ProbeFeatures.usersOf(histories).scaledBy(new int[] {0}).numbers(0);
    assertThat(Arrays.stream(numbers).map(x -> x * x).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void scaledNumbersHaveNoMeanAndRowsALengthOfAboutOne() {
    NamedVectors vectors = vectors(true);
    int[] training = IntStream.range(0, 300).toArray();
    ProbeFeatures.Scaled scaled = ProbeFeatures.of(vectors).scaledBy(training);
    double[] sums = new double[5];
    double squares = 0;
    for (int row : training) {
      double[] numbers = scaled.numbers(row);
      for (int k = 0; k < 5; k++) {
        sums[k] += numbers[k];
        squares += numbers[k] * numbers[k] / 300;
      }
    }
    assertThat(sums).containsExactly(new double[5], within(1e-6));
    assertThat(squares).isCloseTo(1, within(1e-6));
  }

  @Test
  void normalisedVectorsHaveTheLengthOneUnlessTheyAreZero() {
    NamedVectors unit =
        new NamedVectors(Vocabulary.ofNumbers(2), Matrix.of(2, 2, 3f, -4f, 0f, 0f)).normalised();
    assertThat(unit.rows()).isDeepEqualTo(new double[][] {{0.6, -0.8}, {0, 0}});
  }

  @Test
  void tooFewExamplesOneLabelAndOtherExamplesAreRefused() {
    ProbeFeatures features = ProbeFeatures.of(vectors(false));
    assertThatThrownBy(() -> PROBE.label(features, Map.of("1", "a", "2", "b")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("2 examples have a label, fewer than the 5 folds");
    Map<String, String> same = labels();
    same.replaceAll((id, label) -> "a");
    assertThatThrownBy(() -> PROBE.label(features, same))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("all examples have the label 'a'; a probe needs two or more labels");
    same.put("of no vector", "b");
    assertThatThrownBy(() -> PROBE.label(features, same)).hasMessageContaining("label 'a'");
    for (Vocabulary asked : List.of(Vocabulary.of(List.of("500", "x")), features.ids())) {
      assertThatThrownBy(() -> PROBE.label(features, labels(), asked))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("of the 400 examples with a label are among the " + asked.size());
    }
    ProbeAnswers all = PROBE.label(features, labels());
    ProbeAnswers some = PROBE.label(features, labels(), Vocabulary.of(List.of("3", "8")));
    assertThatThrownBy(() -> all.above(some, ProbeMeasure.ACCURACY))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("other examples");
    assertThatThrownBy(() -> PROBE.withFolds(1)).hasMessageContaining("folds is 1");
  }
}
