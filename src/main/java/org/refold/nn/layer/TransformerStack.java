package org.refold.nn.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.refold.nn.Initializer;
import org.refold.nn.Ragged;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;

/** Blocks of a transformer one after the other, named "NAME 1", "NAME 2" and so on. */
public final class TransformerStack {

  private final List<TransformerBlock> blocks = new ArrayList<>();

  TransformerStack(
      Scope scope, String name, int count, TransformerBlock.Shape shape, Initializer weights) {
    for (int k = 1; k <= count; k++) {
      blocks.add(new TransformerBlock(scope, name + " " + k, shape, weights));
    }
  }

  /**
   * Checks the sizes of a stack.
   *
   * @throws BadInputException if a number is out of its range, or heads do not divide units
   */
  public static void check(int latent, int blocks, int heads) {
    Check.atLeast(1, "latent", latent, "typical: 50-256 units");
    Check.atLeast(1, "blocks", blocks, "typical: 2");
    Check.atLeast(1, "heads", heads, "typical: 1-4");
    if (latent % heads != 0) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "heads is %d, which does not divide latent %d; each head takes as many units",
              heads,
              latent));
    }
  }

  /** The rows after the last block, {@code [rows, units]}. */
  public Ragged apply(Ragged x) {
    Ragged h = x;
    for (TransformerBlock block : blocks) {
      h = block.apply(h);
    }
    return h;
  }
}
