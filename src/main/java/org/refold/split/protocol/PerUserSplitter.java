package org.refold.split.protocol;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.data.Interactions;
import org.refold.data.Prediction;
import org.refold.settings.Check;
import org.refold.settings.Options;
import org.refold.settings.Spec;
import org.refold.split.Feedback;
import org.refold.split.Selected;
import org.refold.split.Selection;
import org.refold.split.Shares;
import org.refold.split.Split;
import org.refold.split.Splitter;
import org.refold.split.WeakParts;

/**
 * Holds out a share of each user's interactions, at random or the newest. Weak generalisation.
 *
 * <p>Of a user's n interactions {@code (1 - test) n}, rounded down, stay for training (always at
 * least one), the rest is the test. Of those that stay, {@code validation} of them, rounded down,
 * are held out for validation: at random, or the newest. With the defaults this is the split of the
 * CDAE, Mult-VAE and EASE rows of the published comparison on MovieLens-1M: every rating positive,
 * {@code int(0.8 n)} for training.
 *
 * @param test the share of each user that is held out for the test
 * @param validation the share of the user's remaining interactions for validation; 0 for none
 * @param order whether a random choice or the newest is held out
 * @param prediction what a model is asked about what was held out: everything at once, or, where it
 *     is the newest, each item in turn
 * @param feedback whether values stay
 * @param selection what takes part
 */
@RecordBuilder
public record PerUserSplitter(
    double test,
    double validation,
    Order order,
    Prediction prediction,
    Feedback feedback,
    Selection selection)
    implements Splitter, PerUserSplitterBuilder.With {

  static final String NAME = "per-user";

  /** A random fifth of each user, every interaction positive. */
  public PerUserSplitter() {
    this(0.2, 0, Order.RANDOM, Prediction.REST, Feedback.BINARY, Selection.ALL);
  }

  /**
   * @throws org.refold.settings.BadInputException if a share is out of bounds
   */
  public PerUserSplitter {
    Check.share("test", test);
    Check.shareOrNone("validation", validation);
    Predictions.checkKnownUsers(prediction, order);
  }

  /** The same with another lowest value that counts as positive. */
  public PerUserSplitter withThreshold(double value) {
    return withSelection(selection.withThreshold(value));
  }

  static PerUserSplitter read(Options options) {
    PerUserSplitter standard = new PerUserSplitter();
    return new PerUserSplitter(
        options.number("test", standard.test),
        options.number("validation", standard.validation),
        options.choice("order", standard.order),
        Predictions.read(options),
        options.choice("feedback", standard.feedback),
        Selection.read(options, standard.selection));
  }

  @Override
  public String spec() {
    Spec spec = new Spec(NAME).with("test", test).with("validation", validation);
    spec.with("order", order).with("feedback", feedback);
    return selection.writeTo(Predictions.write(spec, prediction)).toString();
  }

  @Override
  public Split split(Interactions data, long seed) {
    Selected selected = selection.of(data).compact().with(feedback);
    WeakParts parts =
        new WeakParts(order == Order.TIME ? selected.notingOrder(selection.sameTime()) : selected);
    PairKeys keys = new PairKeys(parts.data(), seed, NAME);
    for (int user = 0; user < parts.data().userCount(); user++) {
      split(parts, keys, user);
    }
    return parts.predict(prediction).split(spec(), seed);
  }

  private void split(WeakParts parts, PairKeys keys, int user) {
    Interactions data = parts.data();
    int count = data.count(user);
    int kept = Math.max(1, Shares.of(1 - test, count));
    int validations = Math.min(Shares.of(validation, kept), kept - 1);
    if (order == Order.TIME) {
      int firstTest = data.start(user) + kept;
      for (int p = firstTest - validations; p < data.end(user); p++) {
        hold(parts, p, p >= firstTest);
      }
      return;
    }
    if (kept >= count) {
      return;
    }
    long[] ranked = keys.sorted(user);
    long lastTest = ranked[count - kept - 1];
    long lastHeld = ranked[count - kept + validations - 1];
    for (int p = data.start(user); p < data.end(user); p++) {
      long key = keys.of(user, p);
      if (key <= lastHeld) {
        hold(parts, p, key <= lastTest);
      }
    }
  }

  private static void hold(WeakParts parts, int position, boolean forTest) {
    if (forTest) {
      parts.toTest(position);
    } else {
      parts.toValidation(position);
    }
  }
}
