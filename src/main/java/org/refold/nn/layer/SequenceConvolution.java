package org.refold.nn.layer;

import java.util.Arrays;
import org.refold.kernel.Activation;
import org.refold.kernel.Matrix;
import org.refold.nn.Initializer;
import org.refold.nn.Ragged;
import org.refold.nn.Tape;
import org.refold.nn.Var;
import org.refold.nn.op.Columns;
import org.refold.nn.op.Segmented;

/**
 * A convolution over sequences of different lengths: {@code y_t = f([x_(t-r), ..., x_(t+r)] W +
 * b)}, with zeros beyond a sequence and r = (width - 1) / 2; W {@code [width in, filters]}. Nothing
 * is padded: a {@link Conv2d} takes images of one size, so that short histories would cost as much
 * as the longest.
 */
public final class SequenceConvolution {

  private final int width;
  private final Dense filters;

  SequenceConvolution(
      Scope scope, String name, int in, int filters, int width, Activation f, Initializer weights) {
    if (width < 1 || width % 2 == 0) {
      throw new IllegalArgumentException(
          "a window of " + width + " rows has no middle: its width must be odd");
    }
    this.width = width;
    this.filters = scope.dense(name, width * in, filters, f, weights, Initializer.zeros());
  }

  /** W and b. */
  public Dense filters() {
    return filters;
  }

  /** What is made of each row: rows {@code [rows, in]} become {@code [rows, filters]}. */
  public Ragged apply(Ragged x) {
    return width == 1 ? x.map(filters::apply) : x.map(rows -> filters.apply(windows(x)));
  }

  /** The window around each row, {@code [rows, width in]}. */
  private Var windows(Ragged x) {
    Tape tape = x.rows().tape();
    Ragged.Layout layout = x.layout();
    int beyond = layout.size();
    Matrix zeros = tape.scratch(1, x.rows().columns());
    zeros.clear();
    Ragged.Ids ids = tape.idsScratch();
    int[] window = new int[width];
    for (int k = 0; k < layout.segments(); k++) {
      int start = layout.start(k);
      int end = layout.end(k);
      for (int row = start; row < end; row++) {
        int first = row - width / 2;
        Arrays.setAll(window, at -> first + at < start || first + at >= end ? beyond : first + at);
        ids.add(window, 0, width);
      }
    }
    Var table = Columns.append(x.rows(), tape.constant(zeros));
    return Columns.reshaped(Segmented.gather(table, ids).rows(), width * table.columns());
  }
}
