package org.refold.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refold.data.BinaryMatrix;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.data.sets.DataSets;
import org.refold.kernel.Precision;
import org.refold.recommend.CoCounts;
import org.refold.recommend.CountedRecommender;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.settings.BadInputException;

/** Models of counts alone are those of the data that were counted. */
class CountedFitTest {

  private static final Interactions DATA =
      DataSets.open("synthetic:users=80,items=50,interactions=1500,seed=6").interactions();

  @TempDir private Path folder;

  /** Counts pair by pair, as slowly as the definition says. */
  private static final CoCounts COUNTS =
      new CoCounts() {
        @Override
        public Vocabulary items() {
          return DATA.items();
        }

        @Override
        public int users() {
          return DATA.userCount();
        }

        @Override
        public int[] itemCounts() {
          return BinaryMatrix.of(DATA).columnCounts();
        }

        @Override
        public void forEach(Sink sink) {
          int n = DATA.itemCount();
          int[] counts = new int[n];
          for (int item = 0; item < n; item++) {
            for (int other = 0; other < n; other++) {
              counts[other] = 0;
              for (int user = 0; user < DATA.userCount(); user++) {
                boolean both = DATA.contains(user, item) && DATA.contains(user, other);
                counts[other] += both ? 1 : 0;
              }
            }
            sink.accept(item, counts);
          }
        }
      };

  @Test
  void weightsHaveTheSameBits() throws IOException {
    List<CountedRecommender> all =
        List.of(
            new Ease(),
            new Ease(30, Precision.FLOAT),
            new Ease().withSign(Sign.NON_NEGATIVE),
            new ItemKnn(),
            new ItemKnn(Similarity.PEARSON, 5, 10, Normalisation.UNIT_SUM),
            new ItemKnn(Similarity.CONDITIONAL, 7, 0, Normalisation.UNIT_LENGTH),
            new ItemKnn().withSimilarity(Similarity.ASYMMETRIC).withAlpha(0.2));
    for (CountedRecommender each : all) {
      Path histories = folder.resolve("histories");
      Path counts = folder.resolve("counts");
      try (Fitted<?> one = each.fit(DATA, Fitting.withSeed(1));
          Fitted<?> other = each.fit(COUNTS, Fitting.withSeed(1))) {
        one.save(histories);
        other.save(counts);
      }
      assertThat(counts.resolve("weights.safetensors"))
          .as(each.toString())
          .hasSameBinaryContentAs(histories.resolve("weights.safetensors"));
    }
  }

  @Test
  void whatNeedsMoreThanCountsIsRefused() {
    List<CountedRecommender> more =
        List.of(
            new Ease().withSideWeight(2),
            new ItemKnn().withWeighting(Weighting.TF_IDF),
            new ItemKnn().withSimilarity(Similarity.ADJUSTED_COSINE));
    for (CountedRecommender each : more) {
      assertThatThrownBy(() -> each.fit(COUNTS, Fitting.withSeed(1)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("counts of pairs of items");
    }
  }
}
