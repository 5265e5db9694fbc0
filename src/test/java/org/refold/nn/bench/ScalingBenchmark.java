package org.refold.nn.bench;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.nn.Arithmetic;
import org.refold.nn.Scaling;

/**
 * Layer normalisation, softmax and dropout forward and back in the shapes of SASRec: fused loops
 * against plain ones on the same matrices of floats, in turns, in processor time of all threads.
 * Argument: rounds.
 */
public final class ScalingBenchmark {

  /** The clock of the processor ticks slowly. */
  private static final int TURNS = 10;

  /** An operation forward and back. */
  private interface Work {
    void run(Scaling scaling, Matrix x, Matrix y, Matrix g);
  }

  private record Contest(String name, int rows, int columns, Work work) {}

  private ScalingBenchmark() {}

  private static List<Contest> contests() {
    return List.of(
        new Contest("layer norm", 12_800, 64, layerNorm(12_800, 64)),
        new Contest("layer norm", 12_800, 50, layerNorm(12_800, 50)),
        new Contest("softmax", 12_800, 50, ScalingBenchmark::softmax),
        new Contest("softmax of 64 blocks 200 x", 12_800, 200, ScalingBenchmark::softmax),
        new Contest("dropout", 12_800, 64, dropout(12_800, 64)),
        new Contest("dropout", 12_800, 50, dropout(12_800, 50)));
  }

  private static Work layerNorm(int rows, int columns) {
    Matrix gain = random(1, columns);
    Matrix shift = random(1, columns);
    Matrix statistics = Matrix.floats(rows, 2);
    Matrix ofGain = Matrix.floats(Scaling.blocks(rows), columns);
    Matrix ofShift = Matrix.floats(Scaling.blocks(rows), columns);
    return (scaling, x, y, g) -> {
      scaling.layerNorm(x, gain, shift, 1e-8, y, statistics);
      scaling.layerNormBackward(x, gain, statistics, g, ofGain, ofShift);
    };
  }

  private static void softmax(Scaling scaling, Matrix x, Matrix y, Matrix g) {
    scaling.softmax(x, y);
    scaling.softmaxBackward(y, g);
  }

  private static Work dropout(int rows, int columns) {
    Matrix mask = Matrix.floats(rows, columns);
    Arithmetic fused = Arithmetic.of(Precision.FLOAT);
    return (scaling, x, y, g) -> {
      scaling.dropout(0.5, 3, x, mask, y);
      // the way back is the same product with either
      fused.multiplyElements(1, g, mask, 0, g);
    };
  }

  private static Matrix random(int rows, int columns) {
    SplittableRandom random = new SplittableRandom(rows + columns);
    Matrix matrix = Matrix.floats(rows, columns);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        matrix.set(row, column, 2 * random.nextDouble() - 1);
      }
    }
    return matrix;
  }

  private static double processorSeconds(
      Contest contest, Scaling scaling, Matrix x, Matrix y, Matrix g) {
    long start = Cpu.nanoseconds();
    for (int turn = 0; turn < TURNS; turn++) {
      contest.work().run(scaling, x, y, g);
    }
    return (Cpu.nanoseconds() - start) / 1e9 / TURNS;
  }

  /** Prints the mean processor seconds of both and their ratio. */
  public static void main(String[] arguments) {
    int rounds = arguments.length == 0 ? 60 : Integer.parseInt(arguments[0]);
    Scaling plain = Arithmetic.of(Precision.DOUBLE).scaling();
    Scaling fused = Arithmetic.of(Precision.FLOAT).scaling();
    for (Contest contest : contests()) {
      Matrix x = random(contest.rows(), contest.columns());
      Matrix y = Matrix.floats(contest.rows(), contest.columns());
      double plainSeconds = 0;
      double fusedSeconds = 0;
      for (int round = -rounds / 2; round < rounds; round++) {
        try (Matrix g = random(contest.rows(), contest.columns())) {
          double first = processorSeconds(contest, plain, x, y, g);
          double second = processorSeconds(contest, fused, x, y, g);
          if (round >= 0) {
            plainSeconds += first / rounds;
            fusedSeconds += second / rounds;
          }
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%s %d x %d: plain %.2f ms, fused %.2f ms, ratio %.1f%n",
          contest.name(),
          contest.rows(),
          contest.columns(),
          1e3 * plainSeconds,
          1e3 * fusedSeconds,
          plainSeconds / fusedSeconds);
    }
  }
}
