package org.refold.model.linear;

import java.io.IOException;
import org.refold.kernel.ByteKernels;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;

/** Of bytes, a quarter of the memory; a number is its byte times the scale of its row. */
final class ByteStrips implements Strips {

  private final byte[][] strips;
  private final float[] scales;

  private ByteStrips(byte[][] strips, float[] scales) {
    this.strips = strips;
    this.scales = scales;
  }

  /** Those of a file. */
  static ByteStrips read(ModelReader file, String name, int items) throws IOException {
    byte[][] strips = new byte[(items + WIDTH - 1) / WIDTH][items * WIDTH];
    float[] scales =
        file.bytes(
            name,
            items,
            items,
            (row, numbers) -> {
              for (int s = 0; s < strips.length; s++) {
                int width = Math.min(WIDTH, items - s * WIDTH);
                System.arraycopy(numbers, s * WIDTH, strips[s], row * WIDTH, width);
              }
            });
    return new ByteStrips(strips, scales);
  }

  @Override
  public int count() {
    return strips.length;
  }

  @Override
  public float get(int row, int column) {
    return scales[row] * strips[column / WIDTH][row * WIDTH + column % WIDTH];
  }

  @Override
  public float factor(int row) {
    return scales[row];
  }

  @Override
  public void add(int strip, int[] rows, float[] factors, float[] sums) {
    ByteKernels.addRows(strips[strip], WIDTH, rows, factors, 0, rows.length, sums);
  }

  @Override
  public void save(ModelWriter file, String name, int items) {
    file.add(
        name,
        scales,
        items,
        (row, numbers) -> {
          for (int s = 0; s < strips.length; s++) {
            int width = Math.min(WIDTH, items - s * WIDTH);
            System.arraycopy(strips[s], row * WIDTH, numbers, s * WIDTH, width);
          }
        });
  }

  @Override
  public long bytes() {
    long bytes = (long) Float.BYTES * scales.length;
    for (byte[] strip : strips) {
      bytes += strip.length;
    }
    return bytes;
  }
}
