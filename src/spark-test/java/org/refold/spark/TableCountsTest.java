package org.refold.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.refold.catalogue.Catalogue;
import org.refold.cluster.Cluster;
import org.refold.cluster.ClusterOptions;
import org.refold.cluster.Clusters;
import org.refold.cluster.PairTable;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.data.read.ReadOptions;
import org.refold.data.sets.DataSets;
import org.refold.kernel.Gram;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.recommend.CoCounts;
import org.refold.recommend.CountedRecommender;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.settings.BadInputException;

/** Counts of pairs by Spark, and the models that are made of them. */
@Timeout(300)
class TableCountsTest {

  /** Enough items for several blocks of rows. */
  private static final Interactions DATA =
      DataSets.open("synthetic:users=400,items=2300,interactions=20000,seed=5").interactions();

  private static Cluster cluster;

  @TempDir private static Path folder;
  @TempDir private Path models;

  @BeforeAll
  static void open() throws IOException {
    cluster =
        Clusters.open(
            Clusters.SPARK,
            new ClusterOptions("local[2]", Map.of("spark.sql.shuffle.partitions", "4")));
    StringBuilder text = new StringBuilder("rating,movie_id,user_id\n");
    for (int p = DATA.size() - 1; p >= 0; p--) {
      String pair = DATA.items().id(DATA.item(p)) + "," + DATA.users().id(DATA.userAt(p)) + "\n";
      text.append("5,").append(pair);
      if (p % 7 == 0) {
        text.append("3,").append(pair); // again: it counts once
      }
    }
    Path csv = folder.resolve("plays.csv");
    Files.writeString(csv, text.toString());
    SparkSession.active()
        .read()
        .option("header", true)
        .option("inferSchema", true) // numbers, as most tables have them
        .csv(csv.toString())
        .repartition(5)
        .write()
        .parquet(folder.resolve("plays.parquet").toString());
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private static CoCounts counts(String file) {
    return cluster.count(PairTable.at(folder.resolve(file).toString()));
  }

  /** The data with those items that have a user, in the order of the counts. */
  private static Interactions inOrderOf(CoCounts counts) {
    return DATA.withItems(counts.items());
  }

  @Test
  void countsAreThoseOfTheGramMatrix() {
    CoCounts counts = counts("plays.csv");
    Interactions data = inOrderOf(counts);
    assertThat(data.size()).isEqualTo(DATA.size());
    assertThat(counts.users())
        .isEqualTo(
            (int)
                IntStream.range(0, DATA.userCount()).filter(user -> DATA.count(user) > 0).count());
    List<String> ids = counts.items().ids();
    assertThat(ids)
        .isSortedAccordingTo((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)));
    assertThat(CountBlock.of(ids.size()).count()).isGreaterThan(1);
    BinaryMatrix x = BinaryMatrix.of(data);
    assertThat(counts.itemCounts()).isEqualTo(x.columnCounts());
    try (Matrix gram = Gram.of(x.starts(), x.columns(), null, x.columnCount(), Precision.DOUBLE)) {
      List<Integer> rows = new ArrayList<>();
      double[] expected = new double[ids.size()];
      counts.forEach(
          (item, row) -> {
            rows.add(item);
            gram.readRow(item, expected);
            for (int other = 0; other < expected.length; other++) {
              assertThat((double) row[other]).isEqualTo(expected[other]);
            }
          });
      assertThat(rows).isEqualTo(IntStream.range(0, ids.size()).boxed().toList());
    }
  }

  @Test
  void modelsOfParquetAreTheClosedFormsToTheBit() throws IOException {
    CoCounts counts = counts("plays.parquet");
    Interactions data = inOrderOf(counts);
    for (String settings :
        List.of(
            "ease",
            "ease:lambda=20,precision=float",
            "item-knn",
            "item-knn:similarity=pearson,neighbours=10,normalisation=unit-sum",
            "item-knn:similarity=jaccard,shrink=0")) {
      CountedRecommender recommender = (CountedRecommender) recommender(settings);
      Path here = models.resolve("here");
      Path there = models.resolve("there");
      try (Fitted<?> fitted = recommender.fit(data, Fitting.withSeed(1));
          Fitted<?> counted = recommender.fit(counts, Fitting.withSeed(1))) {
        fitted.save(here);
        counted.save(there);
      }
      for (String file : List.of("weights.safetensors", "items.txt")) {
        assertThat(there.resolve(file)).as(settings).hasSameBinaryContentAs(here.resolve(file));
      }
    }
  }

  private static Object recommender(String text) {
    int colon = text.indexOf(':');
    Map<String, String> settings = new TreeMap<>();
    if (colon > 0) {
      Pattern.compile(",")
          .splitAsStream(text.substring(colon + 1))
          .forEach(s -> settings.put(s.replaceAll("=.*", ""), s.replaceAll(".*=", "")));
    }
    return Catalogue.create(colon < 0 ? text : text.substring(0, colon), settings);
  }

  @Test
  void textWithoutHeaderIsToldItsColumns() throws IOException {
    Path file = folder.resolve("bare.dat");
    Files.writeString(file, "u1::b::4\nu1::a::5\nu2::a::1\nu2::b::1\nu2::a::3\nu3::c::3\n");
    CoCounts counts =
        cluster.count(
            new PairTable(file.toString(), ReadOptions.parse("x", "user=1,item=2,header=absent")));
    assertThat(counts.items()).isEqualTo(Vocabulary.of(List.of("a", "b", "c")));
    assertThat(counts.users()).isEqualTo(3);
    List<int[]> rows = new ArrayList<>();
    counts.forEach((item, row) -> rows.add(row.clone()));
    assertThat(rows.toArray(int[][]::new))
        .isDeepEqualTo(new int[][] {{2, 2, 0}, {2, 2, 0}, {0, 0, 1}});
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    assertThatThrownBy(() -> counts("none.parquet"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none.parquet cannot be counted by the workers")
        .hasMessageContaining("under this name");
    Files.writeString(folder.resolve("odd.csv"), "left,right\n1,2\n");
    assertThatThrownBy(() -> counts("odd.csv"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no column of users is found among [left, right]")
        .hasMessageContaining("--user COLUMN");
    Files.writeString(folder.resolve("gap.csv"), "user,item\n1,2\n3,\n");
    assertThatThrownBy(() -> counts("gap.csv"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a row has no item: column item is empty");
  }

  @Test
  void whatCountsDoNotTellIsRefused() {
    CoCounts counts = counts("plays.parquet");
    for (String settings : List.of("ease:sideWeight=3", "item-knn:weighting=bm25")) {
      CountedRecommender recommender = (CountedRecommender) recommender(settings);
      assertThatThrownBy(() -> recommender.fit(counts, Fitting.withSeed(1)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("counts of pairs of items");
    }
  }

  @Test
  void blocksTravelWhole() {
    List<int[]> histories = List.of(new int[] {0, 3, 9}, new int[] {3}, new int[] {2, 3, 8, 9});
    CountBlock blocks = new CountBlock(10, 4);
    assertThat(blocks.count()).isEqualTo(3);
    int[] sums = blocks.empty();
    for (int k = 0; k < 300; k++) {
      CountBlock.add(sums, CountBlock.pack(blocks.counts(0, histories)));
    }
    assertThat(sums[3 * 10 + 3]).isEqualTo(900);
    assertThat(CountBlock.add(blocks.empty(), CountBlock.pack(sums))).isEqualTo(sums);
    assertThat(blocks.rowsOf(2)).isEqualTo(2);
    assertThat(blocks.counts(2, histories)[10 + 9]).isEqualTo(2);
  }
}
