package org.refold.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.refold.catalogue.Catalogue;
import org.refold.cluster.Cluster;
import org.refold.cluster.ClusterOptions;
import org.refold.cluster.Clusters;
import org.refold.data.FoldInItems;
import org.refold.data.sets.DataSets;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.metric.MetricContext;
import org.refold.kernel.Parallel;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.Model;
import org.refold.recommend.ModelFile;
import org.refold.settings.Progress;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;
import org.refold.study.run.BatchRankings;

/** Lists that workers make of a saved model, against those of this process. */
@Timeout(240)
class SparkRankingsTest {

  @Test
  void listsAndMeasuresAreThoseOfThisProcess(@TempDir Path folder) throws IOException {
    Split split =
        Splitters.parse("strong:heldout=1100")
            .split(
                DataSets.open("synthetic:users=3000,items=90,interactions=60000,seed=2")
                    .interactions(),
                1);
    Evaluator evaluator = Evaluator.of("ndcg@10,recall@5,coverage@10");
    MetricContext background = MetricContext.of(split.train());
    try (Cluster cluster = Clusters.open(Clusters.SPARK, ClusterOptions.of("local[2]"))) {
      for (String name : List.of("ease", "mult-vae")) {
        Map<String, String> settings = name.equals("ease") ? Map.of() : Map.of("epochs", "2");
        Path saved = folder.resolve(name);
        Evaluation whole;
        try (Fitted<? extends Model> fitted =
            Catalogue.create(name, settings).fit(split.train(), Fitting.withSeed(3))) {
          fitted.save(saved);
          whole =
              Parallel.share( // as a task of one core
                  1, () -> evaluator.evaluate(fitted.model(), split.test(), background));
        }
        ModelFile model = ModelFile.open(saved);
        BatchRankings there = ranked(model, split, Optional.of(cluster));
        BatchRankings here =
            Parallel.share(
                1,
                () -> {
                  try {
                    return ranked(model, split, Optional.empty());
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
        there.write(name, folder.resolve("there.tsv"));
        here.write(name, folder.resolve("here.tsv"));
        assertThat(there.size()).isEqualTo(10 * 1100);
        assertThat(folder.resolve("there.tsv")).hasSameBinaryContentAs(folder.resolve("here.tsv"));
        Evaluation lists =
            evaluator.evaluate(there.lists(name), split.test(), background, Progress.NONE);
        for (int m = 0; m < lists.results().size(); m++) {
          assertThat(lists.results().get(m).perUser()).isEqualTo(whole.results().get(m).perUser());
          assertThat(lists.results().get(m).mean()).isEqualTo(whole.results().get(m).mean());
        }
      }
    }
  }

  private static BatchRankings ranked(ModelFile model, Split split, Optional<Cluster> cluster)
      throws IOException {
    return BatchRankings.of(model, split.test(), FoldInItems.MASKED, 10, cluster, Progress.NONE);
  }
}
