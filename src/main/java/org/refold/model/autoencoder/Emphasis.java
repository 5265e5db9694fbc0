package org.refold.model.autoencoder;

import java.util.Arrays;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Elements;
import org.refold.nn.op.Entries;
import org.refold.settings.Check;
import org.refold.settings.NamedForms;
import org.refold.train.neural.Likelihood;

/**
 * How much entries that were corrupted count in the loss, and how much the others (Vincent et al.
 * 2010, section 3.3, alpha and beta). Its text form is {@code none}, {@code full} or {@code
 * weights(1,0.5)}.
 *
 * @param corrupted weight of an entry that was corrupted
 * @param others weight of one that was not
 */
public record Emphasis(double corrupted, double others) {

  private static final NamedForms FORMS =
      NamedForms.of("emphasis", "none", "full", "weights(1,0.5)");

  /**
   * @throws org.refold.settings.BadInputException if a weight is negative
   */
  public Emphasis {
    Check.notNegative("the weight of corrupted entries", corrupted, "typical: 1");
    Check.notNegative("the weight of other entries", others, "typical: 0-1");
  }

  /** All entries count the same. */
  public static Emphasis none() {
    return new Emphasis(1, 1);
  }

  /**
   * Reads the text form.
   *
   * @throws org.refold.settings.BadInputException if it is none, or a weight is negative
   */
  public static Emphasis parse(String text) {
    NamedForms.Found found = FORMS.read(text);
    return switch (found.name()) {
      case "none" -> none();
      case "full" -> new Emphasis(1, 0);
      default -> new Emphasis(found.number(0), found.number(1));
    };
  }

  /**
   * The weighted negative log-likelihood: summed over items, mean over users.
   *
   * @param outputs {@code [batch, items]}; not to be read afterwards when training
   * @param x {@code [batch, items]}, binary
   * @param changed the corrupted entries with their clean values, {@code [batch, items]}
   * @return {@code [1, 1]}
   */
  Var negativeLog(Likelihood likelihood, Var outputs, SparseRows x, SparseRows changed) {
    if (corrupted == others) {
      return Elements.scale(others, likelihood.negativeLog(outputs, x));
    }
    if (likelihood == Likelihood.MULTINOMIAL) {
      return likelihood.negativeLog(outputs, weighted(outputs.tape(), x, changed));
    }
    Var ofChanged = likelihood.negativeLogOfEntries(Entries.of(outputs, changed), changed);
    return others == 0
        ? Elements.scale(corrupted, ofChanged)
        : Elements.combine(
            others, likelihood.negativeLog(outputs, x), corrupted - others, ofChanged);
  }

  /** The history with the weights of its entries. */
  private SparseRows weighted(Tape tape, SparseRows x, SparseRows changed) {
    SparseRows targets = tape.sparseScratch();
    targets.copyPattern(x);
    int[] lastRowWith = new int[x.columns()];
    Arrays.fill(lastRowWith, -1);
    for (int row = 0; row < x.rows(); row++) {
      for (int at = changed.start(row); at < changed.end(row); at++) {
        lastRowWith[changed.column(at)] = row;
      }
      for (int at = x.start(row); at < x.end(row); at++) {
        targets.setValue(at, lastRowWith[x.column(at)] == row ? corrupted : others);
      }
    }
    return targets;
  }

  @Override
  public String toString() {
    if (corrupted == 1 && (others == 1 || others == 0)) {
      return others == 1 ? "none" : "full";
    }
    return "weights(" + corrupted + "," + others + ")";
  }
}
