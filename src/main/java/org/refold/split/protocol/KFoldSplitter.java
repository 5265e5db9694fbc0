package org.refold.split.protocol;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.stream.IntStream;
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
 * Cross-validation over ratings: all interactions fall into {@code k} random folds of equal size
 * (to one), and each fold is the test data of one split. Weak generalisation; values stay.
 *
 * @param k how many folds
 * @param fold the one fold to test on, from 0; {@link #ALL} for each in turn
 * @param validation the share of the training data that is held out for validation; 0 for none
 */
@RecordBuilder
public record KFoldSplitter(int k, int fold, double validation)
    implements Splitter, KFoldSplitterBuilder.With {

  static final String NAME = "kfold";

  /** Each fold in turn: {@link #folds} gives them all, {@link #split} the first. */
  public static final int ALL = -1;

  private static final String ALL_AS_TEXT = "all";

  /** Five folds, each in turn. */
  public KFoldSplitter() {
    this(5, ALL, 0);
  }

  /**
   * @throws org.refold.settings.BadInputException if there are fewer than 2 folds, or not that one
   */
  public KFoldSplitter {
    Check.atLeast(2, "k", k);
    if (fold != ALL) {
      Check.between(0, k - 1, "fold", fold);
    }
    Check.shareOrNone("validation", validation);
  }

  static KFoldSplitter read(Options options) {
    KFoldSplitter standard = new KFoldSplitter();
    return new KFoldSplitter(
        options.count("k", standard.k),
        fold(options),
        options.number("validation", standard.validation));
  }

  private static int fold(Options options) {
    if (options.text("fold", ALL_AS_TEXT).equals(ALL_AS_TEXT)) {
      return ALL;
    }
    int fold = options.count("fold", 0);
    Check.atLeast(0, "fold", fold);
    return fold;
  }

  @Override
  public String spec() {
    Object which = fold == ALL ? ALL_AS_TEXT : fold;
    return new Spec(NAME)
        .with("k", k)
        .with("fold", which)
        .with("validation", validation)
        .toString();
  }

  @Override
  public Split split(Interactions data, long seed) {
    if (fold == ALL) {
      return withFold(0).split(data, seed);
    }
    WeakParts parts = new WeakParts(Selection.ALL.of(data));
    PairKeys keys = new PairKeys(data, seed, NAME);
    KeyRange testKeys = KeyRange.ofRanks(keys::each, border(data, fold), border(data, fold + 1));
    keys.each(
        (position, key) -> {
          if (testKeys.contains(key)) {
            parts.toTest(position);
          }
        });
    holdOutForValidation(parts, seed);
    return parts.split(spec(), seed);
  }

  /** The rank at which a fold begins. */
  private long border(Interactions data, int number) {
    return (long) data.size() * number / k;
  }

  private void holdOutForValidation(WeakParts parts, long seed) {
    PairKeys keys = new PairKeys(parts.data(), seed, NAME + "/validation");
    RadixSelect.Source ofTraining =
        visitor ->
            keys.each(
                (position, key) -> {
                  if (parts.isTrain(position)) {
                    visitor.at(position, key);
                  }
                });
    int train = parts.trainSize();
    KeyRange chosen = KeyRange.ofRanks(ofTraining, 0, Shares.of(validation, train));
    keys.each(
        (position, key) -> {
          if (parts.isTrain(position) && chosen.contains(key)) {
            parts.toValidation(position);
          }
        });
  }

  @Override
  public List<Splitter> parts() {
    return fold == ALL
        ? IntStream.range(0, k).<Splitter>mapToObj(this::withFold).toList()
        : List.of(this);
  }
}
