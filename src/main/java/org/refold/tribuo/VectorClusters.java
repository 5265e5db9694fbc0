package org.refold.tribuo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.refold.data.Vocabulary;
import org.refold.evaluate.ClusterAgreement;

/** Vectors in clusters, each in one. Immutable. */
public final class VectorClusters {

  private final Vocabulary ids;
  private final int[] clusterOf;
  private final double[][] centres;

  /** Takes the arrays as they are. */
  VectorClusters(Vocabulary ids, int[] clusterOf, double[][] centres) {
    this.ids = ids;
    this.clusterOf = clusterOf;
    this.centres = centres;
  }

  /** How many clusters there are, those without a member included. */
  public int count() {
    return centres.length;
  }

  /** The raw ids of the vectors, by row. */
  public Vocabulary ids() {
    return ids;
  }

  /** The cluster of a row, {@code 0 <= cluster < count()}. */
  public int clusterOf(int row) {
    return clusterOf[row];
  }

  /**
   * How far clusters agree with labels that they were not told.
   *
   * @param labelOf by raw id; ids without a label take no part
   * @throws org.refold.settings.BadInputException if no id has a label
   */
  public ClusterAgreement agreement(Map<String, String> labelOf) {
    int[] rows =
        IntStream.range(0, clusterOf.length)
            .filter(row -> labelOf.containsKey(ids.id(row)))
            .toArray();
    List<String> labels = List.copyOf(new TreeSet<>(labelOf.values()));
    return ClusterAgreement.of(
        IntStream.of(rows).map(row -> clusterOf[row]).toArray(),
        IntStream.of(rows).map(row -> labels.indexOf(labelOf.get(ids.id(row)))).toArray());
  }

  /** The raw ids in a cluster, in the order of rows. */
  public List<String> members(int cluster) {
    List<String> members = new ArrayList<>();
    for (int row = 0; row < clusterOf.length; row++) {
      if (clusterOf[row] == cluster) {
        members.add(ids.id(row));
      }
    }
    return members;
  }

  /**
   * The mean of a cluster's vectors, of k-means as of its last round; zeros for a cluster that had
   * no member then.
   *
   * @return {@code [features]}, a copy
   */
  public double[] centre(int cluster) {
    return centres[cluster].clone();
  }

  @Override
  public String toString() {
    List<Integer> sizes = new ArrayList<>();
    for (int cluster = 0; cluster < count(); cluster++) {
      sizes.add(members(cluster).size());
    }
    return String.format(
        Locale.ROOT, "%d vectors in %d clusters of %s", clusterOf.length, count(), sizes);
  }
}
