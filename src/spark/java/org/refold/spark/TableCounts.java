package org.refold.spark;

import static org.apache.spark.sql.functions.collect_set;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.refold.cluster.PairTable;
import org.refold.data.Vocabulary;
import org.refold.recommend.CoCounts;
import org.refold.settings.BadInputException;
import scala.Tuple2;

/**
 * Counts of pairs of items in a table. Rows are put together by user, a user's repeats dropped;
 * each partition of users counts block after block of rows of {@code X'X}, and one task for each
 * block adds up what the partitions found. Nobody holds more than a partition of the histories and
 * a block of the counts; the driver is handed one block after the other.
 *
 * <p>Items are in ascending order: as numbers where all ids are whole numbers, else as text.
 */
final class TableCounts implements CoCounts {

  private final PairTable table;
  private final Vocabulary items;
  private final int users;
  private final int[] itemCounts;
  private final CountBlock blocks;
  private final JavaPairRDD<Integer, byte[]> counted;

  private TableCounts(
      PairTable table,
      Vocabulary items,
      int users,
      int[] itemCounts,
      CountBlock blocks,
      JavaPairRDD<Integer, byte[]> counted) {
    this.table = table;
    this.items = items;
    this.users = users;
    this.itemCounts = itemCounts;
    this.blocks = blocks;
    this.counted = counted;
  }

  /**
   * Reads the table, and counts users and items; pairs are counted when they are asked for.
   *
   * @throws org.refold.settings.BadInputException if it cannot be read
   */
  static TableCounts of(SparkSession session, PairTable table) {
    Dataset<Row> pairs = PairColumns.read(session, table);
    try {
      Vocabulary items = items(pairs);
      JavaRDD<int[]> histories = histories(session, pairs, items);
      int n = items.size();
      int[] found =
          histories
              .mapPartitions(rows -> List.of(countItems(rows, n)).iterator())
              .treeReduce(TableCounts::sum);
      CountBlock blocks = CountBlock.of(n);
      return new TableCounts(
          table, items, found[n], Arrays.copyOf(found, n), blocks, count(histories, blocks));
    } catch (Exception e) { // Scala declares nothing
      throw PairColumns.unreadable(table, e);
    }
  }

  private static Vocabulary items(Dataset<Row> pairs) {
    List<String> ids =
        new ArrayList<>(
            pairs.select(PairColumns.ITEM).distinct().as(Encoders.STRING()).collectAsList());
    boolean numbers = ids.stream().allMatch(id -> id.matches("0|[1-9][0-9]{0,17}"));
    ids.sort(numbers ? Comparator.comparingLong(Long::parseLong) : Comparator.naturalOrder());
    return Vocabulary.of(ids);
  }

  private static JavaRDD<int[]> histories(
      SparkSession session, Dataset<Row> pairs, Vocabulary items) {
    Map<String, Integer> indices = new HashMap<>();
    items.ids().forEach(id -> indices.put(id, indices.size()));
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    Broadcast<Map<String, Integer>> index = context.broadcast(indices);
    return pairs
        .groupBy(PairColumns.USER)
        .agg(collect_set(PairColumns.ITEM).as(PairColumns.ITEM))
        .select(PairColumns.ITEM)
        .javaRDD()
        .map(
            row ->
                row.<String>getList(0).stream()
                    .mapToInt(id -> index.value().get(id))
                    .sorted()
                    .toArray())
        .persist(StorageLevel.MEMORY_AND_DISK_SER());
  }

  /** Users of each item, and in the end all users. */
  private static int[] countItems(Iterator<int[]> histories, int items) {
    int[] counts = new int[items + 1];
    while (histories.hasNext()) {
      for (int item : histories.next()) {
        counts[item]++;
      }
      counts[items]++;
    }
    return counts;
  }

  private static int[] sum(int[] a, int[] b) {
    int[] sums = a.clone();
    for (int k = 0; k < sums.length; k++) {
      sums[k] += b[k];
    }
    return sums;
  }

  /** The packed counts of each block; a block's number is that of its partition. */
  private static JavaPairRDD<Integer, byte[]> count(JavaRDD<int[]> histories, CountBlock blocks) {
    return histories
        .mapPartitionsToPair(rows -> packed(rows, blocks))
        .combineByKey(
            packed -> CountBlock.add(blocks.empty(), packed),
            CountBlock::add,
            TableCounts::sum,
            new ByBlock(blocks.count()),
            false, // a partition has each block once
            null)
        .mapValues(CountBlock::pack)
        .persist(StorageLevel.DISK_ONLY());
  }

  /** The counts of some users, block after block. */
  private static Iterator<Tuple2<Integer, byte[]>> packed(Iterator<int[]> rows, CountBlock blocks) {
    List<int[]> histories = new ArrayList<>();
    rows.forEachRemaining(histories::add);
    return IntStream.range(0, histories.isEmpty() ? 0 : blocks.count())
        .mapToObj(block -> new Tuple2<>(block, CountBlock.pack(blocks.counts(block, histories))))
        .iterator();
  }

  /** Puts each block into a partition of its own. */
  private static final class ByBlock extends Partitioner {
    private static final long serialVersionUID = 1;
    private final int blocks;

    ByBlock(int blocks) {
      this.blocks = blocks;
    }

    @Override
    public int numPartitions() {
      return blocks;
    }

    @Override
    public int getPartition(Object block) {
      return (Integer) block;
    }
  }

  @Override
  public Vocabulary items() {
    return items;
  }

  @Override
  public int users() {
    return users;
  }

  @Override
  public int[] itemCounts() {
    return itemCounts.clone();
  }

  @Override
  public void forEach(CoCounts.Sink sink) {
    try {
      long all = counted.count(); // by all workers at once; what follows only fetches
      if (all != blocks.count()) {
        throw new IllegalStateException(all + " blocks of " + blocks.count());
      }
      counted.toLocalIterator().forEachRemaining(block -> hand(block._1(), block._2(), sink));
    } catch (BadInputException e) {
      throw e;
    } catch (Exception e) { // Scala declares nothing
      throw PairColumns.unreadable(table, e);
    }
  }

  private void hand(int block, byte[] packed, CoCounts.Sink sink) {
    int[] counts = CountBlock.add(blocks.empty(), packed);
    int n = items.size();
    int[] ofItem = new int[n];
    for (int k = 0; k < blocks.rowsOf(block); k++) {
      System.arraycopy(counts, k * n, ofItem, 0, n);
      sink.accept(blocks.first(block) + k, ofItem);
    }
  }
}
