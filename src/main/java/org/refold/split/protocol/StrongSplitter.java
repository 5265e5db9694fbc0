package org.refold.split.protocol;

import io.soabase.recordbuilder.core.RecordBuilder;
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
 * Strong generalisation: training, validation and test users are three different groups; a part of
 * each held-out user's history is folded in, the rest is what a model should find.
 *
 * <ul>
 *   <li>With {@link Order#RANDOM} ({@code strong}) the protocol of Mult-VAE (Liang et al. 2018,
 *       section 4.1 and public code): {@code foldout x n} random items, rounded down, are folded
 *       out.
 *   <li>With {@link Order#TIME} ({@code strong-temporal}) the same users, but the oldest {@code (1
 *       - foldout) x n}, rounded down, are folded in and the newest rest is folded out: the
 *       protocol of SVAE (Sachdeva et al. 2019, section 4).
 * </ul>
 *
 * <p>Values go. The items are those of the training users; a held-out user's other items are
 * dropped and counted. A user with fewer than 5 remaining items keeps all of them folded in and is
 * not scored.
 *
 * <p>Deviations from the public code: a share that is exactly representable in decimal is rounded
 * as such, and users are ranked by random keys of their raw ids instead of shuffled in one
 * sequence.
 *
 * @param order what of a held-out user is folded out
 * @param heldout how many users are held out for validation, and as many again for the test
 * @param foldout the share of a held-out user's history that is folded out
 * @param gap how many items between what is folded in and what is folded out are in neither part,
 *     so that they are not read, but ranked; needs {@link Order#TIME}. With 1 it is what SVAE's
 *     public code does, which reads a history without its last item. Users with no more items to
 *     fold in are not tested
 * @param prediction what a model is asked about what was folded out; {@code NEXT} needs {@link
 *     Order#TIME}, and {@code EVERY_NEXT} folds out all but the first item, whatever {@code
 *     foldout} says
 * @param foldin how many random items of a test user's history models are given, {@link #ALL} for
 *     all; otherwise only users with at least 10 (and as many as are given) are tested, the same
 *     for all numbers up to 10, see {@link NewUsers}. Validation users are not cut short, so that
 *     the fits are the same too
 * @param selection what takes part
 */
@RecordBuilder
public record StrongSplitter(
    Order order,
    Amount heldout,
    double foldout,
    int gap,
    Prediction prediction,
    int foldin,
    Selection selection)
    implements Splitter, StrongSplitterBuilder.With {

  static final String NAME = "strong";
  static final String TEMPORAL_NAME = "strong-temporal";

  /** Models are given whole histories. */
  public static final int ALL = Integer.MAX_VALUE;

  private static final String EVERYTHING = "all";

  /** The protocol of Mult-VAE with ratings of at least 4 and held-out groups for MovieLens-1M. */
  public StrongSplitter() {
    this(
        Order.RANDOM,
        new Amount(750),
        0.2,
        0,
        Prediction.REST,
        ALL,
        Selection.ALL.withThreshold(4).withMinItems(HeldOutUsers.FEWEST_TO_FOLD_OUT));
  }

  /**
   * @throws BadInputException if a number is out of bounds
   */
  public StrongSplitter {
    Check.share("foldout", foldout);
    Check.atLeast(0, "gap", gap);
    Predictions.check(prediction, order);
    if (gap > 0 && (order != Order.TIME || prediction.isOfNext())) {
      throw new BadInputException(
          "gap leaves out items between an older and a newer part of a history that are all read"
              + " and all to be found; it needs strong-temporal with predict=rest");
    }
    Check.atLeast(0, "foldin", foldin);
    if (foldin != ALL && prediction.isOfNext()) {
      throw new BadInputException(
          "foldin gives some of a history and predict=%s all before each item; leave one of them out"
              .formatted(prediction.token()));
    }
  }

  /** The same with other groups: a count of users, or a share below 1. */
  public StrongSplitter withHeldout(double users) {
    return withHeldout(new Amount(users));
  }

  /** The same with another lowest value that counts as positive. */
  public StrongSplitter withThreshold(double value) {
    return withSelection(selection.withThreshold(value));
  }

  /** The same with another number of items that a user must have. */
  public StrongSplitter withMinItems(int number) {
    return withSelection(selection.withMinItems(number));
  }

  static StrongSplitter read(Options options, Order order) {
    StrongSplitter standard = new StrongSplitter();
    return new StrongSplitter(
        order,
        Amount.read(options, "heldout", standard.heldout),
        options.number("foldout", standard.foldout),
        options.count("gap", standard.gap),
        Predictions.read(options),
        options.text("foldin", EVERYTHING).equals(EVERYTHING) ? ALL : options.count("foldin", 0),
        Selection.read(options, standard.selection));
  }

  @Override
  public String spec() {
    Spec spec = new Spec(order == Order.RANDOM ? NAME : TEMPORAL_NAME);
    spec.with("heldout", heldout).with("foldout", foldout);
    if (gap > 0) { // older texts, which stand in results, do not have it
      spec.with("gap", gap);
    }
    if (foldin != ALL) { // nor this
      spec.with("foldin", foldin);
    }
    return selection.writeTo(Predictions.write(spec, prediction)).toString();
  }

  @Override
  public Split split(Interactions data, long seed) {
    HeldOutUsers users =
        HeldOutUsers.of(data, seed, order, foldout, prediction, selection).withGap(gap);
    int size = groupSize(users.users());
    return users.split(spec(), seed, 0, size, size, foldin);
  }

  /** The validation group stays as large; the test group is the fold. */
  @Override
  public Splitter crossValidated(int folds) {
    if (foldin != ALL) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "folds over users give whole histories, not foldin=%d; leave it out, and ask for"
                  + " --segments cold-start, which measures each model with 0 to 10 items given",
              foldin));
    }
    if (gap > 0) {
      throw new BadInputException(
          String.format(
              Locale.ROOT, "folds over users leave no items out, not gap=%d; leave it out", gap));
    }
    return new UserKFoldSplitter(
        folds, UserKFoldSplitter.ALL, Optional.of(heldout), order, foldout, prediction, selection);
  }

  private int groupSize(int users) {
    int size = heldout.of(users);
    if (users < 3) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "training, validation and test need a user each, but after %s there are %d; lower"
                  + " threshold, minItems or minUsers",
              selection.writeTo(new Spec("selection")),
              users));
    }
    if (size < 1 || 2L * size >= users) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "heldout=%s takes 2 x %d users for validation and test, but after %s there are %d;"
                  + " take at least 1 and at most %d, or a share such as heldout=0.1",
              heldout,
              size,
              selection.writeTo(new Spec("selection")),
              users,
              (users - 1) / 2));
    }
    return size;
  }
}
