package org.refold.train.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.SideInformation;
import org.refold.data.Vocabulary;
import org.refold.kernel.Streams;
import org.refold.nn.Mode;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;
import org.refold.settings.BadInputException;

/**
 * What a network reads of users beside their histories: the attributes of those of the training
 * data and of all others that the data set knows, so that a user can be served who came after the
 * training. Features are made of the training users alone, by {@link SideFeatures}. A user of whom
 * nothing is known has a single feature, which says so: the last.
 *
 * @param ids raw ids: the users of the training data, then all others with attributes
 * @param rows the features of each
 */
public record UserFeatures(Vocabulary ids, FeatureRows rows) {

  /** No features of some users. */
  public static UserFeatures none(Vocabulary ids) {
    return new UserFeatures(ids, FeatureRows.none(ids.size()));
  }

  /**
   * The features of all users of a data set.
   *
   * @param known of the data set
   * @throws BadInputException if there are no attributes of users of the training data
   */
  public static UserFeatures of(SideInformation known, Interactions train) {
    Attributes attributes = known.users();
    SideFeatures.check("users", attributes, train.users());
    List<String> all = new ArrayList<>(train.users().ids());
    attributes.vocabulary().ids().stream()
        .filter(id -> !train.users().contains(id))
        .forEach(all::add);
    Vocabulary ids = Vocabulary.of(all);
    FeatureRows rows = SideFeatures.of(attributes.alignedWith(ids), train.userCount());
    return new UserFeatures(
        ids, rows.withoutRows(row -> !attributes.vocabulary().contains(all.get(row))));
  }

  /** How many features there are, that of the unknown included; 0 if attributes are not read. */
  public int count() {
    return rows.count() == 0 ? 0 : rows.count() + 1;
  }

  /** The users {@code from <= row < to} of some histories, found by their raw ids. */
  public SparseRows rows(Tape tape, Interactions histories, int from, int to) {
    SparseRows result = empty(tape);
    for (int row = from; row < to; row++) {
      add(ids.indexOf(histories.users().id(row)), result);
    }
    return result;
  }

  /**
   * The users of a batch of the training data.
   *
   * @param users {@code [batch, users]}, a one in each row
   * @param unknown the share of users of whom a training step takes nothing to be known, so that a
   *     network learns to do without
   * @return {@code [batch, count()]}
   */
  public SparseRows rows(Tape tape, SparseRows users, double unknown) {
    SparseRows result = empty(tape);
    long seed = tape.streamSeed("attributes");
    for (int row = 0; row < users.rows(); row++) {
      SplittableRandom random = Streams.of(seed, "row", row);
      boolean left = tape.mode() == Mode.TRAINING && random.nextDouble() < unknown;
      add(left ? -1 : users.column(users.start(row)), result);
    }
    return result;
  }

  /** As many users of whom nothing is known. */
  public SparseRows unknown(Tape tape, int users) {
    SparseRows result = empty(tape);
    for (int row = 0; row < users; row++) {
      add(-1, result);
    }
    return result;
  }

  private SparseRows empty(Tape tape) {
    SparseRows rows = tape.sparseScratch();
    rows.clear(count());
    return rows;
  }

  private void add(int user, SparseRows result) {
    int from = user < 0 ? 0 : rows.starts()[user];
    int to = user < 0 ? 0 : rows.starts()[user + 1];
    result.addRow(rows.ids(), rows.weights(), from, to);
    if (from == to && count() > 0) {
      result.add(rows.count(), 1);
    }
  }
}
