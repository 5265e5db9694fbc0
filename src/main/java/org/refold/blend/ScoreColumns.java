package org.refold.blend;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.kernel.Parallel;
import org.refold.recommend.Model;

/**
 * What a blend has of each item of a user, as columns of numbers: the scores of each member on one
 * scale, then the traits of the item and the logarithm of 1 + the length of the user's history,
 * where a learner reads these.
 *
 * @param members in the order of their columns
 * @param norm the scale of scores
 * @param traits of the items; where there are none, nor is there a column of the history's length
 */
record ScoreColumns(List<? extends Model> members, ScoreNorm norm, ItemTraits traits) {

  /** Bounds the memory of scores that wait to be normed. */
  private static final int USERS_AT_ONCE = 128;

  /** Takes the columns of one user. */
  interface Sink {
    /**
     * One user; called by several threads.
     *
     * @param row of the histories
     * @param columns {@code [columns][items]}, fresh but for the traits, which are shared
     */
    void accept(int row, float[][] columns);
  }

  /** The names of the columns. */
  List<String> names() {
    Stream<String> ofMembers = members.stream().map(member -> member.recommender().name());
    return traits.names().isEmpty()
        ? ofMembers.toList()
        : Stream.of(ofMembers, traits.names().stream(), Stream.of("log length of the history"))
            .flatMap(names -> names)
            .toList();
  }

  /** How many columns there are. */
  int count() {
    return members.size() + (traits.columns().length == 0 ? 0 : traits.columns().length + 1);
  }

  /** Gives the columns of the users {@code from <= row < to}. */
  void forEach(Interactions histories, int from, int to, Sink sink) {
    int items = histories.itemCount();
    for (int first = from; first < to; first += USERS_AT_ONCE) {
      int start = first;
      int users = Math.min(USERS_AT_ONCE, to - start);
      float[][] scores = new float[members.size()][Math.multiplyExact(users, items)];
      for (int member = 0; member < scores.length; member++) {
        members.get(member).score(histories, start, start + users, scores[member]);
      }
      Parallel.rows(
          users,
          1,
          (begin, end) -> {
            for (int user = begin; user < end; user++) {
              sink.accept(start + user, columns(histories, start + user, scores, user * items));
            }
          });
    }
  }

  private float[][] columns(Interactions histories, int row, float[][] scores, int offset) {
    int items = histories.itemCount();
    int[] history = BinaryMatrix.row(histories, row);
    float[][] columns = new float[count()][];
    for (int member = 0; member < scores.length; member++) {
      columns[member] = Arrays.copyOfRange(scores[member], offset, offset + items);
      norm.apply(columns[member], history);
    }
    if (columns.length > scores.length) {
      System.arraycopy(traits.columns(), 0, columns, scores.length, traits.columns().length);
      columns[columns.length - 1] = new float[items];
      Arrays.fill(columns[columns.length - 1], (float) Math.log1p(history.length));
    }
    return columns;
  }
}
