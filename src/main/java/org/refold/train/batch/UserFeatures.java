package org.refold.train.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.SideInformation;
import org.refold.data.Vocabulary;
import org.refold.kernel.Streams;
import org.refold.nn.Mode;
import org.refold.nn.SparseRows;
import org.refold.nn.Tape;

/**
 * What a network reads of users beside their histories: the attributes of those of the training
 * data and of all others that the data set knows, so that a user can be served who came after the
 * training. Features are made of the training users alone, by {@link SideFeatures}. A user of whom
 * nothing is known has a single feature, which says so: the last.
 *
 * @param ids raw ids: the users of the training data, then all others with attributes
 * @param rows the features of each
 * @param columns the attributes that are choices; a model file does not keep their names
 */
public record UserFeatures(Vocabulary ids, FeatureRows rows, List<Column> columns) {

  /**
   * An attribute that is a choice out of some features, such as a gender or a band of ages.
   *
   * @param name of the attribute
   * @param from its first feature that says what is known
   * @param to the feature after its last
   */
  public record Column(String name, int from, int to) {}

  /** No features of some users. */
  public static UserFeatures none(Vocabulary ids) {
    return new UserFeatures(ids, FeatureRows.none(ids.size()), List.of());
  }

  /**
   * The features of all users of a data set.
   *
   * @param known of the data set
   * @throws org.refold.settings.BadInputException if there are no attributes of users of the
   *     training data
   */
  public static UserFeatures of(SideInformation known, Interactions train) {
    Attributes attributes = known.users();
    SideFeatures.check("users", attributes, train.users());
    List<String> all = new ArrayList<>(train.users().ids());
    attributes.vocabulary().ids().stream()
        .filter(id -> !train.users().contains(id))
        .forEach(all::add);
    Vocabulary ids = Vocabulary.of(all);
    SideFeatures features = SideFeatures.of(attributes.alignedWith(ids), train.userCount());
    FeatureRows rows = features.rows("users", attributes);
    return new UserFeatures(
        ids,
        rows.withoutRows(row -> !attributes.vocabulary().contains(all.get(row))),
        features.columns());
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

  /** Where columns begin and end, one after the other: what a model file keeps of them. */
  public int[] bounds() {
    return columns.stream().flatMapToInt(c -> IntStream.of(c.from(), c.to())).toArray();
  }

  /** The same with columns of these bounds, whose names are lost. */
  public UserFeatures withBounds(int[] bounds) {
    List<Column> unnamed =
        IntStream.range(0, bounds.length / 2)
            .mapToObj(k -> new Column("attribute " + k, bounds[2 * k], bounds[2 * k + 1]))
            .toList();
    return new UserFeatures(ids, rows, unnamed);
  }

  /**
   * What the users of a batch have chosen in a column.
   *
   * @param users {@code [batch, users]}, a one in each row
   * @return {@code [batch, choices]}: shares of 1, and nothing where it is not known
   */
  public SparseRows choices(Tape tape, SparseRows users, Column column) {
    SparseRows result = tape.sparseScratch();
    result.clear(column.to() - column.from());
    for (int row = 0; row < users.rows(); row++) {
      int user = users.column(users.start(row));
      result.startRow();
      for (int at = rows.starts()[user]; at < rows.starts()[user + 1]; at++) {
        int feature = rows.ids()[at];
        if (feature >= column.from() && feature < column.to()) {
          result.add(feature - column.from(), rows.weights()[at]);
        }
      }
    }
    return result;
  }

  /**
   * The same of those users alone whose attributes a training step did not read.
   *
   * @param read what it read, {@code [batch, count()]}
   */
  public SparseRows hiddenChoices(Tape tape, SparseRows users, SparseRows read, Column column) {
    SparseRows all = choices(tape, users, column);
    SparseRows result = tape.sparseScratch();
    result.clear(all.columns());
    for (int row = 0; row < all.rows(); row++) {
      result.startRow();
      boolean hidden = read.column(read.start(row)) == rows.count();
      for (int at = all.start(row); hidden && at < all.end(row); at++) {
        result.add(all.column(at), all.value(at));
      }
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
