package org.refold.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.InteractionsBuilder;
import org.refold.data.Vocabulary;
import org.refold.kernel.Matrix;
import org.refold.report.table.Cell;
import org.refold.report.table.Table;
import org.refold.settings.BadInputException;
import org.refold.tribuo.FoldAccuracies;
import org.refold.tribuo.NamedVectors;
import org.refold.tribuo.Probe;
import org.refold.tribuo.ProbeAnswers;
import org.refold.tribuo.ProbeFeatures;
import org.refold.tribuo.ProbeMeasure;
import org.refold.tribuo.VectorClusters;
import org.refold.tribuo.VectorTasks;

class VectorTablesTest {

  private static final Vocabulary IDS = Vocabulary.of(List.of("1", "2", "3", "4"));

  private static final Attributes FILMS =
      Attributes.none(IDS)
          .with(Attributes.TITLE, new AttributeColumn.Texts(List.of("A", "B", "C", "D")))
          .with(
              "genres",
              AttributeColumn.Categories.of(
                  List.of(
                      List.of("War"),
                      List.of("War", "Drama"),
                      List.of("Drama"),
                      List.of("Drama"))));

  private static List<String> texts(Table table, int row) {
    return table.rows().get(row).stream().map(Cell::text).toList();
  }

  @Test
  void theNearestAreSortedAndWhatWasAskedIsLeftOut() {
    List<Sought> sought = List.of(Sought.like(FILMS, 1), Sought.analogy(FILMS, 0, 1, 3));
    float[][] scores = {{0.5f, 1, 0.7f, 0.5f}, {1, 1, -0.25f, 1}};
    Table table = VectorTables.nearest("t", FILMS, sought, scores, 2);
    assertThat(table.columns()).containsExactly("sought", "nearest 1", "nearest 2");
    assertThat(texts(table, 0)).containsExactly("B", "C 0.70", "A 0.50");
    assertThat(texts(table, 1)).containsExactly("A - B + D", "C -0.25", "");
  }

  @Test
  void scoresOfAnotherShapeAreRefused() {
    List<Sought> sought = List.of(new Sought("x", Set.of()));
    assertThatThrownBy(() -> VectorTables.nearest("t", FILMS, sought, new float[1][3], 2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 rows of 4");
    assertThatThrownBy(() -> VectorTables.nearest("t", FILMS, sought, new float[2][4], 2))
        .isInstanceOf(BadInputException.class);
  }

  /** Two clusters on a line: 1 and 2 (War 100 % of 50, Drama 50 of 75), 3 and 4 (Drama only). */
  @Test
  void aClusterShowsWhatItHasMoreOf() {
    Matrix line = Matrix.floats(4, 1);
    for (int row = 0; row < 4; row++) {
      line.set(row, 0, row < 2 ? row : 100 + row);
    }
    VectorClusters clusters = VectorTasks.cluster(new NamedVectors(IDS, line), 2, 42);
    Table table = VectorTables.clusters(clusters, FILMS, "genres", oneUserOf("2", "4"));
    int first = clusters.clusterOf(0);
    assertThat(texts(table, first))
        .containsExactly(Integer.toString(first + 1), "2", "War 100 (50)", "B; A");
    assertThat(texts(table, 1 - first))
        .containsExactly(Integer.toString(2 - first), "2", "Drama 100 (75)", "D; C");
  }

  private static Interactions oneUserOf(String... items) {
    InteractionsBuilder builder = new InteractionsBuilder(false, false);
    for (int item = 0; item < items.length; item++) {
      builder.add(0, item, 1, 0);
    }
    return builder.build(
        Vocabulary.ofNumbers(1),
        Vocabulary.of(List.of(items)),
        InteractionsBuilder.Duplicates.LAST_WINS);
  }

  /** The interval is the one worked out by hand for these three folds: 0.6 +- 0.248. */
  @Test
  void aClassifierStandsBesideTheMajority() {
    FoldAccuracies folds = new FoldAccuracies(List.of(0.5, 0.6, 0.7), List.of(0.4, 0.4, 0.4), 30);
    Table table = VectorTables.accuracies("t", folds);
    assertThat(texts(table, 0)).containsExactly("classifier", "0.600 [0.352, 0.848]", "3", "30");
    assertThat(texts(table, 1))
        .containsExactly("most frequent label", "0.400 [0.400, 0.400]", "3", "30");
  }

  @Test
  void probesStandBesideTheFirstAndBesideNoLook() {
    Matrix told = Matrix.floats(40, 1);
    Matrix silent = Matrix.floats(40, 1);
    Map<String, String> labelOf = new HashMap<>();
    for (int row = 0; row < 40; row++) {
      told.set(row, 0, row % 4 == 0 ? 1 : -1);
      labelOf.put(Integer.toString(row), row % 4 == 0 ? "yes" : "no");
    }
    Vocabulary ids = Vocabulary.ofNumbers(40);
    Map<String, ProbeAnswers> answers = new LinkedHashMap<>();
    answers.put("silence", probed(ids, silent, labelOf));
    answers.put("truth", probed(ids, told, labelOf));
    Table table =
        VectorTables.probes("t", answers, ProbeMeasure.ACCURACY, ProbeMeasure.BALANCED_ACCURACY);
    assertThat(table.columns())
        .containsExactly("read from", "accuracy", "balanced accuracy", "accuracy above silence");
    assertThat(texts(table, 0)).startsWith("silence").endsWith("");
    assertThat(texts(table, 1)).contains("truth", "1.000 [1.000, 1.000]");
    assertThat(texts(table, 1).get(3)).startsWith("0.250 [");
    assertThat(texts(table, 2)).startsWith("nothing").contains("0.500 [0.500, 0.500]");
  }

  private static ProbeAnswers probed(Vocabulary ids, Matrix vectors, Map<String, String> labelOf) {
    return new Probe(1).label(ProbeFeatures.of(new NamedVectors(ids, vectors)), labelOf);
  }
}
