package org.refold.model.autoencoder;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.refold.kernel.Matrix;
import org.refold.kernel.Streams;
import org.refold.nn.Mode;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Inputs;
import org.refold.nn.op.Stochastic;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.settings.NamedForms;

/**
 * How an input is corrupted in training before it is reconstructed (Vincent et al. 2010, section
 * 3.3). Its text form is {@code none}, {@code mask(0.5)}, {@code dropout(0.5)}, {@code
 * gaussian(0.1)} or {@code salt-pepper(0.1)}.
 *
 * @param kind the kind
 * @param amount a share of entries in [0, 1), or a standard deviation; 0 for none
 */
public record Corruption(Kind kind, double amount) {

  /** A kind of corruption. */
  public enum Kind {
    /** Nothing is changed. */
    NONE,
    /** A share of the observed entries is set to zero, the others stay. */
    MASK,
    /** A share of the observed entries is set to zero, the others are divided by the rest. */
    DROPOUT,
    /** Normal noise is added to the observed entries. */
    GAUSSIAN,
    /** A share of all entries becomes zero or one, each with probability 1/2. */
    SALT_PEPPER
  }

  private static final NamedForms FORMS =
      NamedForms.of(
          "corruption", "none", "mask(0.5)", "dropout(0.5)", "gaussian(0.1)", "salt-pepper(0.1)");

  /**
   * @throws BadInputException if the amount is out of its range
   */
  public Corruption {
    if (kind == Kind.GAUSSIAN) {
      Check.notNegative("the standard deviation of corruption", amount, "typical: 0.1");
    } else {
      Check.rate("the share of corruption", amount, "typical: 0.3-0.5");
    }
    if (kind == Kind.NONE && amount != 0) {
      throw new BadInputException("corruption none has no amount, but was given " + amount);
    }
  }

  /** None. */
  public static Corruption none() {
    return new Corruption(Kind.NONE, 0);
  }

  /** Inverted dropout of observed entries. */
  public static Corruption dropout(double share) {
    return new Corruption(Kind.DROPOUT, share);
  }

  /**
   * Reads the text form.
   *
   * @throws BadInputException if it is none, or the amount is out of its range
   */
  public static Corruption parse(String text) {
    NamedForms.Found found = FORMS.read(text);
    Kind kind = Kind.valueOf(found.name().toUpperCase(Locale.ROOT).replace('-', '_'));
    return kind == Kind.NONE ? none() : new Corruption(kind, found.number(0));
  }

  /** Rows of entries {@code [batch, columns]}, corrupted in training only. */
  SparseRows of(Tape tape, SparseRows x) {
    return switch (kind) {
      case NONE -> x;
      case MASK -> Inputs.masked(tape, x, amount, "input");
      case DROPOUT -> Inputs.dropout(tape, x, amount, "input");
      case GAUSSIAN -> Inputs.noisy(tape, x, amount, "input");
      case SALT_PEPPER ->
          amount == 0 || tape.mode() == Mode.SCORING ? x : saltAndPepper(tape, x, "input");
    };
  }

  /**
   * Units {@code [batch, units]}, corrupted in training only. Salt and pepper are for entries of 0
   * and 1: units stay as they are.
   *
   * @param purpose tells the random stream from others
   */
  Var of(Var units, String purpose) {
    if (units.tape().mode() == Mode.SCORING) {
      return units;
    }
    return switch (kind) {
      case NONE, SALT_PEPPER -> units;
      case MASK -> Elements.scale(1 - amount, Stochastic.dropout(units, amount, purpose));
      case DROPOUT -> Stochastic.dropout(units, amount, purpose);
      case GAUSSIAN -> amount == 0 ? units : noisy(units, purpose);
    };
  }

  private Var noisy(Var units, String purpose) {
    Matrix logVariances = units.tape().scratch(units.rows(), units.columns());
    for (int row = 0; row < units.rows(); row++) {
      for (int k = 0; k < units.columns(); k++) {
        logVariances.set(row, k, 2 * Math.log(amount));
      }
    }
    return Stochastic.gaussian(units, units.tape().constant(logVariances), purpose);
  }

  /** A one is as large as the largest entry of its row; gaps between picked entries are drawn. */
  private SparseRows saltAndPepper(Tape tape, SparseRows x, String purpose) {
    SparseRows result = tape.sparseScratch();
    result.clear(x.columns());
    long seed = tape.streamSeed(purpose);
    double[] entries = new double[x.columns()];
    for (int row = 0; row < x.rows(); row++) {
      Arrays.fill(entries, 0);
      double one = x.start(row) == x.end(row) ? 1 : 0;
      for (int at = x.start(row); at < x.end(row); at++) {
        entries[x.column(at)] = x.value(at);
        one = Math.max(one, x.value(at));
      }
      SplittableRandom random = Streams.of(seed, "row", row);
      for (long at = gap(random); at < x.columns(); at += 1 + gap(random)) {
        entries[(int) at] = random.nextBoolean() ? one : 0;
      }
      result.startRow();
      for (int column = 0; column < entries.length; column++) {
        if (entries[column] != 0) {
          result.add(column, entries[column]);
        }
      }
    }
    return result;
  }

  /** Entries that are passed over before the next one is picked: geometric. */
  private long gap(SplittableRandom random) {
    return (long) (Math.log1p(-random.nextDouble()) / Math.log1p(-amount));
  }

  /**
   * The entries that corruption changed, with what they held before: all observed ones where noise
   * was added.
   *
   * @param x binary histories {@code [batch, columns]}
   * @param corrupted what {@link #of} made of them
   */
  SparseRows changed(Tape tape, SparseRows x, SparseRows corrupted) {
    SparseRows changed = tape.sparseScratch();
    changed.clear(x.columns());
    int[] lastRowWith = new int[x.columns()];
    for (int row = 0; row < x.rows(); row++) {
      changed.startRow();
      boolean all = kind == Kind.GAUSSIAN;
      addAbsent(x, row, corrupted, all, lastRowWith, 2 * row + 1, changed);
      if (!all) {
        addAbsent(corrupted, row, x, false, lastRowWith, 2 * row + 2, changed);
      }
    }
    return changed;
  }

  /** Adds what one row has and the other has not, as ones where the first is the history. */
  private static void addAbsent(
      SparseRows from,
      int row,
      SparseRows other,
      boolean all,
      int[] seen,
      int mark,
      SparseRows to) {
    for (int at = other.start(row); at < other.end(row); at++) {
      seen[other.column(at)] = mark;
    }
    for (int at = from.start(row); at < from.end(row); at++) {
      if (all || seen[from.column(at)] != mark) {
        to.add(from.column(at), mark % 2);
      }
    }
  }

  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return kind == Kind.NONE ? name : name + "(" + amount + ")";
  }
}
