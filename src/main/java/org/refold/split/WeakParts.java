package org.refold.split;

import java.util.Locale;
import java.util.Optional;
import org.refold.data.Candidates;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.data.Prediction;
import org.refold.split.audit.Origin;
import org.refold.split.audit.SplitAudit;

/**
 * Sorts the interactions of some data into training, validation and test data, for all splits whose
 * users take part in training. All parts keep the vocabularies of the data.
 */
public final class WeakParts {

  private static final byte TRAIN = 0;
  private static final byte VALIDATION = 1;
  private static final byte TEST = 2;
  private static final byte DROPPED = 3;

  private final Interactions data;
  private final byte[] partOf;
  private Origin origin;
  private boolean validationIsGiven;
  private Prediction prediction = Prediction.REST;
  private Optional<Candidates> validationCandidates = Optional.empty();
  private Optional<Candidates> testCandidates = Optional.empty();

  /** Everything is training data at first. */
  public WeakParts(Selected selected) {
    this.data = selected.data();
    this.origin = selected.origin();
    this.partOf = new byte[data.size()];
  }

  public Interactions data() {
    return data;
  }

  public boolean isTrain(int position) {
    return partOf[position] == TRAIN;
  }

  public int trainSize() {
    int size = 0;
    for (byte part : partOf) {
      size += part == TRAIN ? 1 : 0;
    }
    return size;
  }

  public void toTest(int position) {
    partOf[position] = TEST;
  }

  public void toValidation(int position) {
    partOf[position] = VALIDATION;
  }

  /** Takes what is held out of users or items without training data out of all parts. */
  public void dropCold() {
    int[] trainItems = new int[data.itemCount()];
    int[] trainUsers = new int[data.userCount()];
    for (int user = 0; user < data.userCount(); user++) {
      for (int p = data.start(user); p < data.end(user); p++) {
        if (isTrain(p)) {
          trainItems[data.item(p)]++;
          trainUsers[user]++;
        }
      }
    }
    int ofUsers = 0;
    int ofItems = 0;
    int users = 0;
    boolean[] isColdItem = new boolean[data.itemCount()];
    for (int user = 0; user < data.userCount(); user++) {
      boolean cold = trainUsers[user] == 0;
      users += cold && data.count(user) > 0 ? 1 : 0;
      for (int p = data.start(user); p < data.end(user); p++) {
        if (cold || trainItems[data.item(p)] == 0) {
          partOf[p] = DROPPED;
          isColdItem[data.item(p)] = trainItems[data.item(p)] == 0;
          ofUsers += cold ? 1 : 0;
          ofItems += cold ? 0 : 1;
        }
      }
    }
    origin =
        origin
            .withDropped(new SplitAudit.Dropped("users without training data", users, ofUsers))
            .withDropped(new SplitAudit.Dropped("items without training data", 0, ofItems));
    noteColdItems(isColdItem);
  }

  private void noteColdItems(boolean[] isCold) {
    int items = 0;
    for (boolean each : isCold) {
      items += each ? 1 : 0;
    }
    note(
        new SplitAudit.Finding(
            items > 0 ? SplitAudit.Level.NOTE : SplitAudit.Level.OK,
            "items-dropped",
            items,
            String.format(
                Locale.ROOT,
                "%d items are only in what was held out: no model can recommend them, and they are"
                    + " dropped",
                items)));
  }

  /** In the test models are given what was held out for validation, too. */
  public void giveValidation() {
    validationIsGiven = true;
  }

  /** What a model is asked about what is held out. */
  public WeakParts predict(Prediction wanted) {
    prediction = wanted;
    return this;
  }

  /** The items to rank for each user in validation; of no matter if there is no such part. */
  public void rankValidation(Candidates candidates) {
    validationCandidates = Optional.of(candidates);
  }

  /** The items to rank for each user in the test. */
  public void rankTest(Candidates candidates) {
    testCandidates = Optional.of(candidates);
  }

  /** Adds something for the audit to say. */
  public void note(SplitAudit.Finding finding) {
    origin = origin.withFinding(finding);
  }

  /** What is held out for the test. */
  public Interactions test() {
    return data.where(p -> partOf[p] == TEST);
  }

  /** What is held out for validation. */
  public Interactions validation() {
    return data.where(p -> partOf[p] == VALIDATION);
  }

  public Split split(String spec, long seed) {
    Interactions train = data.where(p -> partOf[p] == TRAIN);
    Interactions validation = validation();
    Optional<Holdout> validated = Optional.empty();
    Interactions known = train;
    if (!validation.isEmpty()) {
      validated = Optional.of(weak(train, train, validation, validationCandidates));
      known = data.where(p -> partOf[p] == TRAIN || partOf[p] == VALIDATION);
    }
    // what an item is predicted from has no hole
    Interactions given = validationIsGiven || prediction.isOfNext() ? known : train;
    Holdout tested = weak(given, known, test(), testCandidates);
    return Split.audited(spec, seed, train, validated, tested, origin);
  }

  private Holdout weak(
      Interactions given,
      Interactions foldIn,
      Interactions foldOut,
      Optional<Candidates> candidates) {
    return new Holdout(
        foldIn, foldOut, Holdout.Generalisation.WEAK, candidates.orElse(null), given, prediction);
  }
}
