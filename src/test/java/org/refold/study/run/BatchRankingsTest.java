package org.refold.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.catalogue.Catalogue;
import org.refold.cluster.Cluster;
import org.refold.cluster.PairTable;
import org.refold.cluster.Work;
import org.refold.data.FoldInItems;
import org.refold.data.Interactions;
import org.refold.data.sets.DataSets;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.metric.MetricContext;
import org.refold.recommend.CoCounts;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.recommend.Recommendation;
import org.refold.recommend.StopSignal;
import org.refold.settings.BadInputException;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;

/** Lists of many users, in blocks: the same as those of each user, and of a measured model. */
class BatchRankingsTest {

  private static final Split SPLIT =
      Splitters.parse("strong:heldout=1100")
          .split(
              DataSets.open("synthetic:users=3000,items=90,interactions=60000,seed=2")
                  .interactions(),
              1);

  private static final Evaluator EVALUATOR = Evaluator.of("ndcg@10,recall@5,coverage@10");

  @TempDir private Path folder;

  /** Works at once, and counts. */
  private static final class Counting implements Cluster {
    private final List<Integer> bytes = new ArrayList<>();

    @Override
    public int slots() {
      return 2;
    }

    @Override
    public CompletableFuture<Optional<byte[]>> submit(
        Class<? extends Work> work, byte[] task, StopSignal stop) {
      bytes.add(task.length);
      try {
        byte[] answer = work.getConstructor().newInstance().run(task);
        return CompletableFuture.completedFuture(Optional.of(answer));
      } catch (BadInputException | IOException | ReflectiveOperationException e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    @Override
    public CoCounts count(PairTable table) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  private ModelFile saved(String name) throws IOException {
    try (Fitted<? extends Model> fitted =
        Catalogue.create(name).fit(SPLIT.train(), Fitting.withSeed(3))) {
      fitted.save(folder.resolve(name));
    }
    return ModelFile.open(folder.resolve(name));
  }

  private static BatchRankings ranked(ModelFile model, Optional<Cluster> cluster)
      throws IOException {
    return BatchRankings.of(model, SPLIT.test(), FoldInItems.MASKED, 10, cluster, Progress.NONE);
  }

  @Test
  void listsMeasureLikeTheModelToTheBit() throws IOException {
    for (String name : List.of("ease", "item-knn", "popularity")) {
      ModelFile model = saved(name);
      Counting cluster = new Counting();
      MetricContext background = MetricContext.of(SPLIT.train());
      Evaluation lists =
          EVALUATOR.evaluate(
              ranked(model, Optional.of(cluster)).lists(name),
              SPLIT.test(),
              background,
              Progress.NONE);
      assertThat(cluster.bytes).hasSize(2);
      try (Fitted<? extends Model> fitted = Catalogue.load(model)) {
        Evaluation whole = EVALUATOR.evaluate(fitted.model(), SPLIT.test(), background);
        for (int m = 0; m < 3; m++) {
          assertThat(lists.results().get(m).perUser()).isEqualTo(whole.results().get(m).perUser());
          assertThat(lists.results().get(m).mean()).isEqualTo(whole.results().get(m).mean());
        }
      }
    }
  }

  @Test
  void listsAreThoseOfEachUserAlone() throws IOException {
    ModelFile model = saved("ease");
    List<List<Recommendation>> found = new ArrayList<>();
    Interactions rows = SPLIT.test().foldIn();
    ranked(model, Optional.empty())
        .forEach(
            (user, rank, item, score) -> {
              if (rank == 1) {
                found.add(new ArrayList<>());
              }
              found.get(found.size() - 1).add(new Recommendation(rows.items().id(item), score));
            });
    try (Fitted<? extends Model> fitted = Catalogue.load(model)) {
      for (int user : new int[] {0, 511, 1023, 1024, 1099}) {
        List<String> history =
            Arrays.stream(rows.itemsOf(user)).mapToObj(rows.items()::id).toList();
        assertThat(found.get(user)).isEqualTo(((FoldIn) fitted.model()).recommend(history, 10));
      }
    }
  }

  @Test
  void aModelThatIsGoneIsNamed() throws IOException {
    ModelFile model = saved("popularity");
    try (Fitted<? extends Model> other =
        Catalogue.create("ease").fit(SPLIT.train(), Fitting.withSeed(1))) {
      other.save(folder.resolve("popularity"));
    }
    assertThatThrownBy(() -> ranked(model, Optional.of(new Counting())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cannot be opened there")
        .hasMessageContaining("is another there than here")
        .hasMessageContaining("in the same place for all");
  }
}
