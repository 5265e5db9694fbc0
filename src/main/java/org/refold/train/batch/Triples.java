package org.refold.train.batch;

import java.util.stream.IntStream;
import org.refold.data.Interactions;
import org.refold.kernel.Parallel;
import org.refold.kernel.Streams;
import org.refold.nn.Tape;

/**
 * Triples of a user, an item of the history and an item that is not in it, for losses that compare
 * both (Rendle et al. 2009): as many as interactions, with a negative that each epoch draws anew. A
 * user with every item in the history gives no triples.
 */
public final class Triples implements Examples<Triples.Batch> {

  /**
   * Some triples, in arrays of the same length.
   *
   * @param users of the triples
   * @param positives items of their histories
   * @param negatives items that are not in their histories
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared, and made for loops
  public record Batch(int[] users, int[] positives, int[] negatives) {

    /** How many triples there are. */
    public int size() {
      return users.length;
    }
  }

  /** How the interactions of triples are drawn. */
  public enum Draw {
    /** Each interaction is once in an epoch. */
    INTERACTIONS,
    /** A user uniformly and one of the user's items: users of few items count more. */
    USERS
  }

  /** The fewest triples that are worth a thread of their own. */
  private static final int GRAIN = 256;

  private final Interactions positives;

  /** The user of each, which a binary search would find, but not as fast. */
  private final int[] users;

  private final NegativeSampler sampler;

  /** The users that have any. */
  private final int[] usersDrawn;

  /** A triple for each interaction of users that have negatives. */
  public Triples(Interactions train, NegativeSampler sampler) {
    this(train, sampler, Draw.INTERACTIONS);
  }

  /** As many triples as users that have negatives have interactions. */
  public Triples(Interactions train, NegativeSampler sampler, Draw draw) {
    this.positives = sampler.drawable(train);
    this.users = NegativeSampler.users(positives);
    this.sampler = sampler;
    this.usersDrawn =
        draw == Draw.USERS
            ? IntStream.range(0, positives.userCount())
                .filter(user -> positives.count(user) > 0)
                .toArray()
            : new int[0];
  }

  @Override
  public int count() {
    return positives.size();
  }

  @Override
  public String unit() {
    return "triples";
  }

  @Override
  public Batch batch(Tape tape, int[] chosen, int size) {
    Batch batch = new Batch(new int[size], new int[size], new int[size]);
    long seed = tape.streamSeed("negatives of triples");
    Parallel.rows(size, GRAIN, (from, to) -> fill(batch, chosen, seed, from, to));
    return batch;
  }

  private void fill(Batch batch, int[] chosen, long seed, int from, int to) {
    for (int k = from; k < to; k++) {
      long stream = Streams.bitsAt(seed, chosen[k]);
      int position = usersDrawn.length == 0 ? chosen[k] : drawn(stream);
      int user = users[position];
      batch.users[k] = user;
      batch.positives[k] = positives.item(position);
      batch.negatives[k] = sampler.draw(stream, 0, user);
    }
  }

  /** The position of an item of a user, both drawn; the negative is number 0 of the stream. */
  private int drawn(long stream) {
    int user = usersDrawn[(int) Streams.below(usersDrawn.length, Streams.bitsAt(stream, 1))];
    long place = Streams.below(positives.count(user), Streams.bitsAt(stream, 2));
    return positives.start(user) + (int) place;
  }
}
