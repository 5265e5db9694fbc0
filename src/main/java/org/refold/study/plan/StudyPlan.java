package org.refold.study.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refold.settings.Counted;

/**
 * What a study will be able to see, and what it will cost. Prints itself for a person.
 *
 * @param study its name
 * @param metric the main one, by which differences are meant
 * @param design how it will be carried out
 * @param lines a row for each arm that is compared with the first
 * @param bytes of memory that the largest fit is expected to need
 * @param cheaper the answer to the question for the cheapest design, if it was asked
 * @param notes where the figures come from, and what was assumed
 */
public record StudyPlan(
    String study,
    String metric,
    Design design,
    List<Line> lines,
    long bytes,
    Optional<String> cheaper,
    List<String> notes) {

  /**
   * How a study is carried out.
   *
   * @param folds over users; 1 for one split
   * @param seeds of each fold
   * @param users tested, in all folds together
   * @param fits how many
   * @param seconds of wall time that they take with the threads at hand
   */
  public record Design(int folds, int seeds, int users, int fits, double seconds) {}

  /**
   * One comparison.
   *
   * @param arm what is compared
   * @param versus with what
   * @param spread how users' differences vary
   * @param sight what the design sees of it
   */
  public record Line(
      String arm, String versus, DifferenceSpread spread, DifferenceSpread.Sight sight) {}

  /** Copies the lists. */
  public StudyPlan {
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }

  /** The largest of the smallest differences that it detects: what it is sure to see anywhere. */
  public double detectable() {
    return lines.stream().mapToDouble(line -> line.sight().detectable()).max().orElse(Double.NaN);
  }

  @Override
  public String toString() {
    int arms = lines.stream().mapToInt(line -> line.arm().length()).max().orElse(0);
    int others = lines.stream().mapToInt(line -> line.versus().length()).max().orElse(0);
    String row =
        String.format(
            Locale.ROOT,
            "%%-%ds  %%-%ds  %%8s  %%8s  %%10s  %%10s%%n",
            Math.max(3, arms),
            Math.max(6, others));
    StringBuilder text = new StringBuilder();
    text.append(
        format(
            "%s by %s: %d %s, %s, %d test users, %d fits, about %s, %.1f GB at most%n",
            study,
            metric,
            design.folds,
            design.folds == 1 ? "split" : "folds over users",
            Counted.of(design.seeds, "seed"),
            design.users,
            design.fits,
            time(design.seconds),
            bytes / 1e9));
    text.append(format(row, "arm", "versus", "sd users", "sd folds", "half-width", "detectable"));
    for (Line line : lines) {
      text.append(
          format(
              row,
              line.arm(),
              line.versus(),
              format("%.4f", line.spread().users()),
              format("%.4f", line.spread().folds()),
              format("%.4f", line.sight().halfWidth()),
              format("%.4f", line.sight().detectable())));
    }
    text.append(
        "half-width: expected, of a 95 % interval; detectable: smallest true difference that is"
            + " found in 80 of 100 repetitions");
    cheaper.ifPresent(answer -> text.append('\n').append(answer));
    notes.forEach(note -> text.append("\nnote: ").append(note));
    return text.toString();
  }

  static String time(double seconds) {
    return seconds < 90 ? format("%.0f seconds", seconds) : format("%.0f minutes", seconds / 60);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
