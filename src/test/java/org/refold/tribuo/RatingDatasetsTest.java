package org.refold.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.refold.data.AttributeColumn;
import org.refold.data.Attributes;
import org.refold.data.Interactions;
import org.refold.data.Vocabulary;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.regression.Regressor;

class RatingDatasetsTest {

  private static final Vocabulary USERS = Vocabulary.of(List.of("ann", "bob", "cy"));
  private static final Vocabulary ITEMS = Vocabulary.ofNumbers(12);
  private static final Interactions RATINGS =
      TribuoFixtures.ratings(USERS, ITEMS, new int[][] {{0, 11, 5}, {0, 2, 3}, {2, 2, 1}});

  private static Map<String, Double> features(Example<Regressor> example) {
    Map<String, Double> features = new LinkedHashMap<>();
    example.forEach(feature -> features.put(feature.getName(), feature.getValue()));
    return features;
  }

  @Test
  void anExampleIsARating() {
    Dataset<Regressor> data = RatingDatasets.of("tiny", RATINGS);
    assertThat(data.size()).isEqualTo(3);
    List<Double> ratings = new ArrayList<>();
    List<Map<String, Double>> pairs = new ArrayList<>();
    for (Example<Regressor> example : data) {
      assertThat(example.getOutput().getNames()).containsExactly("rating");
      assertThat(example.validateExample()).isTrue();
      ratings.add(example.getOutput().getValues()[0]);
      pairs.add(features(example));
    }
    assertThat(ratings).containsExactly(5.0, 3.0, 1.0);
    assertThat(pairs)
        .containsExactly(
            Map.of("i000011", 1.0, "u000000", 1.0),
            Map.of("i000002", 1.0, "u000000", 1.0),
            Map.of("i000002", 1.0, "u000002", 1.0));
  }

  @Test
  void featuresAreNumberedInOurOrder() {
    ImmutableFeatureMap domain = RatingDatasets.of("tiny", RATINGS).getFeatureIDMap();
    List<String> names = new ArrayList<>();
    for (int id = 0; id < domain.size(); id++) {
      names.add(domain.get(id).getName());
    }
    assertThat(names).containsExactly("i000002", "i000011", "u000000", "u000002");
  }

  @Test
  void aPairOfWhichNothingIsKnownIsRefused() {
    Interactions strange =
        TribuoFixtures.ratings(
            Vocabulary.of(List.of("eve")), Vocabulary.of(List.of("99")), new int[][] {{0, 0, 4}});
    RatingFeatures features = RatingFeatures.of(RATINGS);
    assertThatThrownBy(() -> RatingDatasets.of("strange", strange, features))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no features");
  }

  @Test
  void theProvenanceNamesTheData() {
    assertThat(RatingDatasets.of("tiny", RATINGS).getProvenance().toString())
        .contains("tiny: 3 users x 12 items, 3 interactions")
        .contains(RATINGS.sha256());
  }

  /** Ages 20 and 40 have mean 30 and standard deviation sqrt(200) = 14.142136. */
  @Test
  void sideInformationBecomesFeatures() {
    Vocabulary people = Vocabulary.of(List.of("dee", "cy", "ann", "bob"));
    Attributes users =
        Attributes.none(people)
            .with("age", new AttributeColumn.Numbers(new double[] {50, Double.NaN, 20, 40}))
            .with("shoe", new AttributeColumn.Numbers(new double[] {9, 9, 9, 9}));
    Attributes items =
        Attributes.none(Vocabulary.of(List.of("2", "new")))
            .with(Attributes.TITLE, new AttributeColumn.Texts(List.of("Two", "New")))
            .with(
                "genres",
                AttributeColumn.Categories.of(List.of(List.of("War", "Comedy"), List.of("War"))));
    RatingFeatures features = RatingFeatures.of(RATINGS, users, items);

    List<Map<String, Double>> pairs = new ArrayList<>();
    RatingDatasets.of("tiny", RATINGS, features).forEach(e -> pairs.add(features(e)));
    assertThat(pairs.get(0).keySet()).containsExactly("i000011", "u000000", "user.age");
    assertThat(pairs.get(0).get("user.age")).isCloseTo(-10 / 14.142136, within(1e-6));
    assertThat(pairs.get(2).keySet())
        .containsExactly("i000002", "item.genres=Comedy", "item.genres=War", "u000002");

    assertThat(features.items().of("new").names).containsExactly("item.genres=War");
    assertThat(features.users().of("dee").names).containsExactly("user.age");
    assertThat(features.users().of("dee").values[0]).isCloseTo(20 / 14.142136, within(1e-6));
    assertThat(features.users().of("eve").size()).isZero();
  }
}
