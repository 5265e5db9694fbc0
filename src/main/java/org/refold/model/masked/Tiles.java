package org.refold.model.masked;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.refold.kernel.Matrix;
import org.refold.kernel.Streams;
import org.refold.nn.Tape;
import org.refold.train.batch.Examples;

/**
 * The tiles that an image is cut into, line of tiles after line of tiles. A tile is two channels
 * {@code [2, height, width]}: what is visible, and whether a place is within the image at all.
 */
final class Tiles implements Examples<Tiles.Batch> {

  /**
   * Some tiles.
   *
   * @param numbers which they are
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared, and made for loops
  record Batch(int[] numbers) {}

  /**
   * Tiles of which part is hidden.
   *
   * @param input {@code [batch, 2 height width]}
   * @param parts {@code [batch, height width]}: what was hidden, and what no loss is about: visible
   *     ones, and all beyond the borders of the image
   */
  record Hidden(Matrix input, Masking.Parts parts) {}

  private final MatrixImage image;
  private final int items;
  private final int height;
  private final int width;

  /**
   * @param items columns of the image
   */
  Tiles(MatrixImage image, int items, int height, int width) {
    this.image = image;
    this.items = items;
    this.height = height;
    this.width = width;
  }

  /** How many tiles are beside each other. */
  int across() {
    return (items + width - 1) / width;
  }

  @Override
  public int count() {
    return (image.lines() + height - 1) / height * across();
  }

  @Override
  public String unit() {
    return "tiles";
  }

  @Override
  public Batch batch(Tape tape, int[] chosen, int size) {
    return new Batch(Arrays.copyOf(chosen, size));
  }

  /** The column of an item. */
  int column(int item) {
    return image.column(item);
  }

  /** Hides each one of some tiles with a probability; drawn anew at each step. */
  Hidden hide(Tape tape, Batch batch, double maskRatio) {
    int[] chosen = batch.numbers();
    int size = chosen.length;
    Matrix input = tape.scratch(size, 2 * height * width);
    Masking.Parts parts = Masking.Parts.empty(tape, height * width);
    float[] tile = new float[input.columns()];
    long seed = tape.streamSeed("mask");
    for (int k = 0; k < size; k++) {
      SplittableRandom random = Streams.of(seed, "tile", chosen[k]);
      int firstLine = chosen[k] / across() * height;
      int firstColumn = chosen[k] % across() * width;
      Arrays.fill(tile, 0);
      parts.visible().startRow();
      parts.hidden().startRow();
      for (int y = 0; y < height; y++) {
        boolean known = firstLine + y < image.lines();
        int[] line = known ? image.line(firstLine + y) : new int[0];
        int within = known ? inside(tile, y, firstColumn) : 0;
        for (int at = from(line, firstColumn); at < from(line, firstColumn + width); at++) {
          int place = y * width + line[at] - firstColumn;
          if (random.nextDouble() < maskRatio) {
            parts.hidden().add(place, 1);
          } else {
            parts.visible().add(place, 1);
            tile[place] = 1;
          }
        }
        for (int x = within; x < width; x++) {
          parts.visible().add(y * width + x, 0);
        }
      }
      input.writeRow(k, tile);
    }
    return new Hidden(input, parts);
  }

  /** Marks what of a line is within the image; returns how many of its places are. */
  private int inside(float[] tile, int y, int firstColumn) {
    int within = Math.min(width, items - firstColumn);
    int start = (height + y) * width;
    Arrays.fill(tile, start, start + within, 1);
    return within;
  }

  /** The first of ascending columns that is not before another. */
  private static int from(int[] columns, int column) {
    int found = Arrays.binarySearch(columns, column);
    return found < 0 ? -found - 1 : found;
  }

  /**
   * All tiles of a strip of lines around a history, which is line {@code height / 2}.
   *
   * @param history items
   * @param self the user whose history it is, -1 for a stranger
   * @param to {@code [.., 2 height width]}. Modified.
   * @param row the first of the {@link #across} rows that are written
   */
  void strip(int[] history, int self, Matrix to, int row) {
    int middle = height / 2;
    int[] around = image.around(history, self, middle, height - 1 - middle);
    int[][] lines = new int[height][];
    for (int y = 0; y < height; y++) {
      int line = y == middle ? -1 : around[y < middle ? y : y - 1];
      lines[y] = line < 0 ? new int[0] : image.line(line);
      lines[y] = y == middle ? image.columns(history) : lines[y];
    }
    float[] tile = new float[to.columns()];
    for (int k = 0; k < across(); k++) {
      Arrays.fill(tile, 0);
      int first = k * width;
      for (int y = 0; y < height; y++) {
        if (y == middle || around[y < middle ? y : y - 1] >= 0) {
          inside(tile, y, first);
        }
        for (int at = from(lines[y], first); at < from(lines[y], first + width); at++) {
          tile[y * width + lines[y][at] - first] = 1;
        }
      }
      to.writeRow(row + k, tile);
    }
  }
}
