package org.refold.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.refold.data.sets.DataSets;
import org.refold.recommend.Fitted;
import org.refold.recommend.Fitting;
import org.refold.recommend.FoldIn;
import org.refold.recommend.KnownUsers;
import org.refold.recommend.Model;
import org.refold.recommend.RatingPredictor;
import org.refold.recommend.Recommender;
import org.refold.split.Split;
import org.refold.split.protocol.Splitters;

/** What a recommender says of its models before a fit is what they are after it. */
class AbilitiesBeforeTheFitTest {

  private static final Split SPLIT =
      Splitters.parse("ratings")
          .split(DataSets.open("synthetic:users=30,items=20,interactions=300"), 1);

  static List<String> names() {
    return Catalogue.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsToldBeforeTheFitIsTrue(String name) {
    Recommender recommender = ShortFits.of(name);
    try (Fitted<? extends Model> fitted = recommender.fit(SPLIT.train(), Fitting.withSeed(1))) {
      for (Class<? extends Model> ability :
          List.of(FoldIn.class, KnownUsers.class, RatingPredictor.class)) {
        assertThat(recommender.mayBe(ability))
            .as(ability.getSimpleName())
            .isEqualTo(ability.isInstance(fitted.model()));
      }
    }
  }
}
