package org.refold.kernel;

import com.sun.jna.NativeLibrary;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one OpenBLAS of this process: loads it tuned and checks it. It runs on the calling thread
 * alone, since {@link Blas} cuts its products over the threads of {@link Parallel}; {@link Lapack}
 * lends it more threads for the length of a call.
 */
final class OpenBlas {

  private static final Logger LOG = LoggerFactory.getLogger(OpenBlas.class);

  /** Not through the bindings: their function of that purpose reaches the copy that ND4J uses. */
  private static final String SET_THREADS = "openblas_set_num_threads";

  private static final @Nullable NativeLibrary LIBRARY = load();
  private static final @Nullable String DEFECT = check();

  private OpenBlas() {}

  private static @Nullable NativeLibrary load() {
    CpuTuning.apply();
    String path = Loader.load(openblas.class);
    try {
      // the symbols of OpenBLAS itself are found through the library that depends on it
      NativeLibrary library = NativeLibrary.getInstance(path);
      library.getFunction(SET_THREADS).invokeVoid(new Object[] {1});
      return library;
    } catch (LinkageError e) {
      LOG.debug("OpenBLAS does not tell its version and core: {}", e.toString());
      return null;
    }
  }

  private static @Nullable String check() {
    String defect = BlasSelfCheck.firstDefect();
    if (defect == null) {
      LOG.debug("{}", describe());
      return null;
    }
    String advice =
        String.format(
            Locale.ROOT,
            "OpenBLAS computes wrongly on this machine (%s; %s). It cannot be changed any more in"
                + " this process: start again with the environment variable %s set to another core,"
                + " such as Haswell",
            defect,
            describe(),
            CpuTuning.CORE);
    LOG.error(advice);
    return advice;
  }

  /**
   * Loads the library, where that has not happened yet.
   *
   * @throws DefectiveBlasException if it failed its self-check
   */
  static void ready() {
    if (DEFECT != null) {
      throw new DefectiveBlasException(DEFECT);
    }
  }

  /** Puts the library on the calling thread alone again, after another library changed that. */
  static synchronized void claim() {
    ready();
    setThreads(1);
  }

  /** Runs something with BLAS on all threads of {@link Parallel}, one caller at a time. */
  static synchronized int withAllThreads(IntSupplier work) {
    setThreads(Parallel.isInside() || Parallel.isShared() ? 1 : Parallel.threads());
    try {
      return work.getAsInt();
    } finally {
      setThreads(1);
    }
  }

  private static void setThreads(int number) {
    if (LIBRARY != null) {
      LIBRARY.getFunction(SET_THREADS).invokeVoid(new Object[] {number});
    }
  }

  /** Library, version and the core whose code it runs, such as {@code OpenBLAS 0.3.31 SkylakeX}. */
  static String describe() {
    String config = ask("openblas_get_config");
    String version = config.startsWith("OpenBLAS ") ? config.split(" ", 3)[1] : "";
    return ("OpenBLAS " + version + " " + core()).strip();
  }

  /** The core whose code runs, such as {@code SkylakeX}; empty where the library does not tell. */
  static String core() {
    return ask("openblas_get_corename");
  }

  private static String ask(String function) {
    if (LIBRARY == null) {
      return "";
    }
    try {
      return LIBRARY.getFunction(function).invokeString(new Object[0], false);
    } catch (LinkageError unknown) {
      return "";
    }
  }
}
