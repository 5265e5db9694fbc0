package org.refold.study.article;

import java.util.Arrays;
import org.refold.data.Holdout;
import org.refold.data.Interactions;
import org.refold.kernel.Streams;
import org.refold.split.Split;

/** Whose recommendations are measured. */
public enum ScoredUsers {
  /** Those of the test part. */
  TEST("the test users") {
    @Override
    Holdout of(Split split) {
      return split.test();
    }
  },
  /**
   * A mistake: some that the model was trained on, with all their interactions. The first four
   * fifths of each are folded in, and the model is asked for the rest, which it has seen.
   */
  TRAINING("200 users of the training data") {
    @Override
    Holdout of(Split split) {
      Interactions sample = sample(split);
      boolean[] isHistory = new boolean[sample.size()];
      for (int user = 0; user < sample.userCount(); user++) {
        int kept = (int) Math.floor(HISTORY_SHARE * sample.count(user));
        Arrays.fill(isHistory, sample.start(user), sample.start(user) + kept, true);
      }
      return new Holdout(
          sample.where(p -> isHistory[p]),
          sample.where(p -> !isHistory[p]),
          Holdout.Generalisation.STRONG);
    }
  };

  private static final int SAMPLE = 200;
  private static final double HISTORY_SHARE = 0.8;

  private final String meaning;

  ScoredUsers(String meaning) {
    this.meaning = meaning;
  }

  /** Who they are, for a person. */
  public String meaning() {
    return meaning;
  }

  /** Their histories, and what is held out of them. */
  abstract Holdout of(Split split);

  private static Interactions sample(Split split) {
    Interactions train = split.train();
    int[] users = new int[train.userCount()];
    Arrays.setAll(users, user -> user);
    Streams.shuffle(users, Streams.of(split.seed(), "scored training users"));
    return train.rows(Arrays.copyOf(users, Math.min(SAMPLE, users.length)));
  }
}
