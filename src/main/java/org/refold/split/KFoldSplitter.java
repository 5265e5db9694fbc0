package org.refold.split;

import java.util.List;
import java.util.stream.IntStream;
import org.refold.data.Interactions;

/**
 * Cross-validation over ratings: all interactions fall into {@code k} random folds of equal size
 * (to one), and each fold is the test data of one split. Weak generalisation; values stay.
 *
 * @param k how many folds
 * @param fold which of them {@link #split} tests on, from 0; {@link #folds} gives all
 * @param validation the share of the training data that is held out for validation; 0 for none
 */
public record KFoldSplitter(int k, int fold, double validation) implements Splitter {

  static final String NAME = "kfold";

  /** Five folds. */
  public KFoldSplitter() {
    this(5, 0, 0);
  }

  /**
   * @throws org.refold.data.BadInputException if there are fewer than 2 folds, or not that one
   */
  public KFoldSplitter {
    Check.atLeast("k", k, 2);
    Check.between("fold", fold, 0, k - 1);
    Check.shareOrNone("validation", validation);
  }

  /** The same with another number of folds. */
  public KFoldSplitter withK(int folds) {
    return new KFoldSplitter(folds, fold, validation);
  }

  /** The same, tested on another fold. */
  public KFoldSplitter withFold(int number) {
    return new KFoldSplitter(k, number, validation);
  }

  /** The same with another share for validation. */
  public KFoldSplitter withValidation(double share) {
    return new KFoldSplitter(k, fold, share);
  }

  static KFoldSplitter read(Options options) {
    KFoldSplitter standard = new KFoldSplitter();
    return new KFoldSplitter(
        options.count("k", standard.k),
        options.count("fold", standard.fold),
        options.number("validation", standard.validation));
  }

  @Override
  public String spec() {
    return new Spec(NAME).with("k", k).with("fold", fold).with("validation", validation).toString();
  }

  @Override
  public Split split(Interactions data, long seed) {
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
  public List<Split> folds(Interactions data, long seed) {
    return IntStream.range(0, k).mapToObj(number -> withFold(number).split(data, seed)).toList();
  }
}
