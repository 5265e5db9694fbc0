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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Time of products {@code [m, k] [k, n]} in float, on all threads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class BlasBenchmark {

  /** The lengths m, k and n. */
  @Param({"32,64,64", "500,3706,600", "500,600,3706", "500,200,600"})
  public String shape = "32,64,64";

  private Matrix a = Matrix.floats(0, 0);
  private Matrix b = a;
  private Matrix turnedB = a;
  private Matrix c = a;

  /** Makes the matrices. */
  @Setup(Level.Trial)
  public void make() {
    String[] lengths = shape.split(",", -1);
    int m = Integer.parseInt(lengths[0]);
    int k = Integer.parseInt(lengths[1]);
    int n = Integer.parseInt(lengths[2]);
    a = Matrices.random(Precision.FLOAT, m, k, 1);
    b = Matrices.random(Precision.FLOAT, k, n, 2);
    turnedB = Matrices.random(Precision.FLOAT, n, k, 2);
    c = Matrix.floats(m, n);
  }

  /** Gives the memory back. */
  @TearDown(Level.Trial)
  public void close() {
    a.close();
    b.close();
    turnedB.close();
    c.close();
  }

  /** {@code C = A B}. */
  @Benchmark
  public Matrix multiply() {
    Blas.multiply(a, b, c);
    return c;
  }

  /** {@code C = A B'}. */
  @Benchmark
  public Matrix multiplyByTurned() {
    Blas.gemm(Transpose.NO, Transpose.YES, 1, a, turnedB, 0, c);
    return c;
  }
}
