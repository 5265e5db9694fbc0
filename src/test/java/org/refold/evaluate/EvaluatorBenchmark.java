package org.refold.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.evaluate.metric.MetricContext;

/**
 * Seconds for evaluating as many users and items as MovieLens-1M has, scores given: the model
 * copies 22 million numbers. About 165 interactions a user, a fifth of them held out, popularity
 * falling off as in real data.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class EvaluatorBenchmark {

  private static final int USERS = 6040;
  private static final int ITEMS = 3706;

  /** The metrics of the case. */
  @Param({"vae-cf", "ten-at-four", "auc", "beyond"})
  public String metrics = "";

  private Evaluator evaluator = Evaluator.of(Preset.VAE_CF);
  private Holdout holdout = Fixtures.strong(Fixtures.interactions(1), Fixtures.interactions(1));
  private MetricContext background = MetricContext.none();
  private Fixtures.ScoreTable model = new Fixtures.ScoreTable(new float[1]);

  /** Draws data and scores. */
  @Setup
  public void draw() {
    SplittableRandom random = new SplittableRandom(42);
    int[][] in = new int[USERS][];
    int[][] out = new int[USERS][];
    float[][] scores = new float[USERS][ITEMS];
    for (int user = 0; user < USERS; user++) {
      int[] row = random.ints(150, 0, 1 << 24).map(x -> popular(x)).distinct().toArray();
      int cut = row.length * 4 / 5;
      in[user] = Arrays.copyOfRange(row, 0, cut);
      out[user] = Arrays.copyOfRange(row, cut, row.length);
      for (int item = 0; item < ITEMS; item++) {
        scores[user][item] = (float) random.nextDouble();
      }
    }
    Interactions train = Fixtures.interactions(ITEMS, in);
    holdout = Fixtures.strong(train, Fixtures.interactions(ITEMS, out));
    background = MetricContext.of(train);
    model = new Fixtures.ScoreTable(scores);
    evaluator = Evaluator.of(metrics.equals("ten-at-four") ? tenAtFour() : metrics);
  }

  private static int popular(int uniform) {
    double u = uniform / (double) (1 << 24);
    return (int) (ITEMS * u * u);
  }

  private static String tenAtFour() {
    StringBuilder list = new StringBuilder();
    for (int k : new int[] {5, 10, 50, 100}) {
      list.append(
          ("recall@%1$d,recall@%1$d(denominator=relevant),precision@%1$d,f1@%1$d,hr@%1$d,mrr@%1$d,"
                  + "map@%1$d,ndcg@%1$d,ndcg@%1$d(ideal=full),coverage@%1$d,")
              .formatted(k));
    }
    return list.substring(0, list.length() - 1);
  }

  /** One evaluation of all users. */
  @Benchmark
  public Evaluation evaluate() {
    return evaluator.evaluate(model, holdout, background);
  }

  /** Runs all cases. */
  public static void main(String[] args) throws RunnerException {
    new Runner(new OptionsBuilder().include("EvaluatorBenchmark").build()).run();
  }
}
