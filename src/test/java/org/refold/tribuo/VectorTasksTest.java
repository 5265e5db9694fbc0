package org.refold.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.refold.data.Vocabulary;
import org.refold.evaluate.Interval;
import org.refold.evaluate.Mean;
import org.refold.kernel.Matrix;
import org.refold.settings.BadInputException;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.evaluation.CrossValidation;
import org.tribuo.math.optimisers.AdaGrad;

class VectorTasksTest {

  private static final int GROUPS = 3;
  private static final int VECTORS = 120;

  /** Three groups, 10 standard deviations from each other; half of all are in the first. */
  private static final NamedVectors BLOBS = blobs();

  private static int groupOf(int row) {
    return row % 2 == 0 ? 0 : 1 + row / 2 % 2;
  }

  private static NamedVectors blobs() {
    Random random = new Random(5);
    Matrix vectors = Matrix.floats(VECTORS, 4);
    for (int row = 0; row < VECTORS; row++) {
      for (int k = 0; k < 4; k++) {
        vectors.set(row, k, random.nextGaussian() + (k == groupOf(row) ? 10 : 0));
      }
    }
    return new NamedVectors(Vocabulary.ofNumbers(VECTORS), vectors);
  }

  private static Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>();
    for (int row = 0; row < VECTORS; row++) {
      labels.put(Integer.toString(row), "group " + groupOf(row));
    }
    return labels;
  }

  /** Labels that have nothing to do with the vectors. */
  private static Map<String, String> coins() {
    Map<String, String> labels = new HashMap<>();
    Random random = new Random(6);
    BLOBS.ids().ids().forEach(id -> labels.put(id, random.nextBoolean() ? "heads" : "tails"));
    return labels;
  }

  @Test
  void groupsThatAreFarApartAreFound() {
    VectorClusters clusters = VectorTasks.cluster(BLOBS, GROUPS, 42);
    assertThat(clusters.count()).isEqualTo(GROUPS);
    Set<Set<Integer>> found = new HashSet<>();
    for (int cluster = 0; cluster < GROUPS; cluster++) {
      Set<Integer> groups = new HashSet<>();
      clusters.members(cluster).forEach(id -> groups.add(groupOf(Integer.parseInt(id))));
      found.add(groups);
      assertThat(clusters.centre(cluster)).containsExactly(mean(clusters, cluster), within(1e-9));
    }
    assertThat(found).containsExactlyInAnyOrder(Set.of(0), Set.of(1), Set.of(2));
    assertThat(clusters.clusterOf(0)).isEqualTo(clusters.clusterOf(2));
  }

  @Test
  void denseClustersAreTheGroupsAndStrayVectorsAreInNone() {
    VectorClusters clusters = VectorTasks.dense(withAStrayVector(), 10);
    assertThat(clusters.count()).isEqualTo(1 + GROUPS);
    assertThat(clusters.clusterOf(VECTORS)).isZero();
    assertThat(clusters.agreement(labels()).adjustedMutualInformation()).isGreaterThan(0.8);
    assertThat(clusters.agreement(labels()).examples()).isEqualTo(VECTORS);
    int cluster = clusters.clusterOf(0);
    assertThat(clusters.centre(cluster)[groupOf(0)]).isCloseTo(10, within(1.0));
    assertThatThrownBy(() -> VectorTasks.dense(BLOBS, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("fewest is 1, but must be from 2 to the 120");
  }

  private static NamedVectors withAStrayVector() {
    Matrix vectors = Matrix.floats(VECTORS + 1, 4);
    float[] row = new float[4];
    for (int k = 0; k < VECTORS; k++) {
      BLOBS.vectors().readRow(k, row);
      vectors.writeRow(k, row);
    }
    vectors.writeRow(VECTORS, new float[] {-50, -50, 50, 50});
    return new NamedVectors(Vocabulary.ofNumbers(VECTORS + 1), vectors);
  }

  private static double[] mean(VectorClusters clusters, int cluster) {
    double[] mean = new double[4];
    List<String> members = clusters.members(cluster);
    for (String id : members) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += BLOBS.vectors().get(Integer.parseInt(id), k) / members.size();
      }
    }
    return mean;
  }

  @Test
  void theSameSeedMakesTheSameClusters() {
    List<List<String>> first = members(VectorTasks.cluster(BLOBS, 7, 42));
    assertThat(members(VectorTasks.cluster(BLOBS, 7, 42))).isEqualTo(first);
    assertThat(members(VectorTasks.cluster(BLOBS, 7, 43))).isNotEqualTo(first);
  }

  private static List<List<String>> members(VectorClusters clusters) {
    List<List<String>> members = new ArrayList<>();
    for (int cluster = 0; cluster < clusters.count(); cluster++) {
      members.add(clusters.members(cluster));
    }
    return members;
  }

  @Test
  void labelsAreReadFromVectors() {
    FoldAccuracies accuracies = VectorTasks.classify(BLOBS, labels(), 5, 42);
    assertThat(accuracies.examples()).isEqualTo(VECTORS);
    assertThat(accuracies.perFold()).hasSize(5);
    assertThat(accuracies.accuracy().mean()).isGreaterThan(0.95);
    assertThat(accuracies.majority().mean()).isCloseTo(0.5, within(1e-9)); // folds of equal size
    assertThat(VectorTasks.classify(BLOBS, labels(), 5, 42)).isEqualTo(accuracies);
    assertThat(VectorTasks.classify(BLOBS, labels(), 5, 43).majorityPerFold())
        .isNotEqualTo(accuracies.majorityPerFold());
  }

  @Test
  void foldsAndAccuraciesAreThoseOfTribuosCrossValidation() {
    CrossValidation<Label, LabelEvaluation> tribuo =
        new CrossValidation<>(
            new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(1, 0.1), 5, -1, 1, 42),
            VectorDatasets.labelled("vectors", BLOBS, coins()),
            new LabelEvaluator(),
            7,
            42);
    assertThat(VectorTasks.classify(BLOBS, coins(), 7, 42).perFold())
        .isEqualTo(tribuo.evaluate().stream().map(fold -> fold.getA().accuracy()).toList());
  }

  @Test
  void labelsThatHaveNothingToDoWithVectorsAreNotReadFromThem() {
    assertThat(VectorTasks.classify(BLOBS, coins(), 5, 42).accuracy().mean())
        .isBetween(0.35, 0.65); // 0.5, three standard errors of 0.046
  }

  /** In one fold the rare label is tested without ever having been seen: a wrong answer. */
  @Test
  void aLabelThatStandsOnceCountsAsWrong() {
    Map<String, String> labels = labels();
    labels.put("3", "rare");
    FoldAccuracies accuracies = VectorTasks.classify(BLOBS, labels, 5, 42);
    assertThat(accuracies.accuracy().mean()).isBetween(0.9, 119 / 120.0 + 1e-9);
  }

  /**
   * With two degrees of freedom the quantile has a closed form: {@code t = .95 / sqrt(2 * .975 *
   * .025)} = 4.302652730, and the interval is 0.6 +- t * 0.1 / sqrt(3) = 0.6 +- 0.248413771.
   */
  @Test
  void theIntervalIsStudents() {
    Mean mean = new FoldAccuracies(List.of(0.5, 0.6, 0.7), List.of(0.4, 0.4, 0.4), 30).accuracy();
    assertThat(mean.mean()).isCloseTo(0.6, within(1e-12));
    Interval interval = mean.ci95().orElseThrow();
    assertThat(interval.low()).isCloseTo(0.351586229, within(1e-8));
    assertThat(interval.high()).isCloseTo(0.848413771, within(1e-8));
  }

  @Test
  void whatIsOutOfRangeIsRefused() {
    assertRefused(() -> VectorTasks.cluster(BLOBS, 0, 42), "k is 0");
    assertRefused(() -> VectorTasks.cluster(BLOBS, 121, 42), "k is 121");
    assertRefused(() -> VectorTasks.classify(BLOBS, labels(), 1, 42), "folds is 1");
    assertRefused(() -> VectorTasks.classify(BLOBS, Map.of("1", "x", "2", "y"), 3, 42), "folds is");
    assertRefused(
        () -> VectorTasks.classify(BLOBS, Map.of("1", "x", "2", "x"), 2, 42), "all 2 labelled");
    LinearSGDTrainer batches =
        new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(1), 5, -1, 8, 0);
    assertRefused(() -> VectorTasks.classify(BLOBS, labels(), batches, 5, 42), "minibatchSize=8");
  }

  private static void assertRefused(Runnable task, String message) {
    assertThatThrownBy(task::run)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
