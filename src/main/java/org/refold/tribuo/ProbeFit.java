package org.refold.tribuo;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Streams;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** One classifier of a {@link Probe}, trained at the rate that suits its features. */
final class ProbeFit {

  /** One of so many parts of the training examples decides on the rate. */
  private static final int PARTS = 5;

  /** The probability of a label that the training part lacks. */
  private static final double LEAST = 1e-6;

  private final Probe probe;
  private final ProbeExamples examples;
  private final int mostFrequent;
  private final @Nullable Model<Label> model;

  /** The classifier that is trained on some of the rows at this rate. */
  private ProbeFit(Probe probe, ProbeExamples examples, int[] rows, int[] labels, double rate) {
    this.probe = probe;
    this.examples = examples;
    this.mostFrequent = mostFrequent(labels);
    this.model = IntStream.of(labels).distinct().count() < 2 ? null : trained(rows, labels, rate);
  }

  /**
   * @param rows the training rows
   * @param labels their labels
   */
  static ProbeFit of(Probe probe, ProbeExamples examples, int[] rows, int[] labels) {
    TribuoLogs.quiet();
    double best = probe.rates().get(0);
    double highest = Double.NEGATIVE_INFINITY;
    if (probe.rates().size() > 1) {
      int[] order = IntStream.range(0, rows.length).toArray();
      Streams.shuffle(order, Streams.of(probe.seed(), "rate of a probe"));
      int[] held = Arrays.copyOf(order, rows.length / PARTS);
      int[] kept = Arrays.copyOfRange(order, held.length, rows.length);
      for (double rate : probe.rates()) {
        double likelihood =
            new ProbeFit(probe, examples, at(rows, kept), at(labels, kept), rate)
                .logLikelihood(at(rows, held), at(labels, held));
        if (likelihood > highest) {
          highest = likelihood;
          best = rate;
        }
      }
    }
    return new ProbeFit(probe, examples, rows, labels, best);
  }

  /** The label that most training rows have; of several the first. */
  int mostFrequent() {
    return mostFrequent;
  }

  /** What it says of rows; the most frequent label where it knows no feature of one. */
  int[] answers(int[] rows) {
    return IntStream.of(rows)
        .map(
            row -> {
              @Nullable Prediction<Label> prediction = prediction(row);
              return prediction == null
                  ? mostFrequent
                  : Integer.parseInt(prediction.getOutput().getLabel());
            })
        .toArray();
  }

  private double logLikelihood(int[] rows, int[] labels) {
    double sum = 0;
    for (int k = 0; k < rows.length; k++) {
      @Nullable Prediction<Label> prediction = prediction(rows[k]);
      @Nullable Label own =
          prediction == null ? null : prediction.getOutputScores().get(Integer.toString(labels[k]));
      sum += Math.log(Math.max(LEAST, own == null ? 0 : own.getScore()));
    }
    return sum;
  }

  private @Nullable Prediction<Label> prediction(int row) {
    @Nullable Model<Label> fitted = model;
    return fitted == null || !knows(fitted, examples.of(row))
        ? null
        : fitted.predict(examples.of(row));
  }

  /** Tribuo refuses an example none of whose features was in the training. */
  private static boolean knows(Model<Label> fitted, Example<Label> example) {
    for (Feature feature : example) {
      if (fitted.getFeatureIDMap().get(feature.getName()) != null) {
        return true;
      }
    }
    return false;
  }

  private Model<Label> trained(int[] rows, int[] labels, double rate) {
    LabelFactory factory = new LabelFactory();
    MutableDataset<Label> data =
        new MutableDataset<>(new SimpleDataSourceProvenance("rows of a probe", factory), factory);
    for (int k = 0; k < rows.length; k++) {
      if (examples.of(rows[k]).size() > 0) {
        data.add(examples.of(rows[k], new Label(Integer.toString(labels[k]))));
      }
    }
    return new LinearSGDTrainer(
            new LogMulticlass(), new AdaGrad(rate), probe.epochs(), probe.seed())
        .train(data);
  }

  private static int mostFrequent(int[] labels) {
    int[] counts = new int[1 + Arrays.stream(labels).max().orElse(0)];
    IntStream.of(labels).forEach(label -> counts[label]++);
    return IntStream.range(0, counts.length)
        .reduce((a, b) -> counts[b] > counts[a] ? b : a)
        .orElseThrow();
  }

  private static int[] at(int[] numbers, int[] places) {
    return IntStream.of(places).map(place -> numbers[place]).toArray();
  }
}
