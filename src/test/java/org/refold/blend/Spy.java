package org.refold.blend;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.kernel.Streams;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.recommend.ModelReader;
import org.refold.recommend.ModelWriter;
import org.refold.recommend.Recommender;
import org.refold.recommend.TrainingLog;

/** A member that keeps what it was given and scores at random, by the names of user and item. */
record Spy(String name, boolean choosesEpochs, boolean foldsIn, List<Given> given)
    implements Recommender {

  record Given(Interactions train, Fitting fitting) {}

  Spy(String name, boolean choosesEpochs) {
    this(name, choosesEpochs, true, new ArrayList<>());
  }

  @Override
  public Fitted<? extends Model> fit(Interactions train, Fitting fitting) {
    given.add(new Given(train, fitting));
    TrainingLog log =
        new TrainingLog(
            List.of(),
            0,
            fitting.validation().filter(any -> choosesEpochs).map(any -> "ndcg@100"),
            fitting.control().stopRequested()
                ? TrainingLog.Ending.STOPPED
                : TrainingLog.Ending.COMPLETED);
    return new Fitted<>(
        foldsIn ? new Folding(this, train.items()) : new Known(this, train.withoutValues()), log);
  }

  float score(String user, int item) {
    SplittableRandom random = Streams.of(item, name + user);
    return (float) random.nextDouble();
  }

  void score(Interactions histories, int from, int to, float[] scores) {
    int n = histories.itemCount();
    for (int row = from; row < to; row++) {
      for (int item = 0; item < n; item++) {
        scores[(row - from) * n + item] = score(histories.users().id(row), item);
      }
    }
  }

  record Folding(Spy recommender, Vocabulary items) implements FoldIn {
    @Override
    public void score(Interactions histories, int from, int to, float[] scores) {
      recommender.score(histories, from, to, scores);
    }

    @Override
    public void save(ModelWriter file) {}
  }

  record Known(Spy recommender, Interactions histories) implements KnownUsers {
    @Override
    public Vocabulary items() {
      return histories.items();
    }

    @Override
    public void score(Interactions asked, int from, int to, float[] scores) {
      recommender.score(asked, from, to, scores);
    }

    @Override
    public void save(ModelWriter file) {
      file.histories(histories);
    }
  }

  @Override
  public Model load(ModelReader file) {
    throw new UnsupportedOperationException("not for files");
  }

  @Override
  public long fitBytes(Interactions train) {
    return 1000;
  }
}
