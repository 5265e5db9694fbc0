package org.refold.tribuo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refold.settings.BadInputException;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.baseline.DummyClassifierTrainer;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.hdbscan.HdbscanTrainer;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.evaluation.KFoldSplitter;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;

/** What is asked of representations: what lies together, and what can be read from a vector. */
public final class VectorTasks {

  private static final int MOST_ITERATIONS = 100;

  /** What Tribuo's HDBSCAN calls the cluster of those in none. */
  private static final int OUTSIDE = 0;

  private VectorTasks() {}

  /**
   * Clusters by k-means: Euclidean distance, first centres by k-means++, until no vector changes
   * its cluster or for 100 rounds. Clusters are in the order of their first centres, which is
   * random. One thread, because with more the order of sums, and so the last bits, would vary.
   *
   * @param k how many clusters, at least 1 and at most the number of vectors
   * @param seed for the first centres
   * @throws BadInputException if k is out of range or a vector has numbers that are not finite
   */
  public static VectorClusters cluster(NamedVectors vectors, int k, long seed) {
    if (k < 1 || k > vectors.ids().size()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "k is %d, but must be from 1 to the %d vectors there are",
              k,
              vectors.ids().size()));
    }
    TribuoLogs.quiet();
    MutableDataset<ClusterID> data = VectorDatasets.unclustered("vectors", vectors);
    KMeansTrainer trainer =
        new KMeansTrainer(
            k, MOST_ITERATIONS, new L2Distance(), KMeansTrainer.Initialisation.PLUSPLUS, 1, seed);
    KMeansModel model = trainer.train(data);
    List<Prediction<ClusterID>> clusters = model.predict(data);
    return new VectorClusters(
        vectors.ids(),
        clusters.stream().mapToInt(prediction -> prediction.getOutput().getID()).toArray(),
        Arrays.stream(model.getCentroidVectors())
            .map(DenseVector::toArray)
            .toArray(double[][]::new));
  }

  /**
   * Clusters where vectors lie densely, by HDBSCAN (R. Campello, D. Moulavi, J. Sander:
   * Density-Based Clustering Based on Hierarchical Density Estimates, PAKDD 2013): Euclidean
   * distance, and as many of them as there are. Cluster 0 holds the vectors that lie in none; a
   * centre is the mean of the members. Takes the square of the number of vectors in time.
   *
   * @param fewest how many vectors make a cluster, at least 2 and at most all; a vector's density
   *     is the distance to as many neighbours
   * @throws BadInputException if fewest is out of range or a vector has numbers that are not finite
   */
  public static VectorClusters dense(NamedVectors vectors, int fewest) {
    int size = vectors.ids().size();
    if (fewest < 2 || fewest > size) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "fewest is %d, but must be from 2 to the %d vectors there are",
              fewest,
              size));
    }
    TribuoLogs.quiet();
    List<Integer> found =
        new HdbscanTrainer(
                fewest,
                new L2Distance(),
                fewest,
                1,
                NeighboursQueryFactoryType.BRUTE_FORCE) // its k-d trees err
            .train(VectorDatasets.unclustered("vectors", vectors))
            .getClusterLabels();
    Map<Integer, Integer> numbers = new HashMap<>(Map.of(OUTSIDE, 0));
    int[] clusterOf =
        found.stream()
            .mapToInt(label -> numbers.computeIfAbsent(label, unused -> numbers.size()))
            .toArray();
    return new VectorClusters(vectors.ids(), clusterOf, means(vectors, clusterOf, numbers.size()));
  }

  private static double[][] means(NamedVectors vectors, int[] clusterOf, int clusters) {
    double[][] means = new double[clusters][vectors.vectors().columns()];
    int[] sizes = new int[clusters];
    Arrays.stream(clusterOf).forEach(cluster -> sizes[cluster]++);
    for (int row = 0; row < clusterOf.length; row++) {
      double[] own = vectors.row(row);
      double[] mean = means[clusterOf[row]];
      for (int k = 0; k < mean.length; k++) {
        mean[k] += own[k] / sizes[clusterOf[row]];
      }
    }
    return means;
  }

  /**
   * How well labels, such as the genres of items, can be read from vectors by logistic regression
   * with Tribuo's own settings: AdaGrad at a rate of 1, five epochs. {@link Probe} chooses the
   * rate.
   *
   * @see #classify(NamedVectors, Map, Trainer, int, long)
   */
  public static FoldAccuracies classify(
      NamedVectors vectors, Map<String, String> labelOf, int folds, long seed) {
    return classify(vectors, labelOf, new LogisticRegressionTrainer(), folds, seed);
  }

  /**
   * How well labels can be read from vectors: accuracy of a classifier by cross-validation over the
   * vectors that have a label. Folds are random, not stratified: a label that a training part lacks
   * is answered wrongly.
   *
   * @param labelOf labels by raw id; ids without one take no part
   * @param trainer any classifier of Tribuo; its seed is not used
   * @param folds at least 2 and at most the number of labelled vectors
   * @param seed for the folds and the trainer
   * @throws BadInputException if folds is out of range, no id has a label, all have the same, or
   *     the trainer has a minibatch of more than one example
   */
  public static FoldAccuracies classify(
      NamedVectors vectors,
      Map<String, String> labelOf,
      Trainer<Label> trainer,
      int folds,
      long seed) {
    TribuoLogs.quiet();
    TrainerSettings.check(trainer);
    MutableDataset<Label> data = VectorDatasets.labelled("vectors", vectors, labelOf);
    if (folds < 2 || folds > data.size()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "folds is %d, but must be from 2 to the %d labelled vectors there are",
              folds,
              data.size()));
    }
    if (data.getOutputs().size() < 2) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "all %d labelled vectors have the label %s; a classifier needs two or more labels",
              data.size(),
              data.getOutputs()));
    }
    return new FoldAccuracies(
        accuracies(TrainerSettings.withSeed(trainer, seed), data, folds, seed),
        accuracies(DummyClassifierTrainer.createMostFrequentTrainer(), data, folds, seed),
        data.size());
  }

  /**
   * Accuracies on the folds of Tribuo's {@code CrossValidation}, the same for each trainer. Counted
   * here, because its evaluator warns of each label that a fold lacks.
   */
  private static List<Double> accuracies(
      Trainer<Label> trainer, Dataset<Label> data, int folds, long seed) {
    List<Double> accuracies = new ArrayList<>();
    Iterator<KFoldSplitter.TrainTestFold<Label>> parts =
        new KFoldSplitter<Label>(folds, seed).split(data, true);
    while (parts.hasNext()) {
      KFoldSplitter.TrainTestFold<Label> fold = parts.next();
      List<Prediction<Label>> answers = trainer.train(fold.train).predict(fold.test);
      accuracies.add((double) right(answers) / answers.size());
    }
    return accuracies;
  }

  private static long right(List<Prediction<Label>> answers) {
    return answers.stream()
        .filter(a -> a.getOutput().getLabel().equals(a.getExample().getOutput().getLabel()))
        .count();
  }
}
