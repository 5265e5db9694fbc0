package org.refold.recommend;

/**
 * A model that scores with weights of 8 bits, where its file has them so: they stay bytes in
 * memory, each the number that byte and scale of its row make.
 */
public interface ByteWeights extends Model {

  /** What its weights take in memory, in bytes, scales included. */
  long weightBytes();
}
