package org.refold.nn;

import org.jspecify.annotations.Nullable;
import org.refold.kernel.Matrix;

/** Checks that shapes fit, with messages that name them. */
final class Shapes {

  private Shapes() {}

  static void same(Matrix a, Matrix b) {
    if (a.rows() != b.rows() || a.columns() != b.columns()) {
      throw new IllegalArgumentException(
          "shapes differ: " + of(a) + " and " + of(b) + "; they must be the same");
    }
  }

  static void row(int columns, Matrix row) {
    if (row.rows() != 1 || row.columns() != columns) {
      throw new IllegalArgumentException(
          "one number for each of " + columns + " columns is needed, but the shape is " + of(row));
    }
  }

  static void sparseProduct(SparseRows x, Matrix w, Matrix y) {
    if (x.columns() != w.rows() || x.rows() != y.rows() || w.columns() != y.columns()) {
      throw new IllegalArgumentException(
          "shapes do not fit: sparse " + of(x) + " times " + of(w) + " into " + of(y));
    }
  }

  static void observedProduct(
      Matrix h, Matrix w, @Nullable Matrix bias, SparseRows pattern, Matrix entries) {
    if (h.columns() != w.columns() || pattern.rows() != h.rows() || pattern.columns() != w.rows()) {
      throw new IllegalArgumentException(
          "shapes do not fit: "
              + of(h)
              + " times turned "
              + of(w)
              + " at entries of "
              + of(pattern));
    }
    if (bias != null) {
      row(pattern.columns(), bias);
    }
    row(pattern.size(), entries);
  }

  static void targets(Matrix outputs, SparseRows targets) {
    if (outputs.rows() != targets.rows() || outputs.columns() != targets.columns()) {
      throw new IllegalArgumentException(
          "outputs " + of(outputs) + " and targets " + of(targets) + " must have the same shape");
    }
  }

  static String of(Matrix matrix) {
    return "[" + matrix.rows() + ", " + matrix.columns() + "]";
  }

  private static String of(SparseRows rows) {
    return "[" + rows.rows() + ", " + rows.columns() + "]";
  }
}
