package org.refold.model.sequence;

import org.refold.kernel.Activation;
import org.refold.nn.layer.TransformerBlock;
import org.refold.nn.op.Attention;

/** What transformers share besides their blocks. */
final class Transformers {

  /** Matrices of a block that training keeps: values, masks, gradients. */
  private static final long OF_BLOCK = 24;

  private Transformers() {}

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
