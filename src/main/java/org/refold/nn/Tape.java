package org.refold.nn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;
import org.refold.kernel.Streams;

/**
 * Records what operations do, and plays it backwards: reverse-mode differentiation by
 * define-by-run. A tape belongs to one thread; operations use the threads of {@link
 * org.refold.kernel.Parallel} inside.
 *
 * <p>Memory is reused: what a step asks for, the next step asks for again. Everything on the tape
 * is therefore valid until the next {@link #begin}. Scoring asks for other memory than training, so
 * give it a tape of its own.
 *
 * <p>An operation is a method that computes its output and, beside it, tells how to go back:
 *
 * <pre>{@code
 * static Var add(Var a, Var b) {
 *   Tape tape = a.tape();
 *   Matrix sum = tape.scratch(a.rows(), a.columns());
 *   ... compute ...
 *   return tape.op("Add").on(a, b).gives(sum, gradient -> {
 *     a.accumulate((da, beta) -> tape.arithmetic().add(1, gradient, beta, da));
 *     b.accumulate((db, beta) -> tape.arithmetic().add(1, gradient, beta, db));
 *   });
 * }
 * }</pre>
 */
public final class Tape implements AutoCloseable {

  /** The way back of one operation. */
  @FunctionalInterface
  public interface Backward {
    /**
     * Adds terms to the gradients of the inputs.
     *
     * @param gradient of the output, complete; it is not read later, so it may be overwritten
     */
    void run(Matrix gradient);
  }

  private record Step(Var output, Backward backward) {}

  private final Precision precision;
  private final Arithmetic arithmetic;
  private final Arena arena;
  private final List<Step> steps = new ArrayList<>();
  private final List<Gradient> ofParameters = new ArrayList<>();
  private final List<SparseRows> sparse = new ArrayList<>();
  private final List<Ragged.Ids> ids = new ArrayList<>();
  private final Operation operation = new Operation(this);
  private @Nullable Tracer tracer;
  private @Nullable List<Glimpse> glimpses;
  private int nextSparse;
  private int nextIds;
  private Mode mode = Mode.TRAINING;
  private long seed;
  private long step;

  private Tape(Precision precision) {
    this.precision = precision;
    this.arithmetic = Arithmetic.of(precision);
    this.arena = new Arena(precision);
  }

  /** A tape for training: single precision, fused loops, all threads. */
  public static Tape ofFloats() {
    return new Tape(Precision.FLOAT);
  }

  /** A tape for checking gradients: double precision, plain loops. */
  public static Tape ofDoubles() {
    return new Tape(Precision.DOUBLE);
  }

  /** A tape of some precision. */
  public static Tape of(Precision precision) {
    return new Tape(precision);
  }

  /**
   * Forgets everything and begins anew.
   *
   * @param newMode what for
   * @param newSeed of the run: random numbers are functions of seed, step and the name of the layer
   * @param newStep the number of the step in the run
   * @return this
   */
  public Tape begin(Mode newMode, long newSeed, long newStep) {
    forgetStep();
    arena.rewind();
    nextSparse = 0;
    nextIds = 0;
    mode = newMode;
    seed = newSeed;
    step = newStep;
    return this;
  }

  /** Gradients that were not used may still wait for what is on the tape. */
  private void forgetStep() {
    steps.clear();
    ofParameters.forEach(Gradient::settle);
    ofParameters.clear();
  }

  /** Brings a parameter in; its gradient goes to {@link Parameter#gradient} unless it is frozen. */
  public Var parameter(Parameter parameter) {
    checkPrecision(parameter.value(), parameter.name());
    Var var;
    if (mode == Mode.SCORING || parameter.isFrozen()) {
      var = new Var(this, parameter.value(), null).keep();
    } else {
      ofParameters.add(parameter.gradient());
      var = new Var(this, parameter.value(), parameter.gradient()).keep();
    }
    if (tracer != null) {
      tracer.parameter(parameter, var);
    }
    return var;
  }

  /** Brings a matrix in that needs no gradient, without a copy. */
  public Var constant(Matrix value) {
    checkPrecision(value, "a constant");
    return new Var(this, value, null).keep();
  }

  private void checkPrecision(Matrix value, String what) {
    if (value.precision() != precision) {
      throw new IllegalArgumentException(
          what + " has precision " + value.precision() + ", but the tape has " + precision);
    }
  }

  /** For operations: memory for this step, filled with whatever was there. */
  public Matrix scratch(int rows, int columns) {
    return arena.matrix(rows, columns);
  }

  /** For operations: sparse rows for this step, filled with whatever was there. */
  public SparseRows sparseScratch() {
    if (nextSparse == sparse.size()) {
      sparse.add(new SparseRows(0));
    }
    return sparse.get(nextSparse++);
  }

  /** For operations and batches: ids for this step, without segments. */
  public Ragged.Ids idsScratch() {
    if (nextIds == ids.size()) {
      ids.add(new Ragged.Ids());
    }
    Ragged.Ids free = ids.get(nextIds++);
    free.clear();
    return free;
  }

  /**
   * For operations: begins to record one. See {@link Operation}.
   *
   * @param name of the operator, that of ONNX where there is one
   */
  public Operation op(String name) {
    return operation.begin(name);
  }

  /** Puts a result on the tape, with the way back if it needs a gradient. */
  Var record(Matrix value, boolean needsGradient, Backward backward) {
    if (!needsGradient) {
      return new Var(this, value, null);
    }
    Var output =
        new Var(this, value, Gradient.borrowing(() -> arena.matrix(value.rows(), value.columns())));
    steps.add(new Step(output, backward));
    return output;
  }

  /**
   * For operations from one sparse batch to another, which have no way back: tells of one while the
   * tape is traced.
   *
   * @param name of the operator
   * @param attributes {@link Long}, {@link Double} or {@link String} by name
   */
  public void sparseOp(
      String name, Map<String, Object> attributes, SparseRows input, SparseRows output) {
    if (tracer != null) {
      tracer.sparse(name, attributes, input, output);
    }
  }

  /**
   * Runs a pass and writes down its operations, as a rule a scoring pass of a small batch.
   *
   * @param pass begins the tape and returns the result that is asked about
   */
  public Trace trace(Supplier<Var> pass) {
    Tracer mine = new Tracer();
    tracer = mine;
    operation.tracedBy(mine);
    try {
      return mine.trace(pass.get());
    } finally {
      tracer = null;
      operation.tracedBy(null);
    }
  }

  /**
   * Runs a pass and keeps what operations show of their inside: a scoring pass of one sequence, as
   * a rule, since each shows all of its rows.
   *
   * @param pass begins the tape
   * @return in the order in which the operations ran
   */
  public List<Glimpse> watch(Runnable pass) {
    List<Glimpse> mine = new ArrayList<>();
    glimpses = mine;
    try {
      pass.run();
      return List.copyOf(mine);
    } finally {
      glimpses = null;
    }
  }

  /** For operations: whether anybody wants to see their inside. */
  public boolean isWatched() {
    return glimpses != null;
  }

  /** For operations: shows something of the inside to whom watches, if anybody does. */
  public void show(Glimpse glimpse) {
    if (glimpses != null) {
      glimpses.add(glimpse);
    }
  }

  /**
   * Computes the gradients of a loss with respect to everything that went into it. Gradients of
   * parameters are added to what is there; optimisers forget them after use.
   *
   * @param loss {@code [1, 1]}
   */
  public void backward(Var loss) {
    if (loss.rows() != 1 || loss.columns() != 1) {
      throw new IllegalArgumentException(
          "a loss is one number, but this is a matrix " + loss.rows() + " x " + loss.columns());
    }
    loss.accumulate((gradient, beta) -> gradient.set(0, 0, 1));
    for (int k = steps.size() - 1; k >= 0; k--) {
      Gradient gradient = steps.get(k).output().gradient();
      if (gradient.extent() != Gradient.Extent.NOTHING) {
        steps.get(k).backward().run(gradient.filled());
      }
    }
    steps.clear();
  }

  /** Forgets the gradients of parameters that no optimiser has used. */
  public static void forgetGradients(Collection<Parameter> parameters) {
    parameters.forEach(parameter -> parameter.gradient().forget());
  }

  /** For operations: what computes. */
  public Arithmetic arithmetic() {
    return arithmetic;
  }

  /** Training or scoring. */
  public Mode mode() {
    return mode;
  }

  /** Single or double. */
  public Precision precision() {
    return precision;
  }

  /** For operations: the seed of a random stream for one layer in this step. */
  public long streamSeed(String purpose) {
    return Streams.seedOf(seed, purpose, step);
  }

  /** The bytes of working memory outside the heap, not counting parameters. */
  public long workingBytes() {
    return arena.bytes();
  }

  /** Gives the working memory back. */
  @Override
  public void close() {
    forgetStep();
    arena.close();
  }
}
