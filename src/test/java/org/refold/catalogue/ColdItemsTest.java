package org.refold.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.refold.data.sets.DataSet;
import org.refold.data.sets.Synthetic;
import org.refold.evaluate.Evaluation;
import org.refold.evaluate.Evaluator;
import org.refold.evaluate.metric.MetricContext;
import org.refold.recommend.ContentRecommender;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.Model;
import org.refold.recommend.Recommender;
import org.refold.recommend.TestModel;
import org.refold.settings.BadInputException;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;

/** New items: which recommenders take part, and that those that do tell them apart. */
class ColdItemsTest {

  private static final DataSet DATA = new Synthetic(600, 300, 24_000, 42).generate();

  private static final Split SPLIT = Splitters.parse("cold-items:test=0.2").split(DATA, 1);

  private static final Evaluator EVALUATOR = Evaluator.of("ndcg@10");

  private static void check(String name, Map<String, String> settings) {
    EVALUATOR.check(
        Catalogue.create(name, settings), SPLIT.test(), MetricContext.of(SPLIT.train()));
  }

  @Test
  void onlyRecommendersThatReadAttributesOfItemsTakePart() {
    check("content-map", Map.of());
    check("ease", Map.of("sideWeight", "10"));
    check("slim", Map.of("sideWeight", "10"));
    check("gmf", Map.of("side", "both"));
    check("fm", Map.of("side", "items", "objective", "logistic"));
    for (String name : List.of("ease", "gmf", "mult-vae", "hybrid-vae", "popularity", "sasrec")) {
      assertThatThrownBy(() -> check(name, Map.of()))
          .as(name)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("items without interactions in the training data");
    }
    assertThatThrownBy(() -> check("content-map", Map.of("side", "users")))
        .hasMessageContaining("does not read attributes of items");
  }

  @Test
  void allTakePartWhereSomeItemsAreKnown() {
    Split known = Splitters.parse("per-user").split(DATA, 1);
    EVALUATOR.check(Catalogue.create("ease"), known.test(), MetricContext.of(known.train()));
  }

  @Test
  void attributesTellNewItemsApart() {
    for (Recommender each :
        List.of(
            Catalogue.create("content-map", Map.of("latent", "16", "epochs", "4")),
            Catalogue.create("ease", Map.of("lambda", "50", "sideWeight", "20")))) {
      assertThat(ContentRecommender.tellsNewItemsApart(each)).isTrue();
      Fitting fitting = Fitting.withSeed(1).withSideInformation(SPLIT.side());
      try (Fitted<? extends Model> fitted = each.fit(SPLIT.train(), fitting)) {
        Evaluation found = EVALUATOR.evaluate(fitted.model(), SPLIT.test());
        assertThat(found.metric("ndcg@10").ci95().orElseThrow().low())
            .as(each.name())
            .isGreaterThan(chance());
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record SameForAll(Vocabulary items, float[] of) implements TestModel, FoldIn {
    @Override
    public void score(Interactions histories, int from, int to, float[] scores) {
      for (int user = from; user < to; user++) {
        System.arraycopy(of, 0, scores, (user - from) * of.length, of.length);
      }
    }
  }

  /** The mean over some random orders of the items. */
  private static double chance() {
    SplittableRandom random = new SplittableRandom(1);
    double sum = 0;
    for (int order = 0; order < 20; order++) {
      float[] scores = new float[SPLIT.train().itemCount()];
      for (int item = 0; item < scores.length; item++) {
        scores[item] = (float) random.nextDouble();
      }
      Model shuffled = new SameForAll(SPLIT.train().items(), scores);
      sum += EVALUATOR.evaluate(shuffled, SPLIT.test()).metric("ndcg@10").mean();
    }
    return sum / 20;
  }
}
