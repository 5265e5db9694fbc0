package org.refold.split.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.Prediction;
import org.refold.split.Feedback;
import org.refold.split.Selected;
import org.refold.split.Selection;
import org.refold.split.Shares;
import org.refold.split.Split;
import org.refold.split.audit.Origin;
import org.refold.split.audit.SplitAudit;

/**
 * What all protocols of strong generalisation do with their groups of users: the items are those of
 * the training users, and a part of each held-out user's history is folded out.
 *
 * @param order what of a history is folded out
 * @param foldout the share that is
 * @param gap how many of the newest items that are folded in are left out of both parts
 * @param prediction what is asked about it
 * @param selected the data, chosen and binary
 * @param groups its users in random order
 */
record HeldOutUsers(
    Order order,
    double foldout,
    int gap,
    Prediction prediction,
    Selected selected,
    UserGroups groups) {

  /** Users with fewer items are folded in only. */
  static final int FEWEST_TO_FOLD_OUT = 5;

  static HeldOutUsers of(
      Interactions data,
      long seed,
      Order order,
      double foldout,
      Prediction prediction,
      Selection selection) {
    Selected binary = selection.of(data).with(Feedback.BINARY);
    Selected selected = order == Order.TIME ? binary.notingOrder(selection.sameTime()) : binary;
    UserGroups groups = new UserGroups(selected.data(), seed);
    return new HeldOutUsers(order, foldout, 0, prediction, selected, groups);
  }

  HeldOutUsers withGap(int items) {
    return new HeldOutUsers(order, foldout, items, prediction, selected, groups);
  }

  int users() {
    return groups.size();
  }

  /**
   * The split that tests some users, chooses on those of the next ranks and trains on all others.
   *
   * @param first the rank of the first test user
   * @param tested how many are tested
   * @param validated how many are validation users; 0 for no validation part
   * @param given how many items of a test user models are given; {@link StrongSplitter#ALL} for all
   */
  Split split(String spec, long seed, int first, int tested, int validated, int given) {
    Interactions train = groups.but(first, tested + validated).compact();
    Interactions validation = groups.from(first + tested, validated);
    Interactions test = groups.from(first, tested);
    Holdout validationPart = fold(validation.withItems(train.items()), seed);
    Holdout testPart = fold(test.withItems(train.items()), seed);
    int unknown = validation.size() + test.size() - size(validationPart) - size(testPart);
    Origin origin =
        selected
            .origin()
            .withDropped(
                new SplitAudit.Dropped(
                    "held-out users' items that no training user has", 0, unknown));
    if (gap > 0) {
      Interactions toValidate = validationPart.foldOut();
      Interactions toTest = testPart.foldOut();
      int before = validationPart.foldIn().size() + testPart.foldIn().size();
      validationPart = withoutGap(validationPart);
      testPart = withoutGap(testPart);
      int left = before - validationPart.foldIn().size() - testPart.foldIn().size();
      origin =
          origin
              .withDropped(new SplitAudit.Dropped("between fold-in and fold-out", 0, left))
              .withDropped(untested("validation", toValidate, validationPart.foldOut(), gap + 1))
              .withDropped(untested("test", toTest, testPart.foldOut(), gap + 1));
    }
    if (given != StrongSplitter.ALL) {
      int fewest = Math.max(given, NewUsers.FEWEST);
      Holdout few = NewUsers.given(testPart, given, fewest, seed);
      origin = origin.withDropped(untested("test", testPart.foldOut(), few.foldOut(), fewest));
      testPart = few;
    }
    Optional<Holdout> choice = validated == 0 ? Optional.empty() : Optional.of(validationPart);
    return Split.audited(spec, seed, train, choice, testPart, origin);
  }

  /** What users were to find who have too few items to be given some of them. */
  private static SplitAudit.Dropped untested(
      String part, Interactions all, Interactions kept, int fewest) {
    int users = 0;
    for (int user = 0; user < all.userCount(); user++) {
      users += all.count(user) > 0 && kept.count(user) == 0 ? 1 : 0;
    }
    String why =
        String.format(Locale.ROOT, "fold-out of %s users with fewer than %d items", part, fewest);
    return new SplitAudit.Dropped(why, users, all.size() - kept.size());
  }

  /** Users whose history is no longer than the gap are not asked. */
  private Holdout withoutGap(Holdout holdout) {
    Interactions in = holdout.foldIn();
    Interactions out = holdout.foldOut();
    Interactions asked = out.where(p -> in.count(out.userAt(p)) > gap);
    Interactions shorter =
        in.where(p -> asked.count(in.userAt(p)) == 0 || p < in.end(in.userAt(p)) - gap);
    return new Holdout(shorter, asked, holdout.users());
  }

  private static int size(Holdout holdout) {
    return holdout.foldIn().size() + holdout.foldOut().size();
  }

  private Holdout fold(Interactions rows, long seed) {
    PairKeys keys = new PairKeys(rows, seed, "fold-out");
    boolean[] out = new boolean[rows.size()];
    for (int user = 0; user < rows.userCount(); user++) {
      if (rows.count(user) >= FEWEST_TO_FOLD_OUT) {
        foldOut(rows, user, keys, out);
      }
    }
    Interactions foldIn = rows.where(p -> !out[p]);
    return new Holdout(foldIn, rows.where(p -> out[p]), Holdout.Generalisation.STRONG)
        .withPrediction(prediction);
  }

  private void foldOut(Interactions rows, int user, PairKeys keys, boolean[] out) {
    int count = rows.count(user);
    if (prediction == Prediction.EVERY_NEXT) {
      Arrays.fill(out, rows.start(user) + 1, rows.end(user), true);
      return;
    }
    if (order == Order.TIME) {
      int newest = Shares.restOf(foldout, count);
      Arrays.fill(out, rows.end(user) - newest, rows.end(user), true);
      return;
    }
    int chosen = Shares.of(foldout, count);
    if (chosen > 0) {
      long last = keys.sorted(user)[chosen - 1];
      for (int p = rows.start(user); p < rows.end(user); p++) {
        out[p] = keys.of(user, p) <= last;
      }
    }
  }
}
