package org.refold.split.protocol;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
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
  public static final int ALL = Folds.ALL;

  /** Five folds, each in turn. */
  public KFoldSplitter() {
    this(5, ALL, 0);
  }

  /**
   * @throws org.refold.settings.BadInputException if there are fewer than 2 folds, or not that one
   */
  public KFoldSplitter {
    Folds.check(k, fold);
    Check.shareOrNone("validation", validation);
  }

  static KFoldSplitter read(Options options) {
    KFoldSplitter standard = new KFoldSplitter();
    return new KFoldSplitter(
        options.count("k", standard.k),
        Folds.read(options),
        options.number("validation", standard.validation));
  }

  @Override
  public String spec() {
    return new Spec(NAME)
        .with("k", k)
        .with("fold", Folds.text(fold))
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
    KeyRange testKeys =
        KeyRange.ofRanks(
            keys::each, Folds.border(data.size(), fold, k), Folds.border(data.size(), fold + 1, k));
    keys.each(
        (position, key) -> {
          if (testKeys.contains(key)) {
            parts.toTest(position);
          }
        });
    holdOutForValidation(parts, seed);
    return parts.split(spec(), seed);
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
  public Splitter crossValidated(int folds) {
    return withK(folds).withFold(ALL);
  }

  @Override
  public List<Splitter> parts() {
    return Folds.parts(k, fold, this::withFold);
  }
}
