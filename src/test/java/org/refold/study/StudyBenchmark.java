package org.refold.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.refold.catalogue.Catalogue;
import org.refold.data.sets.DataSet;
import org.refold.data.sets.DataSets;
import org.refold.evaluate.Evaluator;
import org.refold.recommend.Fitting;
import org.refold.recommend.Validation;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;
import org.refold.study.run.Runner;
import org.refold.study.store.ResultStore;
import org.refold.study.store.StudyResult;

/**
 * What a study costs beside its trainings: fits of Mult-DAE on MovieLens-1M with their evaluation,
 * in a plain loop and as the trials of a study that claims, records and stores each of them. Loop
 * and study run in turn in one JVM, as the speed of machines drifts; and for each study it is
 * printed which part of its time its own trials did not spend on fitting and scoring.
 */
public final class StudyBenchmark {

  private static final String DATA = "ml-1m";
  private static final String SPLIT = "strong:heldout=500";
  private static final String METRICS = "ndcg@100,recall@20";
  private static final Map<String, String> SETTINGS = Map.of("epochs", "5");
  private static final int FITS = 6;
  private static final int ROUNDS = 4;

  private final DataSet data = DataSets.open(DATA);
  private final Split split = Splitters.parse(SPLIT).split(data.interactions(), 42);

  private StudyBenchmark() {}

  /** Prints a line a round; the first one warms up. */
  public static void main(String[] arguments) throws IOException {
    StudyBenchmark benchmark = new StudyBenchmark();
    for (int round = 0; round < ROUNDS; round++) {
      double plain = benchmark.plain();
      Path folder = Files.createTempDirectory("refold-study");
      try {
        long start = System.nanoTime();
        StudyResult result = benchmark.study(folder);
        double whole = (System.nanoTime() - start) / 1e9;
        double training =
            result.finished().stream()
                .mapToDouble(trial -> trial.seconds().fit() + trial.seconds().score())
                .sum();
        System.out.printf(
            Locale.ROOT,
            "{\"plain_seconds\":%.3f,\"study_seconds\":%.3f,\"beside_training\":%.4f}%n",
            plain,
            whole,
            1 - training / whole);
      } finally {
        drop(folder);
      }
    }
  }

  private double plain() {
    long start = System.nanoTime();
    for (int seed = 1; seed <= FITS; seed++) {
      Fitting fitting =
          Fitting.withSeed(seed).withValidation(split.validation().map(Validation::on));
      try (var fitted = Catalogue.create("mult-dae", SETTINGS).fit(split.train(), fitting)) {
        Evaluator.of(METRICS).evaluate(fitted.model(), split.test());
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private StudyResult study(Path folder) throws IOException {
    Study study =
        Study.of("overhead", DATA, SPLIT)
            .withMetrics(METRICS)
            .with(Grid.of("mult-dae").with(SETTINGS))
            .withSeeds(FITS);
    return Runner.standard().run(study, data, new ResultStore(folder));
  }

  private static void drop(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
