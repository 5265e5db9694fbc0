package org.refold.split.protocol;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refold.data.Interactions;
import org.refold.data.Prediction;
import org.refold.settings.BadInputException;
import org.refold.settings.Check;
import org.refold.settings.Options;
import org.refold.settings.Spec;
import org.refold.split.Amount;
import org.refold.split.Selection;
import org.refold.split.Split;
import org.refold.split.Splitter;

/**
 * Cross-validation over users, with strong generalisation: all users fall into {@code k} random
 * folds of equal size (to one), and the users of each fold are the test of one split, as in {@link
 * StrongSplitter}. So each user is tested once, by a model that has never seen the user, and a
 * study sees {@code k} training sets instead of one.
 *
 * <p>Validation users are taken from the folds that are not tested: those that follow the tested
 * fold in the random order of all users. They are not trained on.
 *
 * @param k how many folds
 * @param fold the one fold to test on, from 0; {@link #ALL} for each in turn
 * @param validation how many users are held out for validation, a count or a share of all; empty
 *     for none
 * @param order what of a held-out user is folded out
 * @param foldout the share of a held-out user's history that is folded out
 * @param prediction as for {@link StrongSplitter}
 * @param selection what takes part
 */
@RecordBuilder
public record UserKFoldSplitter(
    int k,
    int fold,
    Optional<Amount> validation,
    Order order,
    double foldout,
    Prediction prediction,
    Selection selection)
    implements Splitter, UserKFoldSplitterBuilder.With {

  static final String NAME = "user-kfold";

  /** Each fold in turn: {@link #folds} gives them all, {@link #split} the first. */
  public static final int ALL = Folds.ALL;

  private static final String NONE = "none";

  /** Ten folds, each in turn, of users with at least 5 ratings of at least 4. */
  public UserKFoldSplitter() {
    this(
        10,
        ALL,
        Optional.of(new Amount(0.1)),
        Order.RANDOM,
        0.2,
        Prediction.REST,
        Selection.ALL.withThreshold(4).withMinItems(HeldOutUsers.FEWEST_TO_FOLD_OUT));
  }

  /**
   * @throws BadInputException if a number is out of bounds
   */
  public UserKFoldSplitter {
    Folds.check(k, fold);
    Check.share("foldout", foldout);
    Predictions.check(prediction, order);
  }

  static UserKFoldSplitter read(Options options) {
    UserKFoldSplitter standard = new UserKFoldSplitter();
    return new UserKFoldSplitter(
        options.count("k", standard.k),
        Folds.read(options),
        options.text("validation", "").equals(NONE)
            ? Optional.empty()
            : Optional.of(Amount.read(options, "validation", standard.validation.orElseThrow())),
        options.choice("order", standard.order),
        options.number("foldout", standard.foldout),
        Predictions.read(options),
        Selection.read(options, standard.selection));
  }

  @Override
  public String spec() {
    Spec spec = new Spec(NAME).with("k", k).with("fold", Folds.text(fold));
    spec.with("validation", validation.<Object>map(amount -> amount).orElse(NONE));
    spec.with("order", order).with("foldout", foldout);
    return selection.writeTo(Predictions.write(spec, prediction)).toString();
  }

  @Override
  public Split split(Interactions data, long seed) {
    if (fold == ALL) {
      return withFold(0).split(data, seed);
    }
    HeldOutUsers users = HeldOutUsers.of(data, seed, order, foldout, prediction, selection);
    int first = Folds.border(users.users(), fold, k);
    int tested = Folds.border(users.users(), fold + 1, k) - first;
    int validated = validation.map(amount -> amount.of(users.users())).orElse(0);
    if (tested < 1 || tested + validated >= users.users()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "k=%d and validation=%s take %d users for the test and %d for validation, but after"
                  + " %s there are %d, and one at least must be left for training; take fewer"
                  + " folds, fewer validation users, or a lower threshold or minItems",
              k,
              validation.<Object>map(amount -> amount).orElse(NONE),
              tested,
              validated,
              selection.writeTo(new Spec("selection")),
              users.users()));
    }
    return users.split(spec(), seed, first, tested, validated, StrongSplitter.ALL);
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
