package org.refold.split.protocol;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.refold.data.Candidates;
import org.refold.data.Interactions;
import org.refold.settings.BadInputException;
import org.refold.settings.Options;
import org.refold.settings.Spec;
import org.refold.split.Amount;
import org.refold.split.Feedback;
import org.refold.split.Selection;
import org.refold.split.Split;
import org.refold.split.Splitter;
import org.refold.split.WeakParts;

/**
 * Holds out items: some random items lose all their interactions, which are the test, and others
 * are held out in the same way for validation. The catalogue keeps them, so a model can score them
 * by their attributes, and by nothing else: the cold start of items. Users are those of the
 * training data (weak generalisation), who keep all other items.
 *
 * <p>The setting "out of matrix" of C. Wang, D. Blei: Collaborative Topic Modeling for Recommending
 * Scientific Articles, KDD 2011, section 4, with one split instead of folds.
 *
 * @param test how many items are held out for the test, a count or a share of all
 * @param validation how many for validation; empty for none
 * @param among what held-out items are ranked with
 * @param feedback whether values stay
 * @param selection what takes part
 */
@RecordBuilder
public record ColdItemsSplitter(
    Amount test, Optional<Amount> validation, Among among, Feedback feedback, Selection selection)
    implements Splitter, ColdItemsSplitterBuilder.With {

  static final String NAME = "cold-items";

  private static final String NONE = "none";

  /** What a held-out item is ranked with. */
  public enum Among {
    /** The items that are held out in the same part: how well models tell new items apart. */
    COLD,
    /** All items that are not in the history: whether new items are recommended at all. */
    ALL
  }

  /** A tenth of the items for the test, a tenth for validation, each ranked among its like. */
  public ColdItemsSplitter() {
    this(new Amount(0.1), Optional.of(new Amount(0.1)), Among.COLD, Feedback.BINARY, Selection.ALL);
  }

  static ColdItemsSplitter read(Options options) {
    ColdItemsSplitter standard = new ColdItemsSplitter();
    return new ColdItemsSplitter(
        Amount.read(options, "test", standard.test),
        options.text("validation", "").equals(NONE)
            ? Optional.empty()
            : Optional.of(Amount.read(options, "validation", standard.validation.orElseThrow())),
        options.choice("among", standard.among),
        options.choice("feedback", standard.feedback),
        Selection.read(options, standard.selection));
  }

  @Override
  public String spec() {
    Spec spec = new Spec(NAME).with("test", test).with("validation", validationText());
    spec.with("among", among).with("feedback", feedback);
    return selection.writeTo(spec).toString();
  }

  private Object validationText() {
    return validation.<Object>map(amount -> amount).orElse(NONE);
  }

  @Override
  public Split split(Interactions data, long seed) {
    WeakParts parts = new WeakParts(selection.of(data).compact().with(feedback));
    Interactions rows = parts.data();
    int[] ranked = ranked(rows, seed);
    int tests = test.of(ranked.length);
    int held = tests + validation.map(amount -> amount.of(ranked.length)).orElse(0);
    if (tests < 1 || held >= ranked.length) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "test=%s and validation=%s hold out %d of %d items for the test and %d for"
                  + " validation, but the test needs one and the training data one; hold out"
                  + " another share",
              test,
              validationText(),
              tests,
              ranked.length,
              held - tests));
    }
    int[] place = new int[rows.itemCount()];
    Arrays.fill(place, held); // an item without interactions is in no part
    for (int k = 0; k < ranked.length; k++) {
      place[ranked[k]] = k;
    }
    for (int p = 0; p < rows.size(); p++) {
      if (place[rows.item(p)] < tests) {
        parts.toTest(p);
      } else if (place[rows.item(p)] < held) {
        parts.toValidation(p);
      }
    }
    if (among == Among.COLD) {
      parts.rankTest(Candidates.same(rows.userCount(), Arrays.copyOf(ranked, tests)));
      parts.rankValidation(
          Candidates.same(rows.userCount(), Arrays.copyOfRange(ranked, tests, held)));
    }
    return parts.split(spec(), seed);
  }

  /** The items with interactions in a random order that follows from their raw ids. */
  private static int[] ranked(Interactions rows, long seed) {
    long[] keys = PairKeys.keys(rows.items(), seed, "held-out item/");
    int[] counts = rows.itemCounts();
    return IntStream.range(0, keys.length)
        .filter(item -> counts[item] > 0)
        .boxed()
        .sorted((a, b) -> Long.compare(keys[a], keys[b]))
        .mapToInt(item -> item)
        .toArray();
  }
}
