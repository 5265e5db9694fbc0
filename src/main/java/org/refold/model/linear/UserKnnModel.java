package org.refold.model.linear;

import java.io.IOException;
import java.util.Arrays;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Largest;
import org.refold.kernel.Parallel;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Preconditions;

/**
 * A fitted {@link UserKnn}: the histories of the training users, and for the reverse neighbourhood
 * how similar to each of them one must be to be among the nearest. A user of the training data is
 * scored by the history at hand too, but is never its own neighbour.
 */
public final class UserKnnModel implements FoldIn, KnownUsers {

  private static final String SIMILARITIES = "least.similarities";
  private static final String USERS = "least.users";

  private final UserKnn settings;
  private final Interactions histories;
  private final KnnRows rows;
  private final long[] least;
  private final double[] ofItems;
  private final Neighbours.Likeness likeness;

  /**
   * @param histories of the training users, without values
   * @param rows the same, weighted
   * @param least for each training user the last pair among the nearest, see {@link Largest}; empty
   *     where it is not needed
   */
  UserKnnModel(UserKnn settings, Interactions histories, KnnRows rows, long[] least) {
    this.settings = settings;
    this.histories = histories;
    this.rows = rows;
    this.least = least;
    this.ofItems = settings.weighting().ofItems(BinaryMatrix.of(histories).transposed());
    this.likeness = settings.likeness(histories.itemCount());
  }

  static long[] least(UserKnn settings, ModelReader file) throws IOException {
    if (settings.neighbourhood() == Neighbourhood.OWN) {
      return new long[0];
    }
    int users = file.users().size();
    float[] similarities = file.floats(SIMILARITIES, users);
    int[] indices = file.ints(USERS, users);
    long[] least = new long[users];
    for (int user = 0; user < users; user++) {
      least[user] = similarities[user] > 0 ? Largest.pair(indices[user], similarities[user]) : 0;
    }
    return least;
  }

  @Override
  public void save(ModelWriter file) {
    file.histories(histories);
    if (settings.neighbourhood() == Neighbourhood.REVERSE) {
      float[] similarities = new float[least.length];
      int[] indices = new int[least.length];
      for (int user = 0; user < least.length; user++) {
        similarities[user] = Largest.value(least[user]);
        indices[user] = least[user] == 0 ? 0 : Largest.index(least[user]);
      }
      file.add(SIMILARITIES, similarities).add(USERS, indices);
    }
  }

  @Override
  public void score(Interactions asked, int from, int to, float[] scores) {
    Preconditions.foldIn(this, asked, from, to, scores);
    Parallel.unevenRows(
        to - from,
        8,
        (first, end) -> {
          KnnRows.Products products = rows.new Products();
          Largest nearest = new Largest(Math.min(settings.neighbours(), rows.count()));
          for (int row = first; row < end; row++) {
            int self = users().indexOf(asked.users().id(from + row));
            double squares = multiply(BinaryMatrix.row(asked, from + row), products);
            int offset = row * items().size();
            Arrays.fill(scores, offset, offset + items().size(), 0f);
            if (settings.neighbourhood() == Neighbourhood.OWN) {
              Neighbours.offer(rows, likeness, self, squares, products, nearest);
              for (long pair : nearest.sorted()) {
                rows.addTo(scores, offset, Largest.index(pair), Largest.value(pair));
              }
            } else {
              reverse(self, squares, products, scores, offset);
            }
          }
        });
  }

  /** Multiplies a history with all training users; returns its squared length. */
  private double multiply(int[] history, KnnRows.Products products) {
    double ofUser = settings.weighting().ofUser(history.length, items().size());
    double squares = 0;
    products.begin();
    for (int item : history) {
      float weight = (float) (ofItems[item] * ofUser);
      squares += (double) weight * weight;
      products.add(item, weight);
    }
    return squares;
  }

  /** The votes of those to whom this user is near enough; a stranger loses ties. */
  private void reverse(
      int self, double squares, KnnRows.Products products, float[] scores, int offset) {
    int index = self < 0 ? Integer.MAX_VALUE : self;
    for (int k = 0; k < products.found(); k++) {
      int voter = products.other(k);
      float similarity = (float) likeness.of(products.product(voter), squares, rows.squares(voter));
      if (voter != self && similarity > 0 && Largest.pair(index, similarity) >= least[voter]) {
        rows.addTo(scores, offset, voter, similarity);
      }
    }
  }

  @Override
  public Interactions histories() {
    return histories;
  }

  @Override
  public UserKnn recommender() {
    return settings;
  }

  @Override
  public Vocabulary items() {
    return histories.items();
  }
}
