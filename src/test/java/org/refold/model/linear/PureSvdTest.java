package org.refold.model.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.refold.data.Interactions;
import org.refold.model.RecommenderConformance;
import org.refold.recommend.Fitting;
import org.refold.recommend.Recommender;
import org.refold.settings.BadInputException;

class PureSvdTest implements RecommenderConformance {

  @Override
  public Recommender recommender() {
    return new PureSvd(4);
  }

  @Override
  public ItemOrder itemOrder() {
    return ItemOrder.IGNORED;
  }

  private static FactoredModel fit(int latent, Interactions train) {
    return new PureSvd(latent).fit(train, Fitting.withSeed(1)).model();
  }

  /** numpy: V = np.linalg.svd(X)[2][:2]; V.T @ V. */
  @Test
  void goldenWeights() {
    SmallData.assertWeights(
        fit(2, SmallData.X5),
        1e-6,
        ".303905 .273791 .303905 .210302",
        ".273791 .617729 .273791 -.293628");
  }

  @Test
  void asManyFactorsAsItemsGiveTheHistoryBack() {
    float[] scores = SmallData.scores(fit(4, SmallData.X5), SmallData.X5);
    for (int user = 0; user < 5; user++) {
      for (int item = 0; item < 4; item++) {
        assertThat(scores[user * 4 + item])
            .isCloseTo(SmallData.X5.contains(user, item) ? 1f : 0f, within(1e-6f));
      }
    }
  }

  /** A projection onto more items than the dense solution is for: P P = P, its trace is latent. */
  @Test
  void weightsAreAProjection() {
    int n = 130;
    FactoredModel model = fit(5, SmallData.random(90, n, 2));
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += model.weight(i, i);
      double square = 0;
      for (int k = 0; k < n; k++) {
        square += (double) model.weight(i, k) * model.weight(k, 7);
      }
      assertThat(square).isCloseTo(model.weight(i, 7), within(1e-6));
    }
    assertThat(trace).isCloseTo(5, within(1e-5));
  }

  @Test
  void latentIsChecked() {
    assertThatThrownBy(() -> new PureSvd(0))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("latent is 0", "at least 1");
    assertThatThrownBy(() -> fit(5, SmallData.X5))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll("pure-svd has latent=5", "only 4 items");
  }
}
