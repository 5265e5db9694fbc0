package org.refold.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.refold.kernel.Matrix;
import org.refold.kernel.Precision;

/**
 * Working memory that is asked for in the same order in every step: the n-th request of a step gets
 * the memory of the n-th request of the step before, enlarged where it does not suffice.
 */
final class Arena implements AutoCloseable {

  /** Shapes that alternate, such as full batches and the last one, keep their views. */
  private static final int VIEWS_KEPT = 3;

  private final Precision precision;
  private final List<Slot> slots = new ArrayList<>();
  private int next;

  Arena(Precision precision) {
    this.precision = precision;
  }

  /** A matrix whose numbers are whatever was there before. */
  Matrix matrix(int rows, int columns) {
    if (next == slots.size()) {
      slots.add(new Slot());
    }
    return slots.get(next++).shaped(rows, columns);
  }

  /** All memory is free again. */
  void rewind() {
    next = 0;
  }

  /** The bytes held outside the heap. */
  long bytes() {
    long sum = 0;
    for (Slot slot : slots) {
      sum += slot.memory.size() * precision.bytes();
    }
    return sum;
  }

  @Override
  public void close() {
    slots.forEach(slot -> slot.memory.close());
    slots.clear();
    next = 0;
  }

  private final class Slot {
    private Matrix memory = Matrix.zeros(precision, 0, 1);
    private final @Nullable Matrix[] views = new Matrix[VIEWS_KEPT];
    private int oldest;

    Matrix shaped(int rows, int columns) {
      for (Matrix view : views) {
        if (view != null && view.rows() == rows && view.columns() == columns) {
          return view;
        }
      }
      int size = Math.multiplyExact(rows, columns);
      if (size > memory.size()) {
        memory.close();
        memory = Matrix.zeros(precision, size, 1);
        Arrays.fill(views, null);
      }
      Matrix view = memory.rowsView(0, size).reshaped(rows, columns);
      views[oldest] = view;
      oldest = (oldest + 1) % VIEWS_KEPT;
      return view;
    }
  }
}
