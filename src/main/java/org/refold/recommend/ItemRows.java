package org.refold.recommend;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Blas;
import org.refold.kernel.ByteKernels;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.kernel.Precision;
import org.refold.kernel.Rectangle;
import org.refold.kernel.Transpose;

/**
 * Vectors of items, {@code [items, dimension]}, as a model file has them: floats, or bytes with a
 * scale for each row, a quarter of the memory. Products widen the bytes of a few rows at a time,
 * where they are used.
 */
public final class ItemRows implements AutoCloseable {

  /**
   * Rows that are widened at once: 512 of 200 numbers take 410 kB, which a second-level cache
   * holds. Of fewer, a product would spend its time on arranging the users again for each part.
   */
  private static final int TILE = 512;

  /** Fewer users than these are multiplied with each row as it is widened. */
  private static final int FEW = 4;

  /** {@code [TILE, dimension]} in each part, in the last as many as are left; none of floats. */
  private final byte[][] bytes;

  private final float[] scales;
  private final int dimension;

  /** Floats from the first; nothing of bytes. */
  private final @Nullable Matrix given;

  /** Of bytes, once they were asked for as a matrix. */
  private @Nullable Matrix widened;

  private ItemRows(byte[][] bytes, float[] scales, int dimension, @Nullable Matrix given) {
    this.bytes = bytes;
    this.scales = scales;
    this.dimension = dimension;
    this.given = given;
  }

  /** Takes a matrix of floats as it is; it is closed with these rows. */
  public static ItemRows of(Matrix vectors) {
    return new ItemRows(new byte[0][], new float[0], vectors.columns(), vectors);
  }

  /**
   * Reads them as the file has them.
   *
   * @throws org.refold.settings.BadInputException if there is no matrix of this name and shape
   */
  public static ItemRows read(ModelReader file, String name, int items, int dimension)
      throws IOException {
    if (!file.hasBytes(name)) {
      return of(file.matrix(name, Precision.FLOAT, items, dimension));
    }
    byte[][] bytes = new byte[(items + TILE - 1) / TILE][];
    for (int part = 0; part < bytes.length; part++) {
      bytes[part] = new byte[Math.min(TILE, items - part * TILE) * dimension];
    }
    float[] scales =
        file.bytes(
            name,
            items,
            dimension,
            (row, numbers) ->
                System.arraycopy(numbers, 0, bytes[row / TILE], row % TILE * dimension, dimension));
    return new ItemRows(bytes, scales, dimension, null);
  }

  private boolean areBytes() {
    return scales.length > 0;
  }

  /** How many items there are. */
  public int items() {
    return areBytes() ? scales.length : matrix().rows();
  }

  /** The length of a vector. */
  public int dimension() {
    return dimension;
  }

  /** Reads the vector of an item, {@code [dimension]}. */
  public void readRow(int item, float[] into) {
    if (areBytes()) {
      ByteKernels.widen(
          scales[item], bytes[item / TILE], item % TILE * dimension, into, 0, dimension);
    } else {
      matrix().readRow(item, into);
    }
  }

  /**
   * Inner products of users with all items: {@code products = users V'}. The last bits depend on
   * whether a user is one of many or of few, not on threads.
   *
   * @param users {@code [users, dimension]}, floats. Not modified.
   * @param products {@code [users, items]}, floats. Modified.
   */
  public void products(Matrix users, Matrix products) {
    if (!areBytes()) {
      Blas.gemm(Transpose.NO, Transpose.YES, 1, users, matrix(), 0, products);
      return;
    }
    if (users.rows() < FEW) {
      fewProducts(users, products);
      return;
    }
    Parallel.rows(
        bytes.length,
        1,
        (first, end) -> {
          float[] wide = new float[TILE * dimension];
          try (Matrix tile = Matrix.floats(TILE, dimension)) {
            for (int part = first; part < end; part++) {
              int from = part * TILE;
              int count = Math.min(TILE, scales.length - from);
              for (int k = 0; k < count; k++) {
                int at = k * dimension;
                ByteKernels.widen(scales[from + k], bytes[part], at, wide, at, dimension);
              }
              tile.writeRows(0, count, wide, 0);
              Blas.gemm(
                  Transpose.NO,
                  Transpose.YES,
                  1,
                  new Rectangle(users, 0, 0, users.rows(), dimension),
                  new Rectangle(tile, 0, 0, count, dimension),
                  0,
                  new Rectangle(products, 0, from, users.rows(), count));
            }
          }
        });
  }

  /** Row by row: to write a part that is read so seldom would take longer than to read it. */
  private void fewProducts(Matrix users, Matrix products) {
    float[] own = new float[users.rows() * dimension];
    users.readRows(0, users.rows(), own, 0);
    Parallel.rows(
        bytes.length,
        1,
        (first, end) -> {
          float[] row = new float[dimension];
          float[][] sums = new float[users.rows()][TILE];
          for (int part = first; part < end; part++) {
            int from = part * TILE;
            int count = Math.min(TILE, scales.length - from);
            for (int k = 0; k < count; k++) {
              ByteKernels.widen(scales[from + k], bytes[part], k * dimension, row, 0, dimension);
              for (int user = 0; user < sums.length; user++) {
                sums[user][k] = Kernels.dot(own, user * dimension, row, 0, dimension);
              }
            }
            for (int user = 0; user < sums.length; user++) {
              products.write(user, from, sums[user], 0, count);
            }
          }
        });
  }

  /**
   * All of them as floats, for what needs a matrix, such as a search of neighbours; of bytes it is
   * made when it is first asked for, and then takes the memory of floats too.
   */
  public Matrix matrix() {
    return given == null ? widened() : given;
  }

  private synchronized Matrix widened() {
    if (widened == null) {
      widened = Matrix.floats(scales.length, dimension);
      float[] row = new float[dimension];
      for (int item = 0; item < scales.length; item++) {
        readRow(item, row);
        widened.writeRow(item, row);
      }
    }
    return widened;
  }

  /** Hands them to a file as they are. */
  public void save(ModelWriter file, String name) {
    if (areBytes()) {
      file.add(
          name,
          scales,
          dimension,
          (row, numbers) ->
              System.arraycopy(bytes[row / TILE], row % TILE * dimension, numbers, 0, dimension));
    } else {
      file.add(name, matrix());
    }
  }

  /** What they take in memory, without a matrix that was asked for. */
  public long bytes() {
    return areBytes()
        ? (long) scales.length * (dimension + Float.BYTES)
        : matrix().size() * Float.BYTES;
  }

  @Override
  public synchronized void close() {
    for (Matrix each : Arrays.asList(given, widened)) {
      if (each != null) {
        each.close();
      }
    }
  }
}
