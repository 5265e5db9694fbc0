package org.refold.study.run;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.refold.cluster.Cluster;
import org.refold.data.FoldInItems;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.evaluate.RankedLists;
import org.refold.recommend.ModelFile;
import org.refold.recommend.StopSignal;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;

/**
 * The best items of many users by a saved model, block after block of users, in this process or by
 * workers. Histories go to the workers; the model's folder must be there for all. Lists come out in
 * the order of the users, the same whoever made them; scores of networks to the bit if with as many
 * threads.
 */
public final class BatchRankings {

  /** Users of a task: a few batches of scores. */
  private static final int BLOCK = 1024;

  /** Tasks for each worker that wait or run, so that none is idle and few take memory. */
  private static final int AHEAD = 2;

  private final Interactions rows;
  private int[] users = new int[1024];
  private int[] items = new int[1024];
  private float[] scores = new float[1024];
  private int size;

  private BatchRankings(Interactions rows) {
    this.rows = rows;
  }

  /**
   * Ranks as {@link org.refold.evaluate.Evaluator} does, ties by index.
   *
   * @param model the saved model
   * @param asked histories over the items of the model, and candidates, if there are any; what was
   *     held out is not looked at
   * @param foldInItems what becomes of items of the history
   * @param longest how many items of each user are wanted, at least 1
   * @param cluster who ranks, if not this process
   * @param progress is notified of users
   * @throws BadInputException if the model has other items or cannot score a user, or a worker
   *     cannot open it
   * @throws IOException if it cannot be read
   */
  public static BatchRankings of(
      ModelFile model,
      Holdout asked,
      FoldInItems foldInItems,
      int longest,
      Optional<Cluster> cluster,
      Progress progress)
      throws IOException {
    asked.requireRest("one ranking for each user");
    if (!model.items().equals(asked.foldIn().items())) {
      throw new BadInputException(
          "the model in %s has other items than the data, or has them in another order; take the data and the split that it was trained on"
              .formatted(model.folder()));
    }
    RankWork.Order order =
        new RankWork.Order(
            model.folder().toAbsolutePath().normalize().toString(),
            model.weightsSha256(),
            longest,
            foldInItems);
    BatchRankings found = new BatchRankings(asked.foldIn());
    progress.begin("users ranked", asked.foldIn().userCount());
    try {
      found.rank(order, asked, cluster.orElse(null), progress);
    } finally {
      progress.end();
    }
    return found;
  }

  private void rank(
      RankWork.Order order, Holdout asked, @Nullable Cluster cluster, Progress progress)
      throws IOException {
    int all = rows.userCount();
    StopSignal stop = new StopSignal();
    Queue<CompletableFuture<Optional<byte[]>>> ahead = new ArrayDeque<>();
    int next = 0;
    try {
      for (int from = 0; from < all; from += BLOCK) {
        int most = cluster == null ? 1 : AHEAD * cluster.slots();
        for (; next < all && ahead.size() < most; next += BLOCK) {
          byte[] task = order.task(asked, next, Math.min(all, next + BLOCK));
          ahead.add(
              cluster == null
                  ? CompletableFuture.completedFuture(Optional.of(new RankWork().run(task)))
                  : cluster.submit(RankWork.class, task, stop));
        }
        take(from, ahead.remove());
        progress.advance(Math.min(all, from + BLOCK) - from, "");
      }
    } finally {
      stop.request();
    }
  }

  private void take(int from, CompletableFuture<Optional<byte[]>> block) {
    byte[] found;
    try {
      found = block.join().orElseThrow(() -> new BadInputException("the ranking was stopped"));
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException original ? original : e;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(found))) {
      for (int left = in.readInt(); left > 0; left--) {
        add(from + in.readInt(), in.readInt(), Float.intBitsToFloat(in.readInt()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be read", e);
    }
  }

  private void add(int user, int item, float score) {
    if (size == users.length) {
      int more = Math.addExact(size, size / 2);
      users = Arrays.copyOf(users, more);
      items = Arrays.copyOf(items, more);
      scores = Arrays.copyOf(scores, more);
    }
    users[size] = user;
    items[size] = item;
    scores[size++] = score;
  }

  /** Takes one place of a list. */
  @FunctionalInterface
  interface Place {
    void accept(int user, int rank, int item, float score);
  }

  /** All places, user by user, the best first. */
  void forEach(Place place) {
    int rank = 0;
    for (int k = 0; k < size; k++) {
      rank = k > 0 && users[k] == users[k - 1] ? rank + 1 : 1;
      place.accept(users[k], rank, items[k], scores[k]);
    }
  }

  /** Whose lists they are. */
  Interactions rows() {
    return rows;
  }

  /** How many places there are in all lists together. */
  public int size() {
    return size;
  }

  /**
   * The lists to be measured.
   *
   * @param name of the system
   */
  public RankedLists lists(String name) {
    Map<String, int[]> lists = new HashMap<>();
    for (int from = 0; from < size; ) {
      int to = from;
      while (to < size && users[to] == users[from]) {
        to++;
      }
      lists.put(rows.users().id(users[from]), Arrays.copyOfRange(items, from, to));
      from = to;
    }
    return new RankedLists(name, rows.items(), lists);
  }

  /**
   * Writes the lists as {@link PredictionFile} does, whole or not at all.
   *
   * @param tag the name of the system, for the form of TREC
   * @throws BadInputException if the name of the file ends otherwise than .tsv, .npz or .run
   */
  public void write(String tag, Path file) throws IOException {
    PredictionFile.write(this, tag, file);
  }
}
