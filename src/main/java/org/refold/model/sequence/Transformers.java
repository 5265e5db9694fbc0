package org.refold.model.sequence;

import java.util.Locale;
import org.refold.kernel.Activation;
import org.refold.nn.layer.TransformerBlock;
import org.refold.nn.op.Attention;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;

/** What transformers share besides their blocks. */
final class Transformers {

  /** Matrices of a block that training keeps: values, masks, gradients. */
  private static final long OF_BLOCK = 24;

  private Transformers() {}

  /**
   * @throws BadInputException if a number is out of its range, or heads do not divide units
   */
  static void check(int latent, int blocks, int heads) {
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

  /** About how many numbers training keeps for a place. */
  static long numbersOfPlace(int latent, int inner, int blocks) {
    return blocks * (OF_BLOCK * latent + 6L * inner) + 12L * latent;
  }

  /** A block of BERT: normalised last, GELU, four times as many units within. */
  static TransformerBlock.Shape ofBert(int latent, int heads, double dropout) {
    return new TransformerBlock.Shape(
        TransformerBlock.Kind.POST,
        latent,
        heads,
        4 * latent,
        Activation.GELU,
        dropout,
        Attention.Sight.BIDIRECTIONAL);
  }
}
