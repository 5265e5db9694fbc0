package org.refold.trust;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.refold.settings.BadInputException;

/**
 * What became of spoilt inputs.
 *
 * @param taken how many were good still
 * @param refused how many were refused with a reason
 * @param slowest milliseconds that the slowest took
 * @param faults what else came of some: the failure and the input
 */
record Tally(int taken, int refused, long slowest, List<Fault> faults) {

  private static final int SHOWN = 200;

  /** Something that must not come of any input. */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Fault(String what, byte[] input) {

    @Override
    public String toString() {
      String text = new String(input, StandardCharsets.ISO_8859_1);
      return what + ": " + text.substring(0, Math.min(SHOWN, text.length()));
    }
  }

  /** Tries some inputs; the same seed gives the same ones. */
  static Tally of(Taker taker, int inputs, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int taken = 0;
    int refused = 0;
    long slowest = 0;
    List<Fault> faults = new ArrayList<>();
    for (int k = 0; k < inputs; k++) {
      byte[] input = Mutator.spoil(taker.good(), random);
      long start = System.nanoTime();
      try {
        taker.reader().take(input);
        taken++;
      } catch (BadInputException e) {
        refused++;
        if (e.getMessage() == null || e.getMessage().isBlank()) {
          faults.add(new Fault("refused without a reason", input));
        }
      } catch (Throwable e) {
        faults.add(new Fault(e.getClass().getName() + place(e), input));
      }
      slowest = Math.max(slowest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
    return new Tally(taken, refused, slowest, faults);
  }

  /** Where it was thrown; traces are left out of what is thrown very often. */
  private static String place(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return trace.length == 0 ? "" : " at " + trace[0];
  }
}
