package org.refold.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.refold.settings.BadInputException;

class ClusterAgreementTest {

  /** {@code sklearn.metrics.adjusted_mutual_info_score(labels, clusters)}. */
  @Test
  void informationIsThatOfScikitLearn() {
    ClusterAgreement twelve =
        ClusterAgreement.of(
            new int[] {0, 0, 1, 1, 2, 2, 2, 0, 1, 2, 3, 3},
            new int[] {0, 0, 1, 1, 2, 2, 0, 1, 1, 2, 2, 0});
    assertThat(twelve.adjustedMutualInformation()).isCloseTo(0.3199632476343574, within(1e-12));
    assertThat(twelve.purity()).isCloseTo((2 + 3 + 3 + 1) / 12.0, within(1e-15));
    ClusterAgreement thirty =
        ClusterAgreement.of(
            IntStream.range(0, 30).map(i -> i % 4).toArray(),
            IntStream.range(0, 30).map(i -> i * i % 5).toArray());
    assertThat(thirty.adjustedMutualInformation()).isCloseTo(-0.07980931417243718, within(1e-12));
  }

  @Test
  void theSameByOtherNumbersAgreeWholly() {
    ClusterAgreement same =
        ClusterAgreement.of(new int[] {3, 3, 0, 0, 1}, new int[] {0, 0, 4, 4, 1});
    assertThat(same.adjustedMutualInformation()).isCloseTo(1, within(1e-12));
    assertThat(same.purity()).isEqualTo(1);
    assertThat(ClusterAgreement.of(new int[] {0, 0}, new int[] {1, 1}).adjustedMutualInformation())
        .isEqualTo(1);
  }

  /** Many clusters are pure by chance; the information is not fooled. */
  @Test
  void chanceTellsNothing() {
    SplittableRandom random = new SplittableRandom(1);
    int[] clusters = IntStream.range(0, 3000).map(i -> random.nextInt(300)).toArray();
    int[] labels = IntStream.range(0, 3000).map(i -> random.nextInt(3)).toArray();
    ClusterAgreement agreement = ClusterAgreement.of(clusters, labels);
    assertThat(agreement.purity()).isGreaterThan(0.45);
    assertThat(agreement.adjustedMutualInformation()).isCloseTo(0, within(0.02));
  }

  @Test
  void otherNumbersOfLabelsAreRefused() {
    assertThatThrownBy(() -> ClusterAgreement.of(new int[3], new int[2]))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("3 examples", "2 a label");
  }
}
