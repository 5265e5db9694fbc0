package org.refold.nn;

import org.refold.kernel.Matrix;

/** Plain loops in double, for matrices of either precision. */
final class PlainSegmenting implements Segmenting {

  static final Segmenting INSTANCE = new PlainSegmenting();

  private PlainSegmenting() {}

  @Override
  public void gather(Matrix table, Ragged.Ids ids, Matrix y) {
    Rows.each(
        ids.size(),
        table.columns(),
        (row, work) -> work.write(work.read(1, table, ids.id(row)), y, row));
  }

  @Override
  public void summarise(Summary summary, Matrix x, Ragged.Layout layout, Matrix y) {
    int units = x.columns();
    Rows.each(
        layout.segments(),
        units,
        (segment, work) -> {
          double[] sum = work.zeros(1, units);
          double factor = summary.factor(layout, segment);
          for (int row = summary.first(layout, segment); row < layout.end(segment); row++) {
            double[] term = work.read(2, x, row);
            for (int k = 0; k < units; k++) {
              sum[k] += factor * term[k];
            }
          }
          work.write(sum, y, segment);
        });
  }

  @Override
  public void spread(Summary summary, Matrix dy, Ragged.Layout layout, double beta, Matrix dx) {
    int units = dy.columns();
    Rows.each(
        layout.segments(),
        units,
        (segment, work) -> {
          double factor = summary.factor(layout, segment);
          for (int row = layout.start(segment); row < layout.end(segment); row++) {
            double share = row < summary.first(layout, segment) ? 0 : factor;
            double[] term = work.read(1, dy, segment);
            for (int k = 0; k < units; k++) {
              term[k] *= share;
            }
            work.writeSum(term, beta, dx, row, 2);
          }
        });
  }
}
