package org.refold.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.knowm.xchart.internal.chartpart.IChart;
import org.refold.report.table.Rich;

/**
 * The output area of the cell that runs, whichever kernel runs it: our own and JJava through the
 * library that both stand on, IJava by reflection.
 */
interface CellOutput {

  /** Shows something; returns the id to {@link #update} it by. */
  String display(Object shown);

  /** Shows something else in its place. */
  void update(String id, Object shown);

  /** The output of the kernel that this program runs in, if it runs in one. */
  static Optional<CellOutput> find() {
    if (JJavaOutput.isThere()) {
      return Optional.of(new JJavaOutput());
    }
    return IJavaOutput.through("io.github.spencerpark.ijava.runtime.Display");
  }

  /** JJava's family, where renderers can be taught. */
  final class JJavaOutput implements CellOutput {

    private static boolean installed;

    static boolean isThere() {
      try {
        installRenderers(BaseKernel.notebookKernel());
        return true;
      } catch (NullPointerException noKernel) {
        return false;
      }
    }

    private static synchronized void installRenderers(BaseKernel kernel) {
      if (!installed) {
        Renderers.install(kernel.getRenderer());
        installed = true;
      }
    }

    @Override
    public String display(Object shown) {
      return BaseNotebookStatics.display(shown);
    }

    @Override
    public void update(String id, Object shown) {
      DisplayData data = BaseNotebookStatics.render(shown);
      BaseKernel.notebookKernel().getIO().display.updateDisplay(id, data);
    }
  }

  /** IJava, which only knows texts and pictures of ours. */
  final class IJavaOutput implements CellOutput {

    private final Method display;
    private final Method update;

    private IJavaOutput(Method display, Method update) {
      this.display = display;
      this.update = update;
    }

    /** The functions of that class, if it is on the class path. */
    static Optional<CellOutput> through(String className) {
      try {
        Class<?> functions = Class.forName(className);
        return Optional.of(
            new IJavaOutput(
                functions.getMethod("display", Object.class, String[].class),
                functions.getMethod("updateDisplay", String.class, Object.class, String[].class)));
      } catch (ClassNotFoundException | NoSuchMethodException e) {
        return Optional.empty();
      }
    }

    @Override
    public String display(Object shown) {
      return (String) call(display, content(shown), types(shown));
    }

    @Override
    public void update(String id, Object shown) {
      call(update, id, content(shown), types(shown));
    }

    private static Object content(Object shown) {
      if (shown instanceof Rich rich) {
        return rich.toHtml();
      }
      return shown instanceof IChart chart ? Renderers.picture(chart) : shown;
    }

    private static String[] types(Object shown) {
      if (shown instanceof Rich) {
        return new String[] {"text/html"};
      }
      return new String[] {shown instanceof IChart ? "image/png" : "text/plain"};
    }

    private static Object call(Method method, Object... arguments) {
      try {
        return method.invoke(null, arguments);
      } catch (InvocationTargetException e) {
        throw new IllegalStateException("the kernel could not show it: " + e.getCause(), e);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(method + " is not open to us", e);
      }
    }
  }
}
