package org.refold.study.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.refold.kernel.MemoryForecast;
import org.refold.recommend.Recommender;
import org.refold.study.run.Experiment;

/**
 * What fits would take, said without one of them: time by what is known of earlier ones, memory by
 * the models' own forecasts, disk by the values that are kept. Prints itself for a person.
 *
 * @param fits how many there would be, without those that are kept already
 * @param kept how many are kept already
 * @param seconds of wall time one after the other; empty if some model has no known time
 * @param unknown the models without one, for a person
 * @param bytes of memory of the largest fit, by the model's own rough forecast
 * @param free bytes of memory that are free
 * @param disk bytes of the result files
 * @param room bytes that are free where they would be written
 */
public record Forecast(
    int fits,
    int kept,
    OptionalDouble seconds,
    List<String> unknown,
    long bytes,
    long free,
    long disk,
    long room) {

  /** A result file without the values by user, generously. */
  private static final long FILE = 20_000;

  /** A packed value of a user in a metric: some 17 digits. */
  private static final long VALUE = 10;

  /** Copies the list. */
  public Forecast {
    unknown = List.copyOf(unknown);
  }

  /**
   * The forecast for some experiments that differ in their models, each fitted as often.
   *
   * @param experiments one of each model, on one of the splits
   * @param each how often each is fitted
   * @param kept fits among them that need not be made
   * @param folder where results would be kept
   * @throws org.refold.settings.BadInputException if a model cannot answer a metric
   * @throws IOException if earlier results cannot be listed, or the room not be found out
   */
  public static Forecast of(
      List<Experiment> experiments, int each, int kept, KnownTimes times, Path folder)
      throws IOException {
    List<String> unknown = new ArrayList<>();
    double seconds = 0;
    long bytes = 0;
    long values = 0;
    for (Experiment one : experiments) {
      Recommender model = one.recommender();
      one.evaluator().check(model, one.split().test(), one.background());
      OptionalDouble known = times.seconds(model, one.source().name());
      if (known.isEmpty() && !unknown.contains(model.name())) {
        unknown.add(model.name());
      }
      seconds += each * known.orElse(0);
      bytes = Math.max(bytes, model.fitBytes(one.split().train()));
      values = (long) one.split().test().foldIn().userCount() * one.evaluator().metrics().size();
    }
    int all = experiments.size() * each;
    int fits = all - kept;
    return new Forecast(
        fits,
        kept,
        unknown.isEmpty()
            ? OptionalDouble.of(seconds * fits / Math.max(1, all))
            : OptionalDouble.empty(),
        unknown,
        bytes,
        MemoryForecast.freeBytes(),
        fits * (FILE + VALUE * values),
        room(folder));
  }

  private static long room(Path folder) throws IOException {
    Path there = folder.toAbsolutePath();
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    return Files.getFileStore(there).getUsableSpace();
  }

  /** Whether there is not enough memory or disk for it. */
  public boolean isTooLarge() {
    return bytes > free || disk > room;
  }

  @Override
  public String toString() {
    String time =
        seconds.isPresent()
            ? "about "
                + StudyPlan.time(seconds.getAsDouble())
                + ", as earlier fits took, if no training ends early"
            : "not known: no fit of "
                + String.join(", ", unknown)
                + " on these data is kept; `refold ablate --plan` measures one";
    return String.format(
        Locale.ROOT,
        "fits: %d%s%ntime: %s%nmemory: %s for the largest fit; %s are free%ndisk: %s of results;"
            + " %s are free%s",
        fits,
        kept == 0 ? "" : String.format(Locale.ROOT, ", and %d are kept already", kept),
        time,
        MemoryForecast.readable(bytes),
        MemoryForecast.readable(free),
        MemoryForecast.readable(disk),
        MemoryForecast.readable(room),
        isTooLarge() ? "\nthere is not enough: make the models smaller, or free some" : "");
  }
}
