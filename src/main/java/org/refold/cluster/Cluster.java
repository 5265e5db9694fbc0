package org.refold.cluster;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.refold.recommend.CoCounts;
import org.refold.recommend.StopSignal;

/**
 * Workers, in other processes or on other machines. They keep nothing and decide nothing: what they
 * are asked comes back to the one process that drives them. May be used from several threads.
 */
public interface Cluster extends AutoCloseable {

  /** How many tasks are worked on at once, at least 1; changes as workers come and go. */
  int slots();

  /**
   * Has a task done, now or when there is room. Where its worker is lost it is done again on
   * another.
   *
   * @param work who does it
   * @param task what to do
   * @param stop ends it, without a result
   * @return the result; empty if the work was stopped. It ends exceptionally, with a {@link
   *     org.refold.settings.BadInputException}, if the worker refused the task or the cluster gave
   *     up
   */
  CompletableFuture<Optional<byte[]>> submit(
      Class<? extends Work> work, byte[] task, StopSignal stop);

  /**
   * Counts how many users of a table have two items both, without any machine holding the table.
   *
   * @param table where it is, and which column is what
   * @return the counts, for as long as the cluster is open
   * @throws org.refold.settings.BadInputException if it cannot be read, or lacks a column
   */
  CoCounts count(PairTable table);

  /** Lets the workers go; tasks that run are ended. */
  @Override
  void close();
}
