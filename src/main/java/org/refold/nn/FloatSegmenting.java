package org.refold.nn;

import java.util.Arrays;
import org.refold.kernel.Kernels;
import org.refold.kernel.Matrix;
import org.refold.kernel.Parallel;

/** Single precision, fast: rows are copied into arrays and added by fused loops. */
final class FloatSegmenting implements Segmenting {

  static final Segmenting INSTANCE = new FloatSegmenting();

  /** Segments that a thread takes at a time; their lengths differ much. */
  private static final int GRAIN = 8;

  private FloatSegmenting() {}

  @Override
  public void gather(Matrix table, Ragged.Ids ids, Matrix y) {
    int units = table.columns();
    Parallel.rows(
        ids.size(),
        FloatArithmetic.grain(units),
        (from, to) -> {
          float[] numbers = Floats.mine().array(0, units);
          for (int row = from; row < to; row++) {
            table.readRow(ids.id(row), numbers);
            y.writeRow(row, numbers);
          }
        });
  }

  @Override
  public void summarise(Summary summary, Matrix x, Ragged.Layout layout, Matrix y) {
    int units = x.columns();
    Parallel.unevenRows(
        layout.segments(),
        GRAIN,
        (from, to) -> {
          float[] sum = Floats.mine().array(0, units);
          float[] term = Floats.mine().array(1, units);
          for (int segment = from; segment < to; segment++) {
            float factor = (float) summary.factor(layout, segment);
            Arrays.fill(sum, 0, units, 0);
            for (int row = summary.first(layout, segment); row < layout.end(segment); row++) {
              x.readRow(row, term);
              Kernels.axpy(factor, term, 0, sum, 0, units);
            }
            y.writeRow(segment, sum);
          }
        });
  }

  @Override
  public void spread(Summary summary, Matrix dy, Ragged.Layout layout, double beta, Matrix dx) {
    int units = dy.columns();
    Parallel.unevenRows(
        layout.segments(),
        GRAIN,
        (from, to) -> {
          float[] term = Floats.mine().array(0, units);
          float[] sum = Floats.mine().array(1, units);
          for (int segment = from; segment < to; segment++) {
            int first = summary.first(layout, segment);
            float factor = (float) summary.factor(layout, segment);
            dy.readRow(segment, term);
            for (int row = layout.start(segment); row < layout.end(segment); row++) {
              FloatArithmetic.readScaled(beta, dx, row, sum);
              if (row >= first) {
                Kernels.axpy(factor, term, 0, sum, 0, units);
              }
              dx.writeRow(row, sum);
            }
          }
        });
  }
}
