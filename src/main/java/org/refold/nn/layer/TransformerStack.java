package org.refold.nn.layer;

import java.util.ArrayList;
import java.util.List;
import org.refold.nn.Initializer;
import org.refold.nn.Ragged;

/** Blocks of a transformer one after the other, named "NAME 1", "NAME 2" and so on. */
public final class TransformerStack {

  private final List<TransformerBlock> blocks = new ArrayList<>();

  TransformerStack(
      Scope scope, String name, int count, TransformerBlock.Shape shape, Initializer weights) {
    for (int k = 1; k <= count; k++) {
      blocks.add(new TransformerBlock(scope, name + " " + k, shape, weights));
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
