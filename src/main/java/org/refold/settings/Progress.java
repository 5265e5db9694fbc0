package org.refold.settings;

/**
 * Is notified of how far a long piece of work has come. The work calls {@link #begin}, then {@link
 * #advance} any number of times, then {@link #end}; what shows it (a terminal bar, a notebook cell)
 * implements these. Calls come from one thread at a time.
 */
public interface Progress {

  /** Shows nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public void begin(String task, long total) {}

        @Override
        public void advance(long steps, String note) {}

        @Override
        public void end() {}
      };

  /**
   * A piece of work begins.
   *
   * @param task what is being done, for a person: {@code "epochs"}, {@code "reading ratings.dat"}
   * @param total how many steps it has, or -1 where that is not known
   */
  void begin(String task, long total);

  /**
   * Some steps are done.
   *
   * @param steps how many since the last call
   * @param note something to show beside the bar, such as a loss, or the empty text
   */
  void advance(long steps, String note);

  /**
   * Something that a person should know of the work beside its result, in one line: shown also
   * where no bar is.
   */
  default void note(String line) {}

  /** The work that began last has ended, well or not. */
  void end();
}
