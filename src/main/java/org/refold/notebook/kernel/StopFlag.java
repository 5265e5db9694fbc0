package org.refold.notebook.kernel;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * The flag that newer JShells test in every loop and method of a cell's code. It is JShell's own
 * and may not be there; then setting it does nothing.
 */
final class StopFlag {

  private final @Nullable Field field;

  private StopFlag(@Nullable Field field) {
    this.field = field;
  }

  /** Finds the flag; JShell makes it when it first runs something itself. */
  static StopFlag find(CellControl control) {
    try {
      control.invokeAsJShell(StopFlag.class.getDeclaredMethod("doNothing"));
      Class<?> holder = control.helperNamed("REPL.$Cancel$");
      return new StopFlag(holder == null ? null : holder.getDeclaredField("allStop"));
    } catch (Exception e) {
      return new StopFlag(null);
    }
  }

  static void doNothing() {}

  void set(boolean stop) {
    try {
      if (field != null) {
        field.set(null, stop);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("JShell's stop flag cannot be set", e);
    }
  }
}
