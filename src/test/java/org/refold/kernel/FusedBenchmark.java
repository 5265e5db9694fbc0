package org.refold.kernel;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of the fused kernels on one row of 3,706 numbers, on one thread: by vector instructions, by
 * plain Java, and ({@code plain*}) by the loop over {@link Math} that one would write first.
 *
 * <p>Run by {@code java -cp target/test-classes:target/classes:... org.openjdk.jmh.Main Fused}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class FusedBenchmark {

  private static final int LENGTH = 3706;
  private static final int WIDTH = 600;
  private static final int ROWS = 48;

  /** Which provider. */
  @Param({"vector", "scalar"})
  public String provider = "scalar";

  private Provider kernels = Provider.scalar();
  private final float[] x = FloatArrays.small(LENGTH, 1);
  private final float[] y = new float[LENGTH];
  private final float[] m = new float[LENGTH];
  private final float[] v = new float[LENGTH];
  private final float[] table = FloatArrays.small(LENGTH * WIDTH, 2);
  private final int[] rows = new int[ROWS];
  private final float[] factors = FloatArrays.small(ROWS, 3);
  private final float[] sum = new float[WIDTH];
  private final Matrix matrix = Matrix.floats(500, LENGTH);
  private int row;

  /** Chooses the provider. */
  @Setup(Level.Trial)
  public void choose() {
    if (provider.equals("vector")) {
      kernels = Providers.vector().orElseThrow();
    }
    for (int k = 0; k < ROWS; k++) {
      rows[k] = (k * 997 + 13) % LENGTH;
    }
  }

  /** Exponentials. */
  @Benchmark
  public float[] exp() {
    kernels.elementwise().exp(x, y, 0, LENGTH);
    return y;
  }

  /** Hyperbolic tangents. */
  @Benchmark
  public float[] tanh() {
    kernels.elementwise().tanh(x, y, 0, LENGTH);
    return y;
  }

  /** Logistic function. */
  @Benchmark
  public float[] sigmoid() {
    kernels.elementwise().sigmoid(x, y, 0, LENGTH);
    return y;
  }

  /** Maximum, exponentials with their sum, and scaling. */
  @Benchmark
  public float[] softmax() {
    Linear linear = kernels.linear();
    float max = linear.max(x, 0, LENGTH);
    float total = linear.expShiftedSum(max, x, y, 0, LENGTH);
    linear.scale(1 / total, y, 0, LENGTH);
    return y;
  }

  /** The softmax that one would write first. */
  @Benchmark
  public float[] plainSoftmax() {
    float max = Float.NEGATIVE_INFINITY;
    for (float value : x) {
      max = Math.max(max, value);
    }
    double total = 0;
    for (int k = 0; k < LENGTH; k++) {
      y[k] = (float) Math.exp(x[k] - max);
      total += y[k];
    }
    for (int k = 0; k < LENGTH; k++) {
      y[k] /= (float) total;
    }
    return y;
  }

  /** The tanh that one would write first. */
  @Benchmark
  public float[] plainTanh() {
    for (int k = 0; k < LENGTH; k++) {
      y[k] = (float) Math.tanh(x[k]);
    }
    return y;
  }

  /** One step of Adam. */
  @Benchmark
  public float[] adam() {
    kernels.updates().adam(new AdamStep(1e-3f, 0.9f, 0.999f, 1, 1e-8f), y, x, m, v, 0, 0, LENGTH);
    return y;
  }

  /** The sum of products. */
  @Benchmark
  public float dot() {
    return kernels.linear().dot(x, 0, y, 0, LENGTH);
  }

  /** 48 rows of 600 out of a table. */
  @Benchmark
  public float[] addRows() {
    kernels.linear().addRows(table, 0, WIDTH, rows, factors, 0, ROWS, sum, 0);
    return sum;
  }

  /** The products of a row with 48 rows of a table. */
  @Benchmark
  public float[] dotRows() {
    kernels.linear().dotRows(sum, 0, WIDTH, table, 0, WIDTH, rows, factors, 0, ROWS);
    return factors;
  }

  /** A row out of off-heap memory and back. */
  @Benchmark
  public float[] readAndWriteRow() {
    row = (row + 1) % matrix.rows();
    matrix.readRow(row, y);
    matrix.writeRow(row, y);
    return y;
  }
}
