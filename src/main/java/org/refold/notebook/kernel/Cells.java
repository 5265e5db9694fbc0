package org.refold.notebook.kernel;

import java.util.Objects;
import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.jspecify.annotations.Nullable;
import org.refold.notebook.Shown;

/** The functions that every cell can call: the same as on IJava and JJava. */
public final class Cells {

  private static volatile @Nullable String latestId;

  private Cells() {}

  /**
   * Shows something now, before the cell ends.
   *
   * @param shown a chart, a picture, a table, a text
   * @param as the MIME types to show it as, such as {@code "text/html"}; none for the usual ones
   * @return an id for {@link #updateDisplay}
   */
  public static String display(@Nullable Object shown, String... as) {
    DisplayData data = render(shown, as);
    String id = data.hasDisplayId() ? data.getDisplayId() : UUID.randomUUID().toString();
    data.setDisplayId(id);
    BaseKernel.notebookKernel().display(data);
    latestId = id;
    return id;
  }

  /**
   * What {@link #display} would show; as the last expression of a cell it is the cell's result.
   *
   * @param shown a chart, a picture, a table, a text
   * @param as the MIME types to show it as; none for the usual ones
   */
  public static DisplayData render(@Nullable Object shown, String... as) {
    Object some = Objects.requireNonNullElse(shown, "null");
    if (some instanceof DisplayData data) {
      return data;
    }
    Renderer renderer = BaseKernel.notebookKernel().getRenderer();
    Object readable = Shown.of(some);
    return as.length == 0 ? renderer.render(readable) : renderer.renderAs(readable, as);
  }

  /**
   * Shows something else in place of what was shown earlier.
   *
   * @param id what {@link #display} returned
   * @param shown the new content
   * @param as the MIME types to show it as; none for the usual ones
   */
  public static void updateDisplay(String id, @Nullable Object shown, String... as) {
    BaseKernel.notebookKernel().getIO().display.updateDisplay(id, render(shown, as));
  }

  /** Whether this is the id of the latest display, which as a cell's last value says nothing. */
  static boolean isLatestId(Object value) {
    return value == latestId;
  }
}
