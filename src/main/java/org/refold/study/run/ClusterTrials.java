package org.refold.study.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.refold.cluster.Cluster;
import org.refold.recommend.StopSignal;
import org.refold.study.store.ResultBytes;

/** Has trials run by the workers of a cluster. */
final class ClusterTrials implements TrialExecutor {

  private final Cluster cluster;
  private final List<String> folders;
  private final StopSignal stop;

  /**
   * @param cluster not closed with this
   * @param folders in which this process finds data
   */
  ClusterTrials(Cluster cluster, List<String> folders, StopSignal stop) {
    this.cluster = cluster;
    this.folders = folders;
    this.stop = stop;
  }

  @Override
  public int slots() {
    return cluster.slots();
  }

  @Override
  public CompletableFuture<Optional<ResultBytes>> submit(byte[] task) {
    return cluster
        .submit(TrialWork.class, TrialWork.task(folders, task), stop)
        .thenApply(answer -> answer.map(TrialWork::result));
  }

  @Override
  public void close() {}
}
