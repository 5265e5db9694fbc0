package org.refold.nn.op;

import org.jspecify.annotations.Nullable;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;
import org.refold.nn.Arithmetic;
import org.refold.nn.Convolving;
import org.refold.nn.Operation;
import org.refold.nn.Patches;
import org.refold.nn.Tape;
import org.refold.nn.Var;

/**
 * Convolutions over images, which are rows {@code [batch, channels height width]}: channel after
 * channel, line after line. As in other libraries, filters are not flipped.
 */
public final class Convolution {

  private Convolution() {}

  /**
   * What a row is as an image.
   *
   * @param channels how many images of one number a point
   * @param height lines
   * @param width columns
   */
  public record Shape(int channels, int height, int width) {

    /** The numbers of a row. */
    public int size() {
      return channels * height * width;
    }
  }

  /**
   * What a filter looks at, and where.
   *
   * @param height lines, at least 1
   * @param width columns, at least 1
   * @param stride the distance of neighbours, down and across, at least 1
   * @param padding lines and columns of zeros on each side of the image, at least 0
   */
  public record Window(int height, int width, int stride, int padding) {

    /** The shape of what filters give. */
    public Shape over(Shape image, int filters) {
      Patches patches = patches(image);
      return new Shape(filters, patches.down(), patches.across());
    }

    private Patches patches(Shape image) {
      return new Patches(
          image.channels(), image.height(), image.width(), height, width, stride, padding);
    }
  }

  /**
   * Convolution: each filter times each patch, plus the bias of the filter.
   *
   * @param x {@code [batch, image.size()]}
   * @param image the shape of a row of x
   * @param weights {@code [filters, channels window.height window.width]}
   * @param bias {@code [1, filters]} or nothing
   * @param window of the filters
   * @return {@code [batch, size]} of the shape {@code window.over(image, filters)}
   */
  public static Var conv2d(Var x, Shape image, Var weights, @Nullable Var bias, Window window) {
    Patches patches = window.patches(image);
    checkColumns("images", x, image.size());
    checkColumns("weights", weights, patches.patchSize());
    Tape tape = x.tape();
    Convolving math = tape.arithmetic().convolving();
    Matrix in = x.keep().value();
    Matrix w = weights.keep().value();
    Matrix value = tape.scratch(x.rows(), w.rows() * patches.count());
    math.forward(patches, in, w, work(tape, patches), 0, value);
    Operation operation = begin("Conv", tape, image, window).on(x, weights);
    addBias(operation, math, bias, w.rows(), value);
    return operation.gives(
        value,
        dy -> {
          Matrix work = work(tape, patches);
          weights.accumulate((dw, beta) -> toWeights(tape, patches, in, dy, work, beta, dw));
          biasBackward(tape, bias, dy);
          x.accumulate((dx, beta) -> math.transposed(patches, dy, w, work, beta, dx));
        });
  }

  /**
   * Transposed convolution: each number of x puts a filter, times itself, into the image that comes
   * out. It leads back from the shape that {@link #conv2d} gives to that which it takes; since
   * several shapes may lead to one, that of the result is given.
   *
   * @param x {@code [batch, filters height width]}
   * @param weights {@code [filters, image.channels() window.height window.width]}
   * @param bias {@code [1, image.channels()]} or nothing
   * @param window of the filters
   * @param image the shape of a row of the result
   * @return {@code [batch, image.size()]}
   */
  public static Var transposed(Var x, Var weights, @Nullable Var bias, Window window, Shape image) {
    Patches patches = window.patches(image);
    checkColumns("what is transposed", x, weights.rows() * patches.count());
    checkColumns("weights", weights, patches.patchSize());
    Tape tape = x.tape();
    Convolving math = tape.arithmetic().convolving();
    Matrix in = x.keep().value();
    Matrix w = weights.keep().value();
    Matrix value = tape.scratch(x.rows(), image.size());
    math.transposed(patches, in, w, work(tape, patches), 0, value);
    Operation operation = begin("ConvTranspose", tape, image, window).on(x, weights);
    addBias(operation, math, bias, image.channels(), value);
    return operation.gives(
        value,
        dy -> {
          Matrix work = work(tape, patches);
          weights.accumulate((dw, beta) -> toWeights(tape, patches, dy, in, work, beta, dw));
          biasBackward(tape, bias, dy);
          x.accumulate((dx, beta) -> math.forward(patches, dy, w, work, beta, dx));
        });
  }

  private static Matrix work(Tape tape, Patches patches) {
    return tape.scratch(
        Parallel.threads(), Math.multiplyExact(patches.patchSize(), patches.count()));
  }

  private static Operation begin(String name, Tape tape, Shape image, Window window) {
    return tape.op(name)
        .with("channels", image.channels())
        .with("height", image.height())
        .with("width", image.width())
        .with("kernel_height", window.height())
        .with("kernel_width", window.width())
        .with("stride", window.stride())
        .with("padding", window.padding());
  }

  private static void addBias(
      Operation operation, Convolving math, @Nullable Var bias, int channels, Matrix value) {
    if (bias != null) {
      checkColumns("a bias", bias, channels);
      math.addBias(bias.value(), value);
      operation.on(bias);
    }
  }

  private static void biasBackward(Tape tape, @Nullable Var bias, Matrix dy) {
    if (bias != null) {
      bias.accumulate(
          (db, beta) -> {
            Matrix sums = tape.scratch(Convolving.blocks(dy.rows()), db.columns());
            tape.arithmetic().convolving().sumChannels(dy, sums);
            tape.arithmetic().sumRows(sums, beta, db);
          });
    }
  }

  private static void toWeights(
      Tape tape, Patches patches, Matrix images, Matrix y, Matrix work, double beta, Matrix dw) {
    Arithmetic math = tape.arithmetic();
    int size = Math.toIntExact(dw.size());
    Matrix sums = tape.scratch(Convolving.blocks(y.rows()), size);
    math.convolving().toWeights(patches, images, y, work, sums);
    math.sumRows(sums, beta, dw.reshaped(1, size));
  }

  private static void checkColumns(String what, Var matrix, int columns) {
    if (matrix.columns() != columns) {
      throw new IllegalArgumentException(
          what
              + " are ["
              + (matrix.rows() + ", " + matrix.columns() + "], but rows of " + columns)
              + " numbers are needed");
    }
  }
}
