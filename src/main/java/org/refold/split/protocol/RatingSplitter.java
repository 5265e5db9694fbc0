package org.refold.split.protocol;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.refold.data.Interactions;
import org.refold.settings.Check;
import org.refold.settings.Options;
import org.refold.settings.Spec;
import org.refold.split.Selection;
import org.refold.split.Shares;
import org.refold.split.Split;
import org.refold.split.Splitter;
import org.refold.split.WeakParts;

/**
 * Holds out random ratings, of any user: the protocol of AutoRec (Sedhain et al. 2015, section 3)
 * and of most papers on rating prediction. Weak generalisation; values stay.
 *
 * <p>Exactly {@code test} of all ratings, rounded down, is held out, and of the rest exactly {@code
 * validation}. Users and items that keep no rating for training stay and are counted.
 *
 * @param test the share that is held out for the test
 * @param validation the share of the remaining ratings that is held out for validation; 0 for none
 */
@RecordBuilder
public record RatingSplitter(double test, double validation)
    implements Splitter, RatingSplitterBuilder.With {

  static final String NAME = "ratings";

  /** Nine tenths for training, one for the test. */
  public RatingSplitter() {
    this(0.1, 0);
  }

  /**
   * @throws org.refold.settings.BadInputException if a share is out of bounds
   */
  public RatingSplitter {
    Check.share("test", test);
    Check.shareOrNone("validation", validation);
  }

  static RatingSplitter read(Options options) {
    RatingSplitter standard = new RatingSplitter();
    return new RatingSplitter(
        options.number("test", standard.test), options.number("validation", standard.validation));
  }

  @Override
  public String spec() {
    return new Spec(NAME).with("test", test).with("validation", validation).toString();
  }

  @Override
  public Split split(Interactions data, long seed) {
    WeakParts parts = new WeakParts(Selection.ALL.of(data));
    PairKeys keys = new PairKeys(data, seed, NAME);
    int tests = Shares.of(test, data.size());
    int validations = Shares.of(validation, data.size() - tests);
    KeyRange testKeys = KeyRange.ofRanks(keys::each, 0, tests);
    KeyRange validationKeys = KeyRange.ofRanks(keys::each, tests, tests + validations);
    keys.each(
        (position, key) -> {
          if (testKeys.contains(key)) {
            parts.toTest(position);
          } else if (validationKeys.contains(key)) {
            parts.toValidation(position);
          }
        });
    return parts.split(spec(), seed);
  }
}
