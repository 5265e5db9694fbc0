package org.refold.blend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;
import org.refold.tribuo.PairTrees;

/** Boosted trees over columns. */
record Trees(PairTrees trees) implements Mixture {

  private static final String BYTES = "blend.trees";

  @Override
  public void mix(float[][] columns, float[] scores, int offset) {
    trees.score(columns, scores, offset);
  }

  @Override
  public float[] weights() {
    return new float[0];
  }

  /** Their number of bytes, and then four bytes in each number. */
  @Override
  public void save(ModelWriter file) {
    byte[] bytes = trees.bytes();
    ByteBuffer padded = ByteBuffer.wrap(Arrays.copyOf(bytes, (bytes.length + 3) / 4 * 4));
    int[] numbers = new int[1 + padded.capacity() / 4];
    numbers[0] = bytes.length;
    padded.asIntBuffer().get(numbers, 1, numbers.length - 1);
    file.add(BYTES, numbers);
  }

  static Trees load(ModelReader file) throws IOException {
    int[] numbers = file.ints(BYTES);
    int length = numbers.length == 0 ? -1 : numbers[0];
    if (length < 0 || (length + 3) / 4 != numbers.length - 1) {
      throw file.damaged("the trees of the blend have another length than they say");
    }
    ByteBuffer bytes = ByteBuffer.allocate(4 * (numbers.length - 1));
    bytes.asIntBuffer().put(numbers, 1, numbers.length - 1);
    return new Trees(PairTrees.of(Arrays.copyOf(bytes.array(), length)));
  }

  @Override
  public void close() {
    trees.close();
  }
}
