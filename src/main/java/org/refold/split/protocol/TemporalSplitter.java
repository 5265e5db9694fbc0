package org.refold.split.protocol;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.data.Interactions;
import org.refold.data.Prediction;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.settings.Options;
import org.refold.settings.Spec;
import org.refold.split.Feedback;
import org.refold.split.Selection;
import org.refold.split.Shares;
import org.refold.split.Split;
import org.refold.split.Splitter;
import org.refold.split.WeakParts;

/**
 * Cuts at one point in time for all users: what came before is training data, what came after is
 * the test. The only protocol in which no training interaction is newer than a test interaction.
 * Weak generalisation.
 *
 * <p>The point is chosen so that {@code test} of all interactions come after it; interactions of
 * one and the same millisecond stay together on the test side. Validation data, if any, are cut off
 * the training data in the same way.
 *
 * @param test the share of all interactions that is the test
 * @param validation the share of the earlier interactions that is held out for validation
 * @param cold what becomes of users and items without training data
 * @param prediction what a model is asked about the test: everything at once, or each item of a
 *     user in turn
 * @param feedback whether values stay
 * @param selection what takes part
 */
@RecordBuilder
public record TemporalSplitter(
    double test,
    double validation,
    Cold cold,
    Prediction prediction,
    Feedback feedback,
    Selection selection)
    implements Splitter, TemporalSplitterBuilder.With {

  static final String NAME = "temporal";

  /** What becomes of held-out interactions whose user or item has no training data. */
  public enum Cold {
    /** They go, and are counted. */
    DROP,
    /** They stay, and are counted. */
    KEEP
  }

  /** The newest tenth; cold users and items dropped. */
  public TemporalSplitter() {
    this(0.1, 0, Cold.DROP, Prediction.REST, Feedback.RATINGS, Selection.ALL);
  }

  /**
   * @throws BadInputException if a share is out of bounds
   */
  public TemporalSplitter {
    Check.share("test", test);
    Check.shareOrNone("validation", validation);
    Predictions.checkKnownUsers(prediction, Order.TIME);
  }

  static TemporalSplitter read(Options options) {
    TemporalSplitter standard = new TemporalSplitter();
    return new TemporalSplitter(
        options.number("test", standard.test),
        options.number("validation", standard.validation),
        options.choice("cold", standard.cold),
        Predictions.read(options),
        options.choice("feedback", standard.feedback),
        Selection.read(options, standard.selection));
  }

  @Override
  public String spec() {
    Spec spec = new Spec(NAME).with("test", test).with("validation", validation);
    spec.with("cold", cold).with("feedback", feedback);
    return selection.writeTo(Predictions.write(spec, prediction)).toString();
  }

  @Override
  public Split split(Interactions data, long seed) {
    if (!data.hasTimes()) {
      throw new BadInputException(
          "split '%s' needs times, but these data have none; per-user:order=time takes the order"
                  .formatted(NAME)
              + " of lines for it");
    }
    WeakParts parts = new WeakParts(selection.of(data).compact().with(feedback));
    Interactions rows = parts.data();
    int tests = Shares.of(test, rows.size());
    int validations = Shares.of(validation, rows.size() - tests);
    long testFrom = timeOfRank(rows, rows.size() - tests);
    long validationFrom = timeOfRank(rows, rows.size() - tests - validations);
    for (int p = 0; p < rows.size(); p++) {
      if (rows.time(p) >= testFrom) {
        parts.toTest(p);
      } else if (rows.time(p) >= validationFrom) {
        parts.toValidation(p);
      }
    }
    if (cold == Cold.DROP) {
      parts.dropCold();
    }
    return parts.predict(prediction).split(spec(), seed);
  }

  /** The time of the interaction that so many are not newer than; after all where there is none. */
  private static long timeOfRank(Interactions rows, int rank) {
    if (rank >= rows.size()) {
      return Long.MAX_VALUE;
    }
    // without the sign bit flipped, times before 1970 would count as the newest
    RadixSelect.Source times =
        visitor -> {
          for (int p = 0; p < rows.size(); p++) {
            visitor.at(p, rows.time(p) ^ Long.MIN_VALUE);
          }
        };
    return RadixSelect.select(times, rank) ^ Long.MIN_VALUE;
  }
}
