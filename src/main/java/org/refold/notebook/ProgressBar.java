package org.refold.notebook;

import java.time.Duration;
import java.util.Locale;
import org.refold.report.table.HtmlText;
import org.refold.report.table.Rich;

/**
 * How far a piece of work has come, at one moment.
 *
 * @param task what is being done
 * @param done how many steps are done
 * @param total how many there are, or -1 where that is not known
 * @param note what the worker had to say last, or the empty text
 * @param elapsed since the work began
 * @param state whether it goes on
 */
record ProgressBar(String task, long done, long total, String note, Duration elapsed, State state)
    implements Rich {

  /** Whether the work goes on. */
  enum State {
    RUNNING,
    ENDED
  }

  @Override
  public String toHtml() {
    String bar =
        total > 0
            ? String.format(
                Locale.ROOT,
                "<progress value=\"%d\" max=\"%d\" style=\"width:14em;vertical-align:middle\">"
                    + "</progress> ",
                Math.min(done, total),
                total)
            : "";
    return "<div style=\"font-family:monospace\">" + bar + HtmlText.escaped(toText()) + "</div>";
  }

  @Override
  public String toText() {
    StringBuilder text = new StringBuilder(task).append(' ').append(done);
    if (total > 0) {
      text.append('/').append(total);
    }
    text.append(", ").append(clock(elapsed));
    if (state == State.RUNNING && total > 0 && done > 0) {
      text.append(", ").append(clock(left())).append(" left");
    }
    if (state == State.ENDED && total > 0 && done < total) {
      text.append(", ended early");
    }
    return note.isBlank() ? text.toString() : text.append(", ").append(note).toString();
  }

  /** The time left if the rest goes as fast as what is done. */
  private Duration left() {
    double perStep = elapsed.toMillis() / (double) done;
    return Duration.ofMillis(Math.round(perStep * Math.max(0, total - done)));
  }

  private static String clock(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d h", seconds / 3600, seconds / 60 % 60);
  }
}
